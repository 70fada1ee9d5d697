package import TaglioFormat
package import TaglioKit

/// Does what is missing of an open run, commits outputs as they come, and seals it.
package struct RunPerformer {
  /// How far a run is.
  package struct Progress: Sendable {
    package var tally: RunTally
    /// The number of outputs that the run is to have.
    package var total: Int
    /// Outputs that were there before.
    package var before: Int
  }

  private let repository: Repository
  private let run: OpenRun
  private let site: RunSite
  private let crew: TrialCrew

  package init(_ repository: Repository, _ run: OpenRun, _ plan: TrialPlan, _ site: RunSite) {
    self.repository = repository
    self.run = run
    self.site = site
    crew = TrialCrew(
      plan,
      starter: site.starter,
      reader: CaseReader(repository),
      clock: site.clock
    )
  }

  /// Runs trials until all have an output, and seals the run.
  ///
  /// - Parameters:
  ///   - isInterrupted: is asked again and again whether to stop.
  ///   - progress: is called with each output, and now and then.
  /// - Returns: what came of it; without a seal where it was interrupted.
  /// - Throws: what went wrong; what was committed stays, and the run is open.
  package func perform(
    isInterrupted: () -> Bool,
    progress: (Progress) throws -> Void
  ) throws -> RunReport {
    let trials = try repository.missingTrials(of: run)
    var ledger = try RunLedger(repository, run, site, before: run.total - trials.count)
    try progress(ledger.progress)
    let isComplete: Bool
    do {
      isComplete = try crew.run(trials, isInterrupted: isInterrupted) { news in
        try ledger.receive(news)
        try progress(ledger.progress)
      }
    } catch {
      // What came before the failure is kept, unless keeping it is what failed.
      if !ledger.isBroken { try ledger.commit() }
      throw error
    }
    if isComplete { try ledger.finish() } else { try ledger.commit() }
    return try ledger.report()
  }
}

/// Outputs on their way into the store.
private struct RunLedger {
  private let repository: Repository
  private let run: OpenRun
  private let site: RunSite
  private var waiting: [OutputRecord] = []
  private var pace: CommitPace
  private var commits: [ObjectID]
  private var seal: Seal?
  private(set) var progress: RunPerformer.Progress
  /// Whether a commit failed.
  private(set) var isBroken = false

  init(_ repository: Repository, _ run: OpenRun, _ site: RunSite, before: Int) throws {
    self.repository = repository
    self.run = run
    self.site = site
    pace = CommitPace(now: site.clock())
    commits = [run.commit].compactMap(\.self)
    let tally = try before > 0 ? repository.tally(of: run.id) : RunTally()
    progress = RunPerformer.Progress(tally: tally, total: run.total, before: before)
  }

  mutating func receive(_ news: TrialCrew.News) throws {
    if case .output(let output) = news {
      waiting.append(output)
      pace.note(bytes: output.fields.bytes.count)
      progress.tally.add(output.fields, verdict: run.experiment.verdict)
    }
    if pace.isDue(at: site.clock()) { try commit() }
  }

  mutating func commit() throws {
    guard !waiting.isEmpty else { return }
    let outputs = waiting.count == 1 ? "1 output" : "\(waiting.count) outputs"
    isBroken = true
    let made = try repository.extend(
      run.id,
      by: waiting,
      message: "run \(run.id.short()): \(outputs)"
    )
    isBroken = false
    if let commit = made.commit { commits.append(commit) }
    waiting = []
    pace.committed(at: site.clock())
  }

  /// Commits what waits, and the seal.
  mutating func finish() throws {
    let total = run.total == 1 ? "1 output" : "\(run.total) outputs"
    let made = try repository.seal(
      run.id,
      .complete,
      adding: waiting,
      message: "run \(run.id.short()): complete, \(total)"
    )
    seal = made.seal
    if let commit = made.commit { commits.append(commit) }
    waiting = []
  }

  func report() throws -> RunReport {
    RunReport(run: run, seal: seal, tally: try repository.tally(of: run.id), commits: commits)
  }
}

/// What a run came to.
package struct RunReport: Sendable {
  package var run: OpenRun
  /// Nil where the run is still open.
  package var seal: Seal?
  package var tally: RunTally
  /// The commits that were made, in their order.
  package var commits: [ObjectID]
}
