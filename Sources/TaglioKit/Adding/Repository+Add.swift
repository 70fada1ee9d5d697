import TaglioFormat
import TaglioStore

extension Repository {
  /// Takes in the records of some inputs as one commit, each compared three ways with the heads of
  /// its lineage and with what its source said last.
  ///
  /// Every input is read twice: everything is validated before the first byte is written. Bad input
  /// changes nothing, and so does a batch that says nothing new.
  ///
  /// - Throws: `TaglioError` with `badInput` and the place, and what reading and writing throw.
  package func add(
    _ inputs: [any RecordInput],
    _ options: AddOptions = AddOptions()
  ) throws -> AddReport {
    try BatchValidator(options).validate(inputs, in: self)
    return try recovering {
      var batch = try AddBatch(self, options)
      for input in inputs { try batch.take(input) }
      return try batch.finish()
    }
  }
}

/// Looks at all records of a batch before anything is written.
struct BatchValidator {
  private let options: AddOptions

  init(_ options: AddOptions) {
    self.options = options
  }

  /// Every record has a key of a type that can be one, no two records have the same key, and every
  /// blob that a record links is here.
  func validate(_ inputs: [any RecordInput], in repository: Repository) throws {
    var places: [LineageID: RecordPlace] = [:]
    for input in inputs {
      let splitter = RecordSplitter(
        rule: options.key,
        source: input.source,
        mutable: options.mutable
      )
      try input.forEachRecord { record, place in
        let parts = try splitter.split(record, place)
        for blob in parts.immutable.attachments { try requireBlob(blob, place, repository) }
        guard let key = parts.key else {
          if input.source == nil { throw TaglioError.sourceNeeded(place) }
          return
        }
        if let first = places.updateValue(place, forKey: LineageID(key: key)) {
          throw BatchValidator.repeated(key, place, first)
        }
      }
    }
  }

  private func requireBlob(
    _ id: ObjectID,
    _ place: RecordPlace,
    _ repository: Repository
  ) throws {
    guard try !repository.objects.contains(id) else { return }
    throw TaglioError(
      .badInput,
      "the record links the blob \(id.short()), which is not in this store",
      place: place,
      help: "Copy the object from the store that has it, then add again."
    )
  }

  private static func repeated(
    _ key: CaseKey,
    _ place: RecordPlace,
    _ first: RecordPlace
  ) -> TaglioError {
    TaglioError(
      .badInput,
      "two records have the key \(key): the other is record \(first.record) of \(first.file), "
        + "line \(first.line)",
      place: place,
      help: "Make the keys different, name another field with --key, or use --no-key."
    )
  }
}

/// One `add` on its way: plans record by record, stages in blocks, commits once.
struct AddBatch: ~Copyable {
  /// Records that are staged together.
  private static let blockLength = 2048

  private let repository: Repository
  private let options: AddOptions
  private var transaction: Transaction
  private var report = AddReport()
  private var names: [String] = []
  /// By source: how many equal records without a key have come.
  private var repeats: [ExactString: [ObjectID: Int]] = [:]
  private var done = 0

  init(_ repository: Repository, _ options: AddOptions) throws {
    self.repository = repository
    self.options = options
    transaction = try repository.transaction()
  }

  mutating func take(_ input: any RecordInput) throws {
    names.append(input.name)
    let run = StagedRecord(importRun: input.source, options)
    let source = input.source ?? "-"
    let splitter = RecordSplitter(
      rule: options.key,
      source: input.source,
      mutable: options.mutable
    )
    var planner = try AddPlanner(
      snapshot: transaction.snapshot,
      store: repository.objects,
      run: run.id,
      source: source,
      repeats: repeats[ExactString(source), default: [:]]
    )
    var changes = SourceChanges(source: source)
    var block: [StagedRecord] = []
    try input.forEachRecord { record, place in
      let parts = try splitter.split(record, place)
      let plan = try planner.plan(parts)
      note(plan, parts)
      if let version = plan.version {
        block.append(StagedRecord(.case(version), payload: version.payload))
      }
      changes.add(plan)
      if block.count == AddBatch.blockLength { try stage(&block, &changes) }
      done += 1
      if done % 256 == 0 { try repository.options.progress?(done, nil) }
    }
    repeats[ExactString(source)] = planner.repeats
    try stage(&block, &changes)
    try addRun(run, &changes)
    transaction.add(changes.changes)
  }

  private mutating func note(_ plan: RecordPlan, _ parts: RecordParts) {
    switch plan.outcome {
    case .added: report.added += 1
    case .changed: report.changed += 1
    case .forked:
      report.changed += 1
      if let version = plan.version {
        let id = ObjectCodec.id(type: .case, payload: version.payload)
        let key = parts.key.map(String.init(describing:)) ?? plan.lineage.id.short()
        report.forked.append(.init(lineage: plan.lineage, key: key, version: id))
      }
    case .relabelled: report.relabelled += 1
    case .unchanged: report.unchanged += 1
    }
    if plan.isRestored { report.restored += 1 }
    report.labelFields.formUnion(parts.labels.keys)
  }

  private mutating func stage(
    _ block: inout [StagedRecord],
    _ changes: inout SourceChanges
  ) throws {
    for record in block where try !transaction.isKnown(record.id) {
      changes.changes.objects.append(record.id)
    }
    if !options.isDryRun { try transaction.stage(block) }
    block.removeAll(keepingCapacity: true)
  }

  /// The run and its experiment are listed where a new case names them and no commit lists them yet.
  private mutating func addRun(_ run: StagedRecord, _ changes: inout SourceChanges) throws {
    guard changes.hasNewLineage else {
      changes.changes.objects.sort()
      return
    }
    let experiment = StagedRecord(
      .experiment(ImportExperiment.record),
      payload: ImportExperiment.record.payload
    )
    var block = [experiment, run]
    try stage(&block, &changes)
    changes.changes.objects.sort()
  }

  /// Names the inputs, where they are few.
  private var defaultMessage: String {
    guard names.count > 3, let first = names.first else {
      return "add \(names.joined(separator: " "))"
    }
    return "add \(first) and \(names.count - 1) more"
  }

  consuming func finish() throws -> AddReport {
    var report = report
    if options.isDryRun { return report }
    let message = options.message ?? defaultMessage
    report.commit = try transaction.commit(message: message)
    return report
  }
}

/// The changes of one source.
private struct SourceChanges {
  var changes = Changes()
  var hasNewLineage = false

  init(source: String) {
    changes.source = source
  }

  mutating func add(_ plan: RecordPlan) {
    let target = Target.object(plan.lineage.id)
    if plan.edits.entryCount > 0 { changes.fields[target] = plan.edits }
    if plan.isRestored { changes.restored.append(target) }
    if plan.outcome == .added { hasNewLineage = true }
  }
}

extension StagedRecord {
  fileprivate init(importRun source: String?, _ options: AddOptions) {
    let record = ImportExperiment.run(
      source: source,
      key: options.key.configured,
      mutable: options.mutable
    )
    self.init(.run(record), payload: record.payload)
  }
}
