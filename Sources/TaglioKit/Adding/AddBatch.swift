import TaglioFormat
import TaglioStore

/// One `add` on its way: plans record by record, stages in blocks, commits once.
///
/// The last block waits until all was planned, so that a batch of at most a block that is refused then
/// leaves no trace in the store.
struct AddBatch: ~Copyable {
  private let repository: Repository
  private let options: AddOptions
  private var transaction: Transaction
  private var report = AddReport()
  private var names: [String] = []
  /// By source: how many equal records without a key have come.
  private var repeats: [ExactString: [ObjectID: Int]] = [:]
  private var changes: [SourceChanges] = []
  /// Blobs that no commit lists yet and that records link.
  private var blobs: Set<ObjectID> = []
  private var fields: FieldGuard
  private var gone: GoneCases
  private let tombstones: Tombstones
  private var mender: FileMender
  private var done = 0

  init(_ repository: Repository, _ options: AddOptions) throws {
    let transaction = try repository.transaction()
    let tombstones = try Tombstones(repository)
    self.repository = repository
    self.options = options
    self.tombstones = tombstones
    fields = FieldGuard(keyField: options.key.configured)
    gone = GoneCases(transaction.snapshot, tombstones)
    mender = FileMender(repository)
    self.transaction = transaction
  }

  /// Plans what the records of an input come to.
  mutating func take(_ input: any RecordInput) throws {
    names.append(input.name)
    let mutable = options.mutable(for: input)
    let splitter = RecordSplitter(rule: options.key, source: input.source, mutable: mutable)
    let run = StagedRecord(importRun: input.source, options.key, mutable)
    var changes = SourceChanges(source: input.source ?? "-", run: run)
    var planner = try planner(changes)
    if options.prunes { gone.note(source: changes.source) }
    var block: [(parts: RecordParts, place: RecordPlace)] = []
    try input.forEachRecord { record, place in
      block.append((try splitter.split(record, place), place))
      guard block.count == options.sizes.block else { return }
      try plan(block, &planner, &changes)
      block.removeAll(keepingCapacity: true)
    }
    try plan(block, &planner, &changes)
    try heal(mender.broken() + mender.broken(among: [.importExperiment, run]))
    repeats[ExactString(changes.source)] = planner.repeats
    let held = self.changes.reduce(changes.block.count) { $0 + $1.block.count }
    if held > options.sizes.block { try stage(&changes) }
    self.changes.append(changes)
  }

  /// Plans some records, and stages versions once there are enough of them.
  private mutating func plan(
    _ block: [(parts: RecordParts, place: RecordPlace)],
    _ planner: inout AddPlanner,
    _ changes: inout SourceChanges
  ) throws {
    for draft in try planner.drafts(block) {
      let plan = try planner.plan(draft)
      note(plan, draft.parts)
      fields.note(plan, draft.parts, draft.place)
      if options.prunes { gone.note(plan.lineage, of: changes.source) }
      changes.add(plan)
      mender.add(plan.standing)
      if mender.count >= options.sizes.block { try heal(mender.broken()) }
      if changes.block.count == options.sizes.block { try stage(&changes) }
      done += 1
      if done % 256 == 0 { try repository.options.progress?(done, nil) }
    }
  }

  private func planner(_ changes: SourceChanges) throws -> AddPlanner {
    try AddPlanner(
      repository,
      snapshot: transaction.snapshot,
      run: changes.run.id,
      source: changes.source,
      repeats: repeats[ExactString(changes.source), default: [:]],
      tombstones: tombstones,
      salts: options.salts
    )
  }

  private mutating func note(_ plan: RecordPlan, _ parts: RecordParts) {
    switch plan.outcome {
    case .added: report.added += 1
    case .changed: report.changed += 1
    case .forked:
      report.changed += 1
      if let version = plan.version {
        let key = parts.key.map(String.init(describing:)) ?? plan.lineage.id.short()
        report.forked.append(.init(lineage: plan.lineage, key: key, version: version.id))
      }
    case .relabelled: report.relabelled += 1
    case .unchanged: report.unchanged += 1
    case .erased:
      report.erased += 1
      return
    }
    if plan.isRestored { report.restored += 1 }
    if plan.staysRemoved { report.stillRemoved += 1 }
    report.labelFields.formUnion(parts.labels.keys)
  }

  private mutating func heal(_ records: [StagedRecord]) throws {
    report.healed += records.count
    if options.isDryRun { return }
    for record in records { try transaction.heal(record) }
  }

  /// Writes the attached files anew that this copy has lost, whatever became of their records.
  private mutating func healBlobs() throws {
    let broken = try mender.broken(among: Array(options.blobs.values))
    report.healed += broken.count
    if options.isDryRun { return }
    for file in broken { try file.stage(in: &transaction, heals: true) }
  }

  /// Stages the versions that wait, and lists them.
  private mutating func stage(_ changes: inout SourceChanges) throws {
    if !options.isDryRun { try stage(changes.block, &changes.changes) }
    changes.block.removeAll(keepingCapacity: true)
    if changes.changes.objects.count >= options.sizes.part { try flush(&changes) }
  }

  /// Hands over what was collected of changes, so that it need not be held.
  private mutating func flush(_ changes: inout SourceChanges) throws {
    try transaction.add(changes.changes.ascending)
    changes.changes = Changes()
    changes.changes.source = changes.source
  }

  private mutating func stage(_ records: [StagedRecord], _ changes: inout Changes) throws {
    for record in records where try !transaction.isKnown(record.id) {
      changes.objects.append(record.id)
      for blob in record.facts.attachments where try !transaction.isKnown(blob) {
        guard blobs.insert(blob).inserted else { continue }
        changes.objects.append(blob)
        try options.blobs[blob]?.stage(in: &transaction)
      }
    }
    try transaction.stage(records)
  }

  /// Names the inputs, where they are few.
  private var defaultMessage: String {
    guard names.count > 3, let first = names.first else {
      return "add \(names.joined(separator: " "))"
    }
    return "add \(first) and \(names.count - 1) more"
  }

  /// Writes the commit.
  ///
  /// - Throws: `TaglioError` with `badInput` where most records look like results of their cases,
  ///   unless the options say to go on; then nothing is written.
  consuming func finish() throws -> AddReport {
    if !options.isConfirmed { try fields.requireEdits() }
    if options.prunes { try prune() }
    try healBlobs()
    let report = report
    return options.isDryRun ? report : try commit(report)
  }

  /// Lists the cases that are gone, and removes those that nobody else says, if that is confirmed.
  private mutating func prune() throws {
    report.gone = try gone.find()
    guard options.isConfirmed else { return }
    for found in report.gone where !found.isKept {
      guard let index = changes.firstIndex(where: { $0.source == found.source }) else {
        continue
      }
      changes[index].changes.removed.append(.object(found.item.lineage.id))
      report.removed += 1
    }
  }

  private consuming func commit(_ report: AddReport) throws -> AddReport {
    var report = report
    for var part in changes {
      try stage(&part)
      if part.hasNewLineage { try stage([.importExperiment, part.run], &part.changes) }
      try flush(&part)
    }
    let message = options.message ?? defaultMessage
    report.commit = try transaction.commit(message: message)
    return report
  }
}

extension StagedRecord {
  static var importExperiment: StagedRecord {
    let record = ImportExperiment.record
    return StagedRecord(.experiment(record), payload: record.payload)
  }

  fileprivate init(importRun source: String?, _ key: KeyRule, _ mutable: [String]) {
    let record = ImportExperiment.run(source: source, key: key.configured, mutable: mutable)
    self.init(.run(record), payload: record.payload)
  }
}
