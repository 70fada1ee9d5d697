import TaglioFormat
import TaglioStore

/// What adding an experiment comes to: a first version, the next one, or nothing.
struct ExperimentPlan {
  private(set) var report: ExperimentReport
  private(set) var changes = Changes()
  /// The version to be written; nil where one says the same already.
  private(set) var record: StagedRecord?

  init(
    _ name: GivenName,
    _ content: CanonicalJSON,
    in repository: Repository,
    _ snapshot: Snapshot
  ) throws {
    let first = StagedRecord(ExperimentRecord(immutableFields: content))
    report = ExperimentReport(
      name: name.name.string,
      version: first.id,
      sequence: 1,
      isNew: false,
      isRestored: false,
      furtherHeads: 0
    )
    let register = try snapshot.register(.name(name))
    let named = try snapshot.experiment(register, name)
    if let known = try named ?? snapshot.experimentLineage(of: first.id) {
      try follow(known, content, first, snapshot)
    } else {
      record = first
    }
    report.isNew = record != nil
    if record != nil {
      let blobs = try repository.unlistedBlobs(of: content, in: snapshot)
      changes.objects = (blobs + [report.version]).sorted()
    }
    if report.isNew || named == nil || register?.contested.isEmpty == false {
      changes.names[name] = .object(report.version)
    }
  }

  /// The experiment is known: a head says what is wanted, or gets a next version.
  private mutating func follow(
    _ lineage: UInt32,
    _ content: CanonicalJSON,
    _ first: StagedRecord,
    _ snapshot: Snapshot
  ) throws {
    guard let heads = try snapshot.heads(ofLineage: lineage) else {
      throw TaglioError(.damage, "the experiment \(report.name) has no versions; run: taglio fsck")
    }
    report.furtherHeads = heads.all.count - 1
    let digest = first.facts.content
    if let head = heads.all.first(where: { $0.row.content == digest }) {
      report.version = head.id
      report.sequence = head.sequence
    } else {
      let base = heads.principal
      let next = StagedRecord(ExperimentRecord(immutableFields: content, previous: base.id))
      record = next
      report.version = next.id
      report.sequence = base.sequence + 1
      report.previous = base.id
      changes.closed = try snapshot.twins(of: base)
    }
    let target = Target.object(try snapshot.lineageID(lineage).id)
    report.isRestored = try snapshot.register(.removal(of: target))?.value == .flag(true)
    if report.isRestored { changes.restored = [target] }
  }
}

extension StagedRecord {
  fileprivate init(_ record: ExperimentRecord) {
    self.init(.experiment(record), payload: record.payload)
  }
}

extension Snapshot {
  /// The lineage that a name of an experiment leads to; nil where nothing has the name.
  fileprivate func experiment(_ register: Register?, _ name: GivenName) throws -> UInt32? {
    guard case .name(.object(let id)?)? = register?.value else { return nil }
    if let lineage = try experimentLineage(of: id) { return lineage }
    throw TaglioError(
      .badInput,
      "\(name) is taken, and what it points at is no experiment: \(id.short())",
      help: "Choose another name, or take this one away: taglio name --delete \(name)"
    )
  }

  /// The lineage of a version of an experiment; nil for what is none or is not here.
  fileprivate func experimentLineage(of id: ObjectID) throws -> UInt32? {
    guard let number = try index.number(of: id), case let row = try index.object(number),
      row.kind == .experiment
    else { return nil }
    return row.lineage
  }
}
