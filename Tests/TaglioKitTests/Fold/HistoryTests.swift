import Foundation
import TestSupport
import Testing

/// Law 4: equal objects give equal state, whatever the order of arrival.
@Suite struct HistoryTests {
  /// `TAGLIO_HISTORIES=N` runs more of them, `TAGLIO_SEED=S` begins with another one.
  static let count = number("TAGLIO_HISTORIES") ?? 400
  static let firstSeed = UInt64(number("TAGLIO_SEED") ?? 1)
  static let lanes = 4

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test(arguments: 0..<lanes)
  func foldsAsTheReferenceDoes(lane: Int) throws {
    var failures = 0
    var histories = 0
    for number in stride(from: lane, to: Self.count, by: Self.lanes) {
      var history = try History(seed: Self.firstSeed + UInt64(number))
      let findings = try history.run(steps: 14)
      #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
      failures += findings.isEmpty ? 0 : 1
      histories += 1
      if failures == 3 { break }
    }
    print(
      "histories: seeds \(Self.firstSeed + UInt64(lane))… by \(Self.lanes), \(Self.count) in all"
    )
    print("proof: histories histories=\(histories) failures=\(failures)")
  }
}
