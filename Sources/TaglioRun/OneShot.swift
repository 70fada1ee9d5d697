import TaglioFormat

/// Tries trials by whatever way a command takes inputs.
protocol TrialRunner {
  /// Tries once.
  ///
  /// - Throws: `TrialFailure` for a trial without a result; `TaglioError` where going on is in vain.
  func attempt(_ trial: Trial, _ input: CanonicalJSON) throws -> CanonicalJSON
  /// Ends what still runs.
  func finish()
}

/// Starts the command anew for each trial: the input on its standard input, the output on its
/// standard output.
struct OneShot: TrialRunner {
  let plan: TrialPlan
  let starter: any ProgramStarter
  let brake: ProgramBrake
  let clock: @Sendable () -> Int64

  func attempt(_ trial: Trial, _ input: CanonicalJSON) throws -> CanonicalJSON {
    let program: any Program
    do {
      program = try starter.start(
        ProgramCall(plan.command, environment: plan.environment(trial))
      )
    } catch let refusal as ProgramRefusal {
      throw TrialFailure(.start, refusal.reason)
    }
    brake.watch(program)
    defer { brake.forget(program) }
    return try talk(to: program, input)
  }

  private func talk(
    to program: any Program,
    _ input: CanonicalJSON
  ) throws(TrialFailure) -> CanonicalJSON {
    let timeout = plan.settings.timeoutNanoseconds
    let end = timeout.map { clock() + $0 }
    program.send(input.bytes + [UInt8(ascii: "\n")], isLast: true)
    switch program.read(.all, limit: plan.outputLimit, timeout: timeout) {
    case .timedOut: throw .timeout(timeout, program.stop())
    case .tooLarge: throw .tooLarge(plan.outputLimit, program.stop())
    case .line(let bytes), .end(let bytes):
      guard let ending = program.wait(timeout: end.map { max(0, $0 - clock()) }) else {
        throw .timeout(timeout, program.stop())
      }
      if let failure = TrialFailure(ending) { throw failure }
      return try OutputText.fields(bytes)
    }
  }

  func finish() {}
}
