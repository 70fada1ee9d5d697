import Dispatch
import Synchronization
import TaglioRun
import TaglioSystem

/// A program under way: what is pumped from and to it, and what its owner waits for.
final class LiveProgram: Program {
  fileprivate struct State {
    /// The group of processes that it leads.
    var group: Int32?
    var output: [UInt8] = []
    /// How many bytes of `output` are known to hold no line feed.
    var searched = 0
    var isOutputOver = false
    var errors: [UInt8] = []
    var ending: ProgramEnding?
    var refusal: (any Error)?
  }

  private let state = Mutex(State())
  private let news = DispatchSemaphore(value: 0)
  /// What goes to its standard input.
  let input: AsyncStream<[UInt8]>
  private let sender: AsyncStream<[UInt8]>.Continuation

  /// More than this waits in no program's name: who prints it is stopped.
  private static let mostUnread = (64 << 20) + (1 << 20)

  init() {
    (input, sender) = AsyncStream.makeStream()
  }

  // MARK: From the pumps

  func began(group: Int32) { change { $0.group = group } }

  /// It could not be started, or not be watched any more.
  func failed(_ error: any Error) {
    sender.finish()
    change { state in
      state.refusal = error
      state.isOutputOver = true
      state.ending = ProgramEnding(.exited(126), errors: Array("\(error)".utf8))
    }
  }

  /// - Returns: whether more is wanted.
  func printed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    change {
      $0.output += bytes
      return $0.output.count <= LiveProgram.mostUnread
    }
  }

  func complained(_ bytes: UnsafeRawBufferPointer) {
    change {
      $0.errors += bytes
      $0.errors = Array($0.errors.suffix(ProgramEnding.keptErrors))
    }
  }

  func outputEnded() {
    sender.finish()
    change { $0.isOutputOver = true }
  }

  func ended(_ status: ProgramEnding.Status) {
    change { $0.ending = ProgramEnding(status, errors: $0.errors) }
  }

  private func change<R>(_ body: (inout State) -> R) -> R {
    defer { news.signal() }
    return state.withLock { body(&$0) }
  }

  // MARK: For its owner

  /// Waits until it runs.
  ///
  /// - Throws: why it does not.
  func waitForStart() throws {
    let failure = until(nil) { state -> (any Error)?? in
      state.refusal.map { .some($0) } ?? (state.group == nil ? nil : .some(nil))
    }
    if case .some(.some(let error)) = failure { throw error }
  }

  func send(_ bytes: [UInt8], isLast: Bool) {
    if !bytes.isEmpty { sender.yield(bytes) }
    if isLast { sender.finish() }
  }

  var hasUnread: Bool { state.withLock { !$0.output.isEmpty } }

  func read(_ amount: ProgramReading.Amount, limit: Int, timeout: Int64?) -> ProgramReading {
    until(timeout) { $0.take(amount, limit) } ?? .timedOut
  }

  func wait(timeout: Int64?) -> ProgramEnding? {
    until(timeout) { $0.ending }
  }

  func end(_ ending: Programs.Ending) {
    let (group, hasEnded) = state.withLock { ($0.group, $0.ending != nil) }
    // What it started may go on when it has ended itself.
    guard let group, ending == .forced || !hasEnded else { return }
    Programs.end(group: group, ending)
  }

  /// Asks again whenever something happened, until there is an answer or time is up.
  private func until<R>(_ timeout: Int64?, _ ask: (inout State) -> R?) -> R? {
    let end = timeout.map { DispatchTime.now() + .nanoseconds(Int($0)) } ?? .distantFuture
    while true {
      if let answer = state.withLock({ ask(&$0) }) { return answer }
      if news.wait(timeout: end) == .timedOut { return state.withLock { ask(&$0) } }
    }
  }
}

extension LiveProgram.State {
  fileprivate mutating func take(
    _ amount: ProgramReading.Amount,
    _ limit: Int
  ) -> ProgramReading? {
    if amount == .line, let line = takeLine() {
      return line.count > limit ? .tooLarge : .line(line)
    }
    guard output.count <= limit else { return .tooLarge }
    guard isOutputOver else { return nil }
    defer { output = [] }
    return .end(output)
  }

  private mutating func takeLine() -> [UInt8]? {
    guard let end = output[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = output.count
      return nil
    }
    defer {
      output.removeSubrange(...end)
      searched = 0
    }
    return Array(output[..<end])
  }
}
