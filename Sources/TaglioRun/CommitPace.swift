/// Decides when results that wait are committed: at once where the last commit was a while ago, else
/// when that while is over or many wait.
package struct CommitPace: Sendable {
  /// The least time from one commit to the next, in nanoseconds.
  package static let interval: Int64 = 1_000_000_000
  /// How many results, or bytes of them, do not wait.
  package static let mostWaiting = (results: 1000, bytes: 64 << 20)

  private var last: Int64
  private var waiting = (results: 0, bytes: 0)

  /// - Parameter now: when the last commit was made, in nanoseconds of a clock that never goes back.
  package init(now: Int64) {
    last = now
  }

  /// Notes a result that waits.
  package mutating func note(bytes: Int) {
    waiting.results += 1
    waiting.bytes += bytes
  }

  /// Notes that everything that waited was committed.
  package mutating func committed(at now: Int64) {
    last = now
    waiting = (0, 0)
  }

  package func isDue(at now: Int64) -> Bool {
    guard waiting.results > 0 else { return false }
    return waiting.results >= CommitPace.mostWaiting.results
      || waiting.bytes >= CommitPace.mostWaiting.bytes || now - last >= CommitPace.interval
  }
}
