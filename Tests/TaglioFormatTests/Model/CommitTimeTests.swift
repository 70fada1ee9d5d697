import TaglioFormat
import TestSupport
import Testing

@Suite struct CommitTimeTests {
  /// Computed with Python's `datetime` and `calendar`.
  @Test(arguments: [
    (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
    (-62_162_121_600_000 + 1, "0000-02-29T00:00:00.001Z"),
    (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
    (0, "1970-01-01T00:00:00.000Z"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (1_795_252_440_123, "2026-11-21T09:14:00.123Z"),
    (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
    (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    (221_845_392_000_000, "9000-01-01T00:00:00.000Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func textAndMilliseconds(milliseconds: Int, text: String) throws {
    let time = try #require(CommitTime(milliseconds: Int64(milliseconds)))
    #expect("\(time)" == text)
    #expect(CommitTime(text) == time)
  }

  @Test func theWholeRangeReadsBackInOrder() throws {
    var generator = SeededGenerator(seed: 9000)
    var last = ""
    let range = CommitTime.range
    for day in stride(from: range.lowerBound, to: range.upperBound, by: 97 * 86_400_000) {
      let time = try #require(
        CommitTime(milliseconds: day + Int64.random(in: 0..<86_400_000, using: &generator))
      )
      let text = "\(time)"
      guard CommitTime(text) == time, last < text else {
        Issue.record("\(time.milliseconds) is written \(text), after \(last)")
        return
      }
      last = text
    }
  }

  @Test(arguments: [
    "2026-11-21T09:14:00Z", "2026-11-21T09:14:00.12Z", "2026-11-21T09:14:00.1234Z",
    "2026-11-21t09:14:00.000Z", "2026-11-21T09:14:00.000z", "2026-11-21 09:14:00.000Z",
    "2026-11-21T09:14:00.000+00:00", "2026-02-29T00:00:00.000Z", "2100-02-29T00:00:00.000Z",
    "2026-00-01T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-01-00T00:00:00.000Z",
    "2026-01-32T00:00:00.000Z", "2026-04-31T00:00:00.000Z", "2026-01-01T24:00:00.000Z",
    "2026-01-01T00:60:00.000Z", "2026-01-01T00:00:60.000Z", "-026-01-01T00:00:00.000Z",
    "", "2026-01-01T00:00:00.00٠Z",
  ])
  func otherTextIsRefused(text: String) {
    #expect(CommitTime(text) == nil)
  }

  @Test func whatTheTextCannotWriteIsNoTime() {
    #expect(CommitTime(milliseconds: CommitTime.range.lowerBound - 1) == nil)
    #expect(CommitTime(milliseconds: CommitTime.range.upperBound + 1) == nil)
    #expect(CommitTime(milliseconds: CommitTime.range.upperBound)?.next == nil)
  }

  /// Later than every parent; from the year 9000 on exactly 1 ms later than the latest.
  @Test(arguments: [
    ([], 0, true), ([5], 6, true), ([5], 5, false), ([5], 4, false), ([5, 9], 9, false),
    ([5, 9], 10, true), ([5], 1_000_000, true),
    ([5], 221_845_392_000_000, false), ([5], 221_845_391_999_999, true),
    ([221_845_391_999_999], 221_845_392_000_000, true),
    ([221_845_391_999_999], 221_845_392_000_001, false),
    ([221_845_392_000_005], 221_845_392_000_006, true),
    ([221_845_392_000_005], 221_845_392_000_007, false),
    ([253_402_300_799_999], 253_402_300_799_999, false),
  ])
  func followsItsParents(parents: [Int], time: Int, isValid: Bool) throws {
    let times = parents.compactMap { CommitTime(milliseconds: Int64($0)) }
    let time = try #require(CommitTime(milliseconds: Int64(time)))
    #expect(Commit.follows(time, times) == isValid)
  }
}
