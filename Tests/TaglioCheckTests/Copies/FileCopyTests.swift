import Foundation
import Synchronization
import TestSupport
import Testing

/// Copying files is a complete sync, whatever tool copies them, in whatever order and portions.
@Suite("Files copied between copies")
struct FileCopyTests {
  /// `TAGLIO_COPIES=N` runs more histories, `TAGLIO_SEED=S` begins with another one.
  static let count = number("TAGLIO_COPIES") ?? 8
  static let firstSeed = UInt64(number("TAGLIO_SEED") ?? 1)
  static let lanes = 2

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test("end in one state, and nothing is lost", arguments: 0..<lanes)
  func converges(lane: Int) throws {
    var figures = CopyFigures()
    for number in stride(from: lane, to: Self.count, by: Self.lanes) {
      let seed = Self.firstSeed + UInt64(number)
      try withTemporaryDirectory { path in
        var history = try CopyHistory(seed: seed, in: path)
        try history.run(steps: 16)
        figures.add(history.figures)
      }
      if figures.lost + figures.unequal > 0 { break }
    }
    print("copies: seeds \(Self.firstSeed + UInt64(lane))… by \(Self.lanes)")
    print("proof: copies \(figures)")
  }
}

/// What the histories of one lane came to.
struct CopyFigures: CustomStringConvertible {
  var histories = 0
  var copies = 0
  var commits = 0
  var files = 0
  var cut = 0
  var strays = 0
  var lost = 0
  var unequal = 0

  mutating func add(_ other: CopyFigures) {
    histories += other.histories
    copies += other.copies
    commits += other.commits
    files += other.files
    cut += other.cut
    strays += other.strays
    lost += other.lost
    unequal += other.unequal
  }

  var description: String {
    "histories=\(histories) copies=\(copies) commits=\(commits) files=\(files) cut=\(cut) "
      + "strays=\(strays) lost=\(lost) unequal=\(unequal)"
  }
}
