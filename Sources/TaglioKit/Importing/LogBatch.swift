import TaglioFormat
import TaglioStore

/// One log on its way: cases, experiment, run, outputs, seal and suite in one commit.
struct LogBatch: ~Copyable {
  private let repository: Repository
  private let log: ImportedLog
  private let options: LogOptions
  private var transaction: Transaction
  private var report: LogReport
  /// What earlier logs of a call that writes nothing would have said.
  private let said: SaidCases

  init(
    _ repository: Repository,
    _ log: ImportedLog,
    _ options: LogOptions,
    after said: SaidCases = SaidCases()
  ) throws {
    self.repository = repository
    self.log = log
    self.options = options
    self.said = said
    transaction = try repository.transaction()
    var summary = log
    summary.cases = []
    summary.outputs = []
    report = LogReport(log: summary, cases: log.cases.count, outputs: log.outputs.count)
    for output in log.outputs { report.results[output.result, default: 0] += 1 }
  }

  /// Does all of it.
  consuming func finish() throws -> LogReport {
    var cases = try LogCases(repository, transaction.snapshot, dataSet: log.dataSet, said)
    for imported in log.cases { try cases.take(imported, log.name, into: &report) }
    report.said = cases.said
    try stage(cases)
    let suite = try stageSuite(of: cases.lineages)
    if !log.isSuite { try stageRun(LogRun(log, cases.found, suite: suite)) }
    return try commit()
  }

  // MARK: Cases

  private mutating func stage(_ cases: LogCases) throws {
    let planned = cases.changes
    var records = planned.block
    if planned.hasNewLineage { records += [.importExperiment, planned.run] }
    let new = try records.filter { try !transaction.isKnown($0.id) }
    var changes = planned.changes
    changes.objects = new.map(\.id) + (try blobs(of: new))
    try write(new, changes.ascending)
  }

  /// The blobs that records link and that no commit lists; each of them must be here.
  private func blobs(of records: [StagedRecord]) throws -> [ObjectID] {
    let linked = Set(records.flatMap(\.facts.attachments))
    for id in linked.sorted() where try !repository.objects.contains(id) {
      throw TaglioError(
        .badInput,
        "\(log.name) links the blob \(id.short()), which is not in this store",
        help: "Copy the object from the store that has it, then try again."
      )
    }
    return try linked.filter { try !transaction.isKnown($0) }
  }

  private mutating func write(_ records: [StagedRecord], _ changes: Changes) throws {
    if !options.isDryRun { try transaction.stage(records) }
    try transaction.add(changes)
  }

  // MARK: The suite

  /// Makes the suite that was asked for, or adds what it lacks.
  private mutating func stageSuite(of lineages: [LineageID]) throws -> UUID? {
    guard let text = options.suite ?? (log.isSuite ? log.task : nil) else { return nil }
    let name = try GivenName(ofSuite: text)
    report.suite = name.name.string
    var changes = Changes()
    var members: Set<LineageID> = []
    let suite: UUID
    if case .name(.suite(let id)?)? = try transaction.snapshot.register(.name(name))?.value {
      suite = id
      members = Set(try transaction.snapshot.memberships(of: id).map(\.lineage))
    } else {
      suite = repository.randomUUID()
      changes.names[name] = .suite(suite)
    }
    let new = Set(lineages).subtracting(members)
    var edits = MembershipEdits()
    edits.add = Set(new.map(\.id))
    if !new.isEmpty { changes.suites[suite] = edits }
    try transaction.add(changes)
    return suite
  }

  // MARK: The run

  private mutating func stageRun(_ run: LogRun) throws {
    let experiment = try stageExperiment()
    let snapshot = transaction.snapshot
    if let known = try repository.run(with: run.digest(), of: experiment, snapshot) {
      report.run = known
      report.isKnown = true
      if try snapshot.register(.removal(of: .object(known)))?.value == .flag(true) {
        report.log.notes.append(
          "the run was removed; bring it back: taglio restore \(known.short())"
        )
      }
      return
    }
    let record = try run.record(experiment)
    let staged = StagedRecord(.run(record), payload: record.payload)
    report.run = options.isDryRun ? nil : staged.id
    guard !options.isDryRun else { return }
    var changes = Changes()
    changes.objects = [staged.id]
    try write([staged], changes)
    let added = try transaction.stage(run.outputs, of: staged.id)
    _ = try transaction.seal(staged.id, run.status, time: run.end ?? repository.now, adding: added)
  }

  /// The experiment, as it is where it is here; its verdict is then that of its owner.
  private mutating func stageExperiment() throws -> ObjectID {
    let name = try options.experiment.map { try GivenName(ofExperiment: $0) } ?? log.experimentName
    report.experiment = name.name.string
    if let known = try repository.experiment(named: name) { return known }
    let content = try log.experimentContent(name: name.name.string)
    let plan = try ExperimentPlan(name, content, in: repository, transaction.snapshot)
    if let record = plan.record { try write([record], plan.changes) }
    return plan.report.version
  }

  private consuming func commit() throws -> LogReport {
    var report = report
    guard !options.isDryRun else { return report }
    report.commit = try transaction.commit(message: options.message ?? "import \(log.name)")
    return report
  }
}
