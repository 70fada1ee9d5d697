import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// The index is derived: whatever becomes of its file, a repository opens and answers as if it had
/// scanned the objects.
@Suite struct IndexRecoveryTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var apply: @Sendable (FilePath) throws -> Void

    init(_ name: String, _ apply: @escaping @Sendable (FilePath) throws -> Void) {
      testDescription = name
      self.apply = apply
    }

    /// Changes the bytes of the file.
    static func bytes(_ name: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]) -> Damage
    {
      Damage(name) { path in
        let bytes = change(try Disk().read(path))
        try Data(bytes).write(to: URL(filePath: path.string))
      }
    }
  }

  static let damages = [
    Damage("missing") { try Disk().remove(.path($0)) },
    Damage("a directory in its place") {
      try Disk().remove(.path($0))
      try Disk().makeDirectory(.path($0))
    },
    .bytes("empty") { _ in [] },
    .bytes("garbage") { $0.map { $0 ^ 0x5A } },
    .bytes("a tail written half") { $0 + $0.suffix(37).prefix(20) },
    .bytes("cut by one byte") { Array($0.dropLast()) },
    .bytes("cut in the middle") { Array($0.prefix($0.count / 2)) },
    .bytes("another version") { bytes in
      var bytes = bytes
      bytes[11] = 2
      return bytes
    },
    .bytes("a row changed") { bytes in
      var bytes = bytes
      bytes[bytes.count / 3] ^= 4
      return bytes
    },
    .bytes("every page changed") { bytes in
      var bytes = bytes
      for place in stride(from: 700, to: bytes.count - 200, by: 97) { bytes[place] ^= 1 }
      return bytes
    },
  ]

  @Test(arguments: damages)
  func damageIsFoundAndMadeGood(damage: Damage) throws {
    try withTemporaryDirectory { project in
      let expected = try fill(project)
      try damage.apply(project.appending(".taglio/index"))
      #expect(try answers(project).differences(from: expected) == [])
      #expect(try answers(project).differences(from: expected) == [], "opened once more")
    }
  }

  @Test func anotherCopysIndexIsNotTaken() throws {
    try withTemporaryDirectory { directory in
      let (one, other) = (directory.appending("one"), directory.appending("other"))
      for project in [one, other] { try Disk().makeDirectories(project) }
      _ = try fill(one)
      let expected = try fill(other, records: 2)
      let index = try Disk().read(one.appending(".taglio/index"))
      try Data(index).write(to: URL(filePath: other.appending(".taglio/index").string))
      #expect(try answers(other).differences(from: expected) == [])
    }
  }

  /// All over the file, in every part of it.
  @Test func aFlippedByteIsMadeGood() throws {
    try withTemporaryDirectory { project in
      let expected = try fill(project, records: 1)
      let path = project.appending(".taglio/index")
      let good = try Disk().read(path)
      for place in stride(from: 0, to: good.count, by: 89) {
        var bytes = good
        bytes[place] ^= 0x10
        try Data(bytes).write(to: URL(filePath: path.string))
        let found = try answers(project).differences(from: expected)
        #expect(found == [], "byte \(place) of \(good.count)")
      }
    }
  }

  /// Adds records twice, so that there are versions, labels and several segments.
  private func fill(_ project: FilePath, records: Int = 6) throws -> Answers {
    let directory = RepositoryDirectory(path: project.appending(".taglio"))
    _ = try directory.create()
    let clock = TestClock(milliseconds: 1_790_000_000_000)
    let repository = try Repository(directory, options: clock.options(author: "tester"))
    var options = AddOptions()
    options.key = .field("id")
    for round in 0..<2 {
      let texts = (0..<records).map { #"{"id":\#($0),"input":\#(round),"title":"t\#(round)"}"# }
      _ = try repository.add([TestInput("s", texts)], options)
    }
    return try Answers(repository)
  }

  private func answers(_ project: FilePath) throws -> Answers {
    let directory = RepositoryDirectory(path: project.appending(".taglio"))
    let clock = TestClock(milliseconds: 1_790_000_000_000)
    let repository = try Repository(directory, options: clock.options(author: "tester"))
    return try repository.recovering { try Answers(repository) }
  }
}
