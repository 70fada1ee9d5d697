import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioRun
import TaglioSystem

extension Session {
  /// What surrounds a run that is done here.
  func runSite() throws -> RunSite {
    RunSite(
      host: console.hostName,
      tool: ProgramVersion.text,
      starter: console.starter?(directory) ?? SubprocessStarter(directory: directory),
      clock: console.monotonic
    )
  }

  /// Opens the store for a run, which shows its progress itself.
  func withRunRepository<R>(
    at location: RepositoryDirectory,
    _ body: (Repository) throws -> R
  ) throws -> R {
    let config = try layers.effective()
    return try body(Repository(location, config: config, options: repositoryOptions()))
  }

  /// - Throws: where there is no such program, or it may not be executed.
  func requireProgram(_ command: [String]) throws {
    let name = command.first ?? ""
    do {
      _ = try Programs.file(of: name, from: directory)
    } catch {
      let isFile = name.utf8.contains(UInt8(ascii: "/"))
      throw TaglioError(
        .failed,
        "the command \(name) cannot be run: "
          + (error.isPermission ? "it may not be executed" : "there is no such program"),
        help: error.isPermission
          ? "Make it executable: chmod +x \(name.shellWord)"
          : isFile ? "Check the name." : "Name a program in PATH, or write its path: ./\(name)",
        cause: error
      )
    }
  }

  /// Does what is missing of a run, and shows what came of it.
  func perform(
    _ run: OpenRun,
    _ repository: Repository,
    _ site: RunSite,
    jobs: Int?
  ) throws -> ExitStatus {
    try announce(run)
    var plan = TrialPlan(run: run.id, command: run.command, settings: run.settings)
    plan.jobs = jobs ?? processorCount
    plan.outputLimit = console.mostOutput
    plan.check = try run.experiment.outputCheck()
    let performer = RunPerformer(repository, run, plan, site)
    let report: RunReport
    do {
      report = try watched { try performer.perform(isInterrupted: $0, progress: $1) }
    } catch {
      try say("the run is open; go on with: \(RunExecView.resumption(run.id))")
      throw error
    }
    try show(RunExecView(report: report))
    return report.seal == nil ? .interrupted : .done
  }

  /// Calls `body` with a way to see that somebody interrupts it, and one to tell how far it is.
  private func watched<R>(
    _ body: (() -> Bool, (RunPerformer.Progress) throws -> Void) throws -> R
  ) throws -> R {
    let meter = RunMeter(progressBar("running"), clock: console.monotonic)
    console.interrupts.watch()
    defer { console.interrupts.unwatch() }
    let result = Result { try body(console.interrupts.isAsked, meter.show) }
    try meter.finish()
    return try result.get()
  }

  private func announce(_ run: OpenRun) throws {
    try say("run \(run.id)")
    for name in run.inputs.forked {
      let rest = run.settings.fork == .all ? "each is run" : "the latest is run"
      try say("\(name.escapedForTerminal()) has several heads, and \(rest)")
    }
    for member in run.inputs.leftOut {
      try say("left out: \(member.name.escapedForTerminal()), which \(member.reason.words)")
    }
    try console.errors.flush()
  }
}

extension ExperimentDefinition {
  /// Checks outputs by the schema; nil where there is none.
  fileprivate func outputCheck() throws -> OutputCheck? {
    guard let schema = try OutputSchema(of: self) else { return nil }
    return { output in
      schema.breach(by: output).map { (path: $0.path.description, message: $0.message) }
    }
  }
}

extension RunInputs.LeftOut.Reason {
  fileprivate var words: String {
    switch self {
    case .removed: "was removed"
    case .erased: "was erased or lost"
    case .missing: "is not here"
    }
  }
}

extension [String] {
  /// A command line that a shell reads as these words, safe to print.
  var shellWords: String { map { $0.escapedForTerminal().shellWord }.joined(separator: " ") }
}
