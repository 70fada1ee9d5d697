import TaglioFormat
import TaglioStore

/// Finds the versions that the cases of a log are, and plans those that are not here yet.
///
/// A log is a witness of what a case said at its time, and no edit of it: what any version of the
/// case says already is that version, so that logs of two times, taken in in turns, do not change a
/// case to and fro. Only what no version said becomes the next one.
struct LogCases {
  private let snapshot: Snapshot
  private let dataSet: String
  private let tombstones: Tombstones
  private var planner: AddPlanner

  /// What is to be written, and of whom it is said.
  private(set) var changes: SourceChanges
  /// By case of the log: its version; nil where it was erased.
  private(set) var found: [ObjectID?] = []
  /// The lineages of the cases that are not erased.
  private(set) var lineages: [LineageID] = []
  /// What this log and those before it say.
  private(set) var said: SaidCases

  init(
    _ repository: Repository,
    _ snapshot: Snapshot,
    dataSet: String,
    _ said: SaidCases
  ) throws {
    self.said = said
    self.snapshot = snapshot
    self.dataSet = dataSet
    tombstones = try Tombstones(repository)
    let record = ImportExperiment.run(
      source: dataSet,
      key: "id",
      mutable: AddOptions.defaultMutable
    )
    let run = StagedRecord(.run(record), payload: record.payload)
    planner = try AddPlanner(
      repository,
      snapshot: snapshot,
      run: run.id,
      source: dataSet,
      repeats: [:],
      tombstones: tombstones,
      salts: false
    )
    changes = SourceChanges(source: dataSet, run: run)
  }

  /// Finds or plans the version of a case, and counts what that comes to.
  mutating func take(_ imported: ImportedCase, _ name: String, into report: inout LogReport) throws
  {
    let splitter = RecordSplitter(rule: .none, source: dataSet, mutable: AddOptions.defaultMutable)
    let place = RecordPlace(file: name, line: 1, column: 1, record: found.count + 1)
    var parts = try splitter.split(imported.record.document.root, place)
    parts.key = imported.key
    let draft = RecordDraft(parts, place)
    if let version = try older(draft) {
      report.unchanged += 1
      return note(version, LineageID(key: imported.key))
    }
    let plan = try planner.plan(draft)
    count(plan, draft.content, imported.key, &report)
    guard plan.outcome != .erased else { return found.append(nil) }
    changes.add(plan)
    note(try version(plan, draft.content), plan.lineage)
  }

  private mutating func note(_ version: ObjectID?, _ lineage: LineageID) {
    found.append(version)
    lineages.append(lineage)
  }

  /// A case that an earlier log of the call would bring in is not new a second time.
  private mutating func count(
    _ plan: RecordPlan,
    _ content: ObjectID,
    _ key: CaseKey,
    _ report: inout LogReport
  ) {
    let before = said.contents[plan.lineage, default: []]
    said.contents[plan.lineage] = before.union([content])
    if before.contains(content) {
      report.unchanged += 1
      return
    }
    switch plan.outcome {
    case .added where !before.isEmpty: report.edited += 1
    case .added: report.added += 1
    case .changed: report.edited += 1
    case .forked:
      report.edited += 1
      report.forked.append("\(key)")
    case .relabelled: report.relabelled += 1
    case .unchanged: report.unchanged += 1
    case .erased: report.erased += 1
    }
  }

  /// A version that is no head and says what the log says.
  private func older(_ draft: RecordDraft) throws -> ObjectID? {
    guard let id = draft.lineage, let lineage = try snapshot.index.lineage(id),
      let version = try saying(draft.content, lineage),
      let heads = try snapshot.heads(ofLineage: lineage)
    else { return nil }
    return try snapshot.isHead(version, among: heads) ? nil : version.id
  }

  /// The latest version of a lineage with this content that was not erased.
  private func saying(_ content: ObjectID, _ lineage: UInt32) throws -> Version? {
    try snapshot.versions(ofLineage: lineage).last {
      $0.row.content == content && !tombstones.isErased($0.id)
    }
  }

  /// The version that a plan leads to, which may be salted and so say more than the log.
  private func version(_ plan: RecordPlan, _ content: ObjectID) throws -> ObjectID? {
    if plan.version != nil { return changes.block.last?.id }
    if let standing = plan.standing.first { return standing.id }
    guard let lineage = try snapshot.index.lineage(plan.lineage) else { return nil }
    return try saying(content, lineage)?.id
      ?? snapshot.heads(ofLineage: lineage)?.principal.id
  }
}
