import Testing

@testable import TaglioRun

/// When results that wait are committed.
@Suite struct CommitPaceTests {
  private let second: Int64 = 1_000_000_000

  @Test func nothingWaitsForNothing() {
    let pace = CommitPace(now: 0)
    #expect(!pace.isDue(at: 100 * second))
  }

  @Test func aResultAfterAQuietSecondIsCommittedAtOnce() {
    var pace = CommitPace(now: 0)
    pace.note(bytes: 10)
    #expect(!pace.isDue(at: second - 1))
    #expect(pace.isDue(at: second))
    pace.committed(at: second)
    #expect(!pace.isDue(at: 5 * second))
    pace.note(bytes: 10)
    #expect(pace.isDue(at: 5 * second))
  }

  @Test func manyResultsDoNotWait() {
    var pace = CommitPace(now: 0)
    for _ in 1..<CommitPace.mostWaiting.results { pace.note(bytes: 1) }
    #expect(!pace.isDue(at: 0))
    pace.note(bytes: 1)
    #expect(pace.isDue(at: 0))
  }

  @Test func largeResultsDoNotWait() {
    var pace = CommitPace(now: 0)
    pace.note(bytes: CommitPace.mostWaiting.bytes - 1)
    #expect(!pace.isDue(at: 0))
    pace.note(bytes: 1)
    #expect(pace.isDue(at: 0))
  }
}
