import Synchronization

/// Tells on a terminal how far a long operation has come.
///
/// Nothing is shown in the first half second, then at most ten times a second; what was shown is
/// wiped away by `finish`.
final class ProgressBar: Sendable {
  private static let delay: Int64 = 500_000_000
  private static let interval: Int64 = 100_000_000
  private static let width = 24

  private struct State {
    var nextDrawing: Int64
    var isShown = false
  }

  private let title: String
  private let channel: OutputChannel
  private let clock: @Sendable () -> Int64
  private let state: Mutex<State>

  init(_ title: String, on channel: OutputChannel, clock: @escaping @Sendable () -> Int64) {
    self.title = title
    self.channel = channel
    self.clock = clock
    state = Mutex(State(nextDrawing: clock() + ProgressBar.delay))
  }

  /// - Parameter note: what stands behind the numbers.
  func update(_ done: Int, of total: Int?, note: String = "") throws {
    let now = clock()
    let isDue = state.withLock { state in
      guard now >= state.nextDrawing else { return false }
      state.nextDrawing = now + ProgressBar.interval
      state.isShown = true
      return true
    }
    guard isDue else { return }
    try channel.write("\r\u{1B}[K" + line(done, total) + (note.isEmpty ? "" : "  " + note))
    try channel.flush()
  }

  func finish() throws {
    let wasShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    guard wasShown else { return }
    try channel.write("\r\u{1B}[K")
    try channel.flush()
  }

  private func line(_ done: Int, _ total: Int?) -> String {
    guard let total, total > 0 else { return "\(title) \(done)" }
    let share = min(done, total) * ProgressBar.width / total
    let bar =
      String(repeating: "#", count: share)
      + String(repeating: "-", count: ProgressBar.width - share)
    return "\(title) [\(bar)] \(done)/\(total)"
  }
}
