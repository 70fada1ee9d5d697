import Dispatch
import Synchronization
import TaglioFormat
import TaglioSystem

@testable import TaglioRun

/// What a program that is only played does with one input.
struct Play: Sendable {
  var output = ""
  var status: ProgramEnding.Status = .exited(0)
  var errors = ""
  /// It gives no answer until it is ended.
  var hangs = false

  static func says(_ output: String) -> Play { Play(output: output) }
  static func fails(_ status: Int32, _ errors: String = "") -> Play {
    Play(status: .exited(status), errors: errors)
  }
  static let hanging = Play(hangs: true)
}

/// Starts programs that are only played.
final class FakeStarter: ProgramStarter {
  /// What one attempt gets to see.
  struct Attempt: Sendable {
    var call: ProgramCall
    var input: String
    /// How many attempts were made before, of all programs.
    var number: Int
  }

  private struct State {
    var attempts: [Attempt] = []
    var starts = 0
    var running = 0
    var mostRunning = 0
    var ended: [Programs.Ending] = []
  }

  private let state = Mutex(State())
  private let play: @Sendable (Attempt) throws -> Play

  init(_ play: @escaping @Sendable (Attempt) throws -> Play) {
    self.play = play
  }

  var attempts: [Attempt] { state.withLock { $0.attempts } }
  var starts: Int { state.withLock { $0.starts } }
  var running: Int { state.withLock { $0.running } }
  var mostRunning: Int { state.withLock { $0.mostRunning } }

  func start(_ call: ProgramCall) throws -> any Program {
    state.withLock { state in
      state.starts += 1
      state.running += 1
      state.mostRunning = max(state.mostRunning, state.running)
    }
    return FakeProgram(call, self)
  }

  fileprivate func play(_ call: ProgramCall, _ input: String) -> Play {
    let attempt = state.withLock { state in
      let attempt = Attempt(call: call, input: input, number: state.attempts.count)
      state.attempts.append(attempt)
      return attempt
    }
    do {
      return try play(attempt)
    } catch {
      return .fails(99, "\(error)")
    }
  }

  fileprivate func gone() { state.withLock { $0.running -= 1 } }
}

/// A program that is played: of a worker each line is an input, else all of it is.
final class FakeProgram: Program {
  private struct State {
    var input: [UInt8] = []
    var ending: ProgramEnding?
  }

  private let call: ProgramCall
  private let starter: FakeStarter
  private let state = Mutex(State())
  private let wasEnded = DispatchSemaphore(value: 0)

  init(_ call: ProgramCall, _ starter: FakeStarter) {
    self.call = call
    self.starter = starter
  }

  func send(_ bytes: [UInt8], isLast: Bool) {
    state.withLock { $0.input += bytes }
    if isLast, bytes.isEmpty { finish(ProgramEnding(.exited(0))) }
  }

  var hasUnread: Bool { false }

  func read(_ amount: ProgramReading.Amount, limit: Int, timeout: Int64?) -> ProgramReading {
    let input = state.withLock { state in
      defer { state.input = [] }
      return String(decoding: state.input, as: UTF8.self)
    }
    let play = starter.play(call, input)
    if play.hangs {
      guard timeout == nil else { return .timedOut }
      wasEnded.wait()
      return .end([])
    }
    let output = Array(play.output.utf8)
    if output.count > limit { return .tooLarge }
    if amount == .line, let end = output.firstIndex(of: 10) { return .line(Array(output[..<end])) }
    finish(ProgramEnding(play.status, errors: Array(play.errors.utf8)))
    return .end(output)
  }

  func wait(timeout: Int64?) -> ProgramEnding? { state.withLock { $0.ending } }

  func end(_ ending: Programs.Ending) {
    finish(ProgramEnding(.signalled(ending == .asked ? 15 : 9)))
    wasEnded.signal()
  }

  private func finish(_ ending: ProgramEnding) {
    let isFirst = state.withLock { state in
      defer { state.ending = state.ending ?? ending }
      return state.ending == nil
    }
    if isFirst { starter.gone() }
  }
}
