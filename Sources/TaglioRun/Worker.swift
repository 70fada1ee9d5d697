import TaglioFormat
import TaglioKit

/// Keeps one process of the command and gives it one input after another: a line of JSON each way.
final class Worker: TrialRunner {
  private let plan: TrialPlan
  private let starter: any ProgramStarter
  private let brake: ProgramBrake
  private var program: (any Program)?
  /// Whether the process has answered something.
  private var hasAnswered = false
  /// How many processes in a row ended without an answer.
  private var stillborn = 0

  /// So many of them in a row are the command's fault and not that of inputs.
  private static let mostStillborn = 3

  init(_ plan: TrialPlan, _ starter: any ProgramStarter, _ brake: ProgramBrake) {
    self.plan = plan
    self.starter = starter
    self.brake = brake
  }

  func attempt(_ trial: Trial, _ input: CanonicalJSON) throws -> CanonicalJSON {
    // A line that nobody asked for would be taken for the answer to the next input.
    if program?.hasUnread == true { _ = stop() }
    let program = try running()
    program.send(request(trial, input), isLast: false)
    let timeout = plan.settings.timeoutNanoseconds
    switch program.read(.line, limit: plan.outputLimit, timeout: timeout) {
    case .line(let line):
      (hasAnswered, stillborn) = (true, 0)
      do {
        return try OutputText.answer(line)
      } catch {
        _ = stop()
        throw error
      }
    case .end(let rest): throw try death(program, rest)
    case .timedOut: throw TrialFailure.timeout(timeout, stop())
    case .tooLarge: throw TrialFailure.tooLarge(plan.outputLimit, stop())
    }
  }

  /// Gives the worker the end of its input and some time to end.
  func finish() {
    guard let program else { return }
    program.send([], isLast: true)
    if program.wait(timeout: Worker.patience) == nil { _ = program.stop() }
    forget()
  }

  /// How long a worker may take to end whose input or output has ended, in nanoseconds.
  private static let patience: Int64 = 5_000_000_000

  private func running() throws -> any Program {
    if let program { return program }
    let started: any Program
    do {
      started = try starter.start(ProgramCall(plan.command, environment: plan.environment))
    } catch let refusal as ProgramRefusal {
      throw TrialFailure(.start, refusal.reason)
    }
    brake.watch(started)
    (program, hasAnswered) = (started, false)
    return started
  }

  private func stop() -> ProgramEnding? {
    defer { forget() }
    return program?.stop()
  }

  private func forget() {
    if let program { brake.forget(program) }
    program = nil
  }

  /// What is to be said of a worker that ended or closed its output.
  private func death(_ program: any Program, _ rest: [UInt8]) throws -> TrialFailure {
    let ending = program.wait(timeout: Worker.patience) ?? program.stop()
    forget()
    stillborn = hasAnswered ? 0 : stillborn + 1
    if stillborn >= Worker.mostStillborn, !brake.isPulled { throw stillbirth(ending) }
    let when = rest.isEmpty ? "before it answered" : "in the middle of its answer"
    guard var failure = ending.flatMap({ TrialFailure($0) }) else {
      return TrialFailure(.status, "the worker ended \(when)", ending)
    }
    failure.message = failure.message.replacing("the command ", with: "the worker ") + " \(when)"
    return failure
  }

  private func stillbirth(_ ending: ProgramEnding?) -> TaglioError {
    let last = ending?.errorText.split(separator: "\n").last.map { ": \($0)" } ?? ""
    return TaglioError(
      .failed,
      "the worker ended \(Worker.mostStillborn) times in a row before it answered anything\(last)",
      help: "A worker reads lines of JSON and answers each with one, until its input ends. Try it "
        + "alone, then go on with: taglio run resume \(plan.run.short()) -- COMMAND"
    )
  }

  /// `{"case", "input", "trial"}` and a line feed.
  private func request(_ trial: Trial, _ input: CanonicalJSON) -> [UInt8] {
    var out = PayloadWriter(reserving: input.bytes.count + 128)
    out.begin()
    out.member("case", trial.input)
    out.member("input", input)
    out.member("trial", trial.number)
    out.end()
    return out.bytes + [UInt8(ascii: "\n")]
  }
}
