package import TaglioFormat
import TaglioStore

/// What somebody said of one version of a case.
package struct LabelRow: Sendable {
  package var place: RecordPlace
  package var version: ObjectID
  /// Fields and values, each field once.
  package var labels: [(field: String, value: CanonicalJSON)]

  package init(
    place: RecordPlace,
    version: ObjectID,
    labels: [(field: String, value: CanonicalJSON)]
  ) {
    self.place = place
    self.version = version
    self.labels = labels
  }

  /// The output that holds the labels.
  fileprivate var output: OutputRecord {
    var out = PayloadWriter()
    out.begin()
    for label in labels.sorted(by: { $0.field.precedes($1.field) }) {
      out.member(label.field, label.value)
    }
    out.end()
    let fields = CanonicalJSON(unchecked: out.bytes)
    return OutputRecord(basis: version, trial: 0, fields: fields)
  }
}

extension Repository {
  /// Takes labels in as a run that is over, whose outputs hold them and have the labelled versions
  /// as their basis.
  ///
  /// All rows are taken, or none; an experiment that is not here is made in the same commit. The same
  /// rows again, of the same annotator, are the run that is here.
  ///
  /// - Throws: `TaglioError` `badInput` for versions that are not known here, for those that come
  ///   twice, and for those that were edited since, unless the request takes them.
  package func importLabels(
    _ rows: [LabelRow],
    _ request: LabelRequest
  ) throws -> LabelReport {
    let snapshot = snapshot
    guard !rows.isEmpty else { throw TaglioError.noLabels(request.file) }
    let stale = try LabelCheck(snapshot, request).stale(among: rows)
    if !stale.isEmpty, !request.acceptsStale { throw TaglioError.stale(stale, of: rows.count) }
    try requireSchema(rows, request)
    let outputs = rows.map(\.output)
    let metadata = try recordingMetadata(
      OutputRecord.digest(of: outputs),
      files: [request.file],
      inputs: Set(rows.map(\.version)),
      program: request.program
    )
    var report = try record(outputs, metadata, request)
    report.labelled = rows.count
    report.stale = stale.count
    report.counts = request.fields.map { field in
      (field: field, count: rows.count { $0.labels.contains { $0.field == field } })
    }
    return report
  }

  private func record(
    _ outputs: [OutputRecord],
    _ metadata: CanonicalJSON,
    _ request: LabelRequest
  ) throws -> LabelReport {
    try recovering {
      var transaction = try transaction()
      let (experiment, made) = try transaction.stage(request.experiment, in: self)
      let start = RunStart(
        experiment: experiment,
        suite: request.suite,
        config: request.config,
        metadata: metadata
      )
      var report = LabelReport(run: experiment, experiment: experiment)
      let digest = OutputRecord.digest(of: outputs)
      if let known = try recorded(start, digest, transaction.snapshot) {
        report.run = known
        return report
      }
      report.madeExperiment = made
      report.run = try transaction.record(start, outputs, sealedAt: now)
      let message = request.message ?? "label import \(request.file)"
      report.commit = try transaction.commit(message: message)
      return report
    }
  }

  private func requireSchema(_ rows: [LabelRow], _ request: LabelRequest) throws {
    guard case .version(let experiment) = request.experiment,
      let number = try snapshot.index.number(of: experiment),
      let schema = try OutputSchema(of: FieldReader(self, snapshot).definition(of: number))
    else { return }
    for row in rows {
      do {
        try schema.require(row.output.fields, of: row.version.short())
      } catch var error as TaglioError {
        error.place = error.place ?? row.place
        throw error
      }
    }
  }
}

extension Transaction {
  /// The version of the experiment, and its name where it is made here: nobody has it under the lock.
  fileprivate mutating func stage(
    _ experiment: LabelRequest.Experiment,
    in repository: Repository
  ) throws -> (version: ObjectID, made: String?) {
    switch experiment {
    case .version(let id): return (id, nil)
    case .new(let name):
      if let known = try repository.experiment(named: name) { return (known, nil) }
      let content = try ExperimentRequest().content(name: name.name.string)
      let plan = try ExperimentPlan(name, content, in: repository, snapshot)
      if let record = plan.record { try stage([record]) }
      try add(plan.changes)
      return (plan.report.version, plan.report.name)
    }
  }
}

/// Holds rows against what is here.
private struct LabelCheck {
  private let snapshot: Snapshot
  private let file: String

  init(_ snapshot: Snapshot, _ request: LabelRequest) {
    self.snapshot = snapshot
    file = request.file
  }

  /// A line for each row whose version is no head of its case any more.
  ///
  /// - Throws: `badInput` with the rows that cannot be taken at all.
  func stale(among rows: [LabelRow]) throws -> [String] {
    var lines: [ObjectID: Int] = [:]
    var faults: [String] = []
    var stale: [String] = []
    for row in rows {
      let line = "\(row.place.file):\(row.place.line): \(row.version.short())"
      if let first = lines.updateValue(row.place.line, forKey: row.version) {
        faults.append("\(line) has a row before it, in line \(first)")
      } else if let what = try fault(row.version) {
        faults.append("\(line) \(what)")
      } else if let head = try laterHead(row.version) {
        stale.append("\(line) was followed by \(head.short())")
      }
    }
    guard !faults.isEmpty else { return stale }
    throw TaglioError(
      .badInput,
      "\(faults.count) of \(rows.count) labelled rows cannot be taken",
      help:
        "Each row has the version that label export wrote into it, once, and goes into the store "
        + "that it came from.",
      candidates: faults.listed
    )
  }

  private func fault(_ id: ObjectID) throws -> String? {
    guard let number = try snapshot.index.number(of: id) else {
      return "is no version of a case here: is the table of another store?"
    }
    let row = try snapshot.index.object(number)
    guard row.kind == .case else { return "is no version of a case" }
    return row.isGap ? "was erased or lost" : nil
  }

  private func laterHead(_ id: ObjectID) throws -> ObjectID? {
    guard let number = try snapshot.index.number(of: id),
      let heads = try snapshot.heads(ofLineage: snapshot.index.object(number).lineage),
      try !snapshot.isHead(snapshot.version(number), among: heads)
    else { return nil }
    return heads.principal.id
  }
}

extension [String] {
  /// The first 20, and how many more there are.
  fileprivate var listed: [String] {
    count > 20 ? prefix(20) + ["… and \(count - 20) more"] : self
  }
}

extension TaglioError {
  fileprivate static func noLabels(_ file: String) -> TaglioError {
    TaglioError(
      .badInput,
      "no row of \(file) has a label",
      help: "Fill the columns right of \"version\"; empty cells are not labelled."
    )
  }

  fileprivate static func stale(_ lines: [String], of rows: Int) -> TaglioError {
    TaglioError(
      .badInput,
      "\(lines.count) of \(rows) labelled rows are of versions that were edited since",
      help:
        "Label these cases again, or take the rows out; --accept-stale takes the labels for the "
        + "versions that were seen.",
      candidates: lines.listed
    )
  }
}
