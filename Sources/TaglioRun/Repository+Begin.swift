import TaglioFormat
package import TaglioKit

extension Repository {
  /// Begins a run of a program.
  ///
  /// Its inputs are found by the state right before the commit that begins it, so that they can be
  /// found again.
  ///
  /// - Throws: `TaglioError`: `notFound`, `badInput` where there is nothing to run on; nothing was
  ///   written then.
  package func begin(_ request: RunRequest, _ site: RunSite) throws -> OpenRun {
    var description: RunDescription?
    let nonce = options.random()
    let begun = try startRun { snapshot in
      let made = try RunDescription(request, snapshot, self)
      description = made
      return (try made.start(site, nonce: nonce, options), made.message)
    }
    guard let description else { throw TaglioError(.failed, "the run was not begun") }
    return OpenRun(
      id: begun.run,
      experiment: description.definition,
      experimentID: description.experiment,
      suite: description.suite,
      suiteName: description.suiteName,
      settings: request.settings,
      command: request.command,
      inputs: description.inputs,
      commit: begun.commit
    )
  }
}

/// What a request comes to in a state.
private struct RunDescription {
  let request: RunRequest
  let experiment: ObjectID
  let definition: ExperimentDefinition
  let suite: UUID?
  let suiteName: String?
  let rerun: ObjectID?
  let inputs: RunInputs
  /// The heads of the graph of commits.
  let commits: [ObjectID]

  init(_ request: RunRequest, _ snapshot: Snapshot, _ repository: Repository) throws {
    self.request = request
    experiment = try Resolver(snapshot).experimentToRun(request.experiment).id
    definition = try repository.definition(of: experiment)
    rerun = try request.rerun.map { try Resolver(snapshot).evaluation($0) }
    suite = try RunDescription.suite(request, rerun, snapshot, repository)
    suiteName = try suite.map { try snapshot.nameOrID(ofSuite: $0) }
    let origin = try RunSettings.origin(request.settings.inputs, suite: suite, rerun: rerun)
    inputs = try snapshot.inputs(InputSelection(origin, fork: request.settings.fork))
    commits = try snapshot.commitHeads
    guard !inputs.versions.isEmpty else { throw RunDescription.nothingToRun(suiteName, rerun) }
  }

  private static func suite(
    _ request: RunRequest,
    _ rerun: ObjectID?,
    _ snapshot: Snapshot,
    _ repository: Repository
  ) throws -> UUID? {
    if let name = request.suite { return try Resolver(snapshot).suite(name) }
    guard let rerun, case .run(let record) = try repository.record(rerun) else { return nil }
    return record.suite
  }

  private static func nothingToRun(_ suite: String?, _ rerun: ObjectID?) -> TaglioError {
    let what = suite.map { "the suite \($0) lists no case" } ?? "the run has no inputs"
    return TaglioError(
      .badInput,
      "\(what) that could be run",
      help: suite.map { "Add cases: taglio suite add \($0) CASE" } ?? "Name a suite with --suite."
    )
  }

  var message: String {
    request.message ?? "run: begin \(definition.name)" + (suiteName.map { " on \($0)" } ?? "")
  }

  func start(_ site: RunSite, nonce: UInt64, _ options: Repository.Options) throws -> RunStart {
    let metadata = RunMetadata(
      command: request.command,
      host: site.host,
      commits: commits,
      inputs: (inputs.versions.count, inputs.digest),
      nonce: nonce,
      rerun: rerun,
      source: site.source,
      tool: site.tool,
      time: CommitTime(milliseconds: options.now() / 1_000_000) ?? .lowest
    )
    return RunStart(
      experiment: experiment,
      suite: suite,
      config: request.settings.json,
      metadata: metadata.json
    )
  }
}

extension RunSettings {
  /// Where inputs come from.
  static func origin(
    _ inputs: Inputs,
    suite: UUID?,
    rerun: ObjectID?
  ) throws -> InputSelection.Origin {
    switch (inputs, suite, rerun) {
    case (.exact, _, let run?): return .exact(run)
    case (.latest, _, let run?): return .latest(run)
    case (.suite, let suite?, _): return .suite(suite)
    case (.suite, nil, let run?):
      throw TaglioError(
        .badInput,
        "the run \(run.short()) was run on no suite",
        help: "Name a suite with --suite, or take its inputs: --inputs exact or --inputs latest"
      )
    case (.suite, nil, nil):
      throw TaglioError(.usage, "nothing says what to run on", help: "Name a suite: --suite NAME")
    case (.exact, _, nil), (.latest, _, nil):
      throw TaglioError(
        .usage,
        "--inputs \(inputs.rawValue) takes the inputs of another run",
        help: "Name it: --rerun RUN"
      )
    }
  }
}
