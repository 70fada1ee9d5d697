import TaglioFormat
import TaglioStore

/// What taking in one record comes to.
struct RecordPlan {
  enum Outcome {
    case added, changed, forked, relabelled, unchanged
    /// What the record says was erased for good, and is not taken in again.
    case erased
  }

  var outcome: Outcome
  /// The version to be written, nil where none is.
  var version: CaseRecord?
  var lineage: LineageID
  var edits: FieldEdits
  /// What the case's principal head says, where the record changes it and that can be read.
  var head: CanonicalJSON?
  /// Versions that said the same as the one that is followed, and stood behind it as one head.
  var closed: [ObjectID] = []
  /// Whether the lineage was removed and comes back.
  var isRestored = false
  /// A version that says what the record says and whose file this copy has lost: to be written anew.
  var healed: CaseRecord?
  /// Whether nothing changes, and the lineage was removed and stays so.
  var staysRemoved = false
}

extension RecordPlan {
  fileprivate static func erased(_ lineage: LineageID) -> RecordPlan {
    RecordPlan(outcome: .erased, lineage: lineage, edits: FieldEdits())
  }
}

/// Compares records of one source with the state, three ways.
struct AddPlanner {
  private let repository: Repository
  private let snapshot: Snapshot
  /// The run that brings the records in.
  let run: ObjectID
  let source: String
  private let sourceNumber: UInt32?
  /// How many equal records without a key have come from the source, by content.
  private(set) var repeats: [ObjectID: Int]
  /// By commit: the lineages that it removed because this source had left them out.
  private var prunings: [UInt32: Set<Target>] = [:]
  private let erasedRecords: ErasedRecords
  private let salts: Bool

  /// - Parameter repeats: what earlier inputs of the same source came to.
  init(
    _ repository: Repository,
    snapshot: Snapshot,
    run: ObjectID,
    source: String,
    repeats: [ObjectID: Int],
    tombstones: Tombstones,
    salts: Bool
  ) throws {
    self.repository = repository
    self.snapshot = snapshot
    self.run = run
    self.source = source
    self.repeats = repeats
    self.salts = salts
    sourceNumber = try snapshot.index.source(source)
    erasedRecords = try ErasedRecords(tombstones, snapshot, source: sourceNumber)
  }

  mutating func plan(_ parts: RecordParts) throws -> RecordPlan {
    guard let key = parts.key else { return try planWithoutKey(parts) }
    let id = LineageID(key: key)
    guard let lineage = try snapshot.index.lineage(id) else {
      let parts = salts ? parts.salted { Salt.make(repository.options.random) } : parts
      let version = CaseRecord(creator: run, immutableFields: parts.immutable, key: key)
      return try isKnown(version) ? heal(version, id, parts) : new(version, id, parts)
    }
    if try erasedRecords.isWhole(lineage) { return .erased(id) }
    let salted = try salted(parts, lineage)
    if try erasedRecords.says(salted.content, lineage) { return .erased(id) }
    return try planKnown(salted, lineage: lineage, id: id)
  }

  /// The parts with the salt of their lineage, which only its versions hold.
  private func salted(_ parts: RecordParts, _ lineage: UInt32) throws -> RecordParts {
    let versions = try snapshot.versions(ofLineage: lineage)
      .filter { $0.row.flags.contains(.salted) }
    guard !versions.isEmpty else { return parts }
    for version in versions.reversed() {
      let record = try repository.reader.record(version.id).success
      guard case .case(let record)? = record, let salt = record.immutableFields.salt else {
        continue
      }
      return parts.salted { salt }
    }
    throw TaglioError(
      .damage,
      "the salt of \(parts.key.map { "\($0)" } ?? "a case") cannot be read: its versions are damaged",
      help: "Mend the store first: taglio fsck --repair --from COPY"
    )
  }

  private mutating func planWithoutKey(_ parts: RecordParts) throws -> RecordPlan {
    let content = parts.content
    let ordinal = repeats[content, default: 0]
    repeats[content] = ordinal + 1
    let version = CaseRecord(
      creator: run,
      immutableFields: parts.immutable,
      key: nil,
      ordinal: ordinal
    )
    let id = LineageID(ObjectCodec.id(type: .case, payload: version.payload))
    if erasedRecords.saysWithoutKey(content) { return .erased(id) }
    return try isKnown(version) ? heal(version, id, parts) : new(version, id, parts)
  }

  private func new(_ version: CaseRecord, _ id: LineageID, _ parts: RecordParts) -> RecordPlan {
    RecordPlan(
      outcome: .added,
      version: version,
      lineage: id,
      edits: LabelChanges().edits(for: parts.labels)
    )
  }

  private mutating func planKnown(
    _ parts: RecordParts,
    lineage: UInt32,
    id: LineageID
  ) throws -> RecordPlan {
    guard let heads = try snapshot.heads(ofLineage: lineage) else {
      throw TaglioError(.damage, "the lineage \(id) has no versions; run: taglio fsck")
    }
    let content = parts.content
    let said = try lastSaid(of: lineage)
    let isOld = said?.row.content == content || heads.all.contains { $0.row.content == content }
    if isOld {
      var plan = try relabel(parts, id)
      plan.healed = try lost(among: heads.all + [said].compactMap(\.self), parts)
      return plan
    }
    let base = said ?? heads.principal
    let record = try read(base, parts.key)
    var version = record.following(base.id, parts.immutable)
    var plan = try relabel(parts, id)
    plan.outcome = try snapshot.isHead(base, among: heads) ? .changed : .forked
    if plan.outcome == .changed { plan.closed = try snapshot.twins(of: base) }
    if try isKnown(version) {
      // The same edit of the same version was made and superseded before: it is said anew.
      version = try read(heads.principal, parts.key).following(heads.principal.id, parts.immutable)
      plan.outcome = .changed
      plan.closed = try snapshot.twins(of: heads.principal)
    }
    plan.head = try headContent(heads.principal, base, record)
    plan.version = version
    plan.isRestored = try removal(of: id) != nil
    plan.staysRemoved = false
    return plan
  }

  /// Nothing but labels changes; a version whose file is gone is written anew.
  private mutating func heal(
    _ version: CaseRecord,
    _ id: LineageID,
    _ parts: RecordParts
  ) throws -> RecordPlan {
    var plan = try relabel(parts, id)
    let object = ObjectCodec.id(type: .case, payload: version.payload)
    if try isLost(object) { plan.healed = version }
    return plan
  }

  /// The first version that says what the record says and whose file is gone.
  private func lost(among versions: [Version], _ parts: RecordParts) throws -> CaseRecord? {
    let content = parts.content
    for version in versions where version.row.content == content && version.row.sources == 0 {
      guard try isLost(version.id) else { continue }
      let record = CaseRecord(
        basis: try id(version.row.basis),
        creator: try id(version.row.creator),
        immutableFields: parts.immutable,
        key: parts.key,
        ordinal: Int(version.row.ordinal),
        previous: try id(version.row.previous)
      )
      if ObjectCodec.id(type: .case, payload: record.payload) == version.id { return record }
    }
    return nil
  }

  private func id(_ number: UInt32) throws -> ObjectID? {
    number == ObjectRow.none ? nil : try snapshot.index.object(number).id
  }

  /// Whether this copy has no file of an object that nobody erased.
  private func isLost(_ id: ObjectID) throws -> Bool {
    if try repository.objects.contains(id) { return false }
    return try repository.tombstone(of: id)?.kind != .redacted
  }

  private mutating func relabel(_ parts: RecordParts, _ id: LineageID) throws -> RecordPlan {
    let edits = try labelChanges(id).edits(for: parts.labels)
    let isRelabelled = edits.entryCount > 0
    var plan = RecordPlan(
      outcome: isRelabelled ? .relabelled : .unchanged,
      lineage: id,
      edits: edits
    )
    guard let removal = try removal(of: id) else { return plan }
    plan.isRestored = try isRelabelled || isPruning(removal, of: id)
    plan.staysRemoved = !plan.isRestored
    return plan
  }

  private func isKnown(_ version: CaseRecord) throws -> Bool {
    let id = ObjectCodec.id(type: .case, payload: version.payload)
    return try snapshot.index.number(of: id) != nil
  }

  /// What removed a lineage; nil where it is not removed.
  private func removal(of id: LineageID) throws -> Register? {
    let removal = try snapshot.register(.removal(of: .object(id.id)))
    return removal?.value == .flag(true) ? removal : nil
  }

  /// Whether a lineage was removed because this source had left it out.
  private mutating func isPruning(_ removal: Register, of id: LineageID) throws -> Bool {
    let target = Target.object(id.id)
    if let known = prunings[removal.commit] { return known.contains(target) }
    let commit = try repository.loadCommit(snapshot.index.commit(removal.commit).id)
    let pruned = Set(commit.changes.filter { $0.source == source }.flatMap(\.removed))
    prunings[removal.commit] = pruned
    return pruned.contains(target)
  }

  /// The version that the latest commit of this source lists.
  private func lastSaid(of lineage: UInt32) throws -> Version? {
    guard let sourceNumber else { return nil }
    var best: (stamp: Stamp, object: UInt32)?
    for entry in try snapshot.index.said(of: lineage) where entry.source == sourceNumber {
      let stamp = try snapshot.stamp(entry.commit)
      if let best, stamp < best.stamp { continue }
      best = (stamp, entry.object)
    }
    return try best.map { try snapshot.version($0.object) }
  }

  /// What is constant along the lineage of an erased version, as its tombstone says it, with the key
  /// that the record has.
  private func read(_ version: Version, _ key: CaseKey?) throws -> CaseRecord {
    guard let facts = erasedRecords.facts(of: version.id) else { return try read(version) }
    return CaseRecord(
      basis: facts.basis,
      creator: facts.creator,
      immutableFields: .emptyObject,
      key: key,
      ordinal: facts.ordinal,
      sources: facts.sources
    )
  }

  private func read(_ version: Version) throws -> CaseRecord {
    let object = try repository.objects.read(version.id, limit: ObjectReader.limit)
    guard case .case(let record) = try StoredRecord(object) else {
      throw TaglioError(.damage, "\(version.id) is not a case; run: taglio fsck")
    }
    return record
  }

  /// What a head says; nil where a tombstone stands for it.
  ///
  /// `record` is that of `base`, which the head often is.
  private func headContent(
    _ head: Version,
    _ base: Version,
    _ record: CaseRecord
  ) throws -> CanonicalJSON? {
    if erasedRecords.facts(of: head.id) != nil { return nil }
    if head.id == base.id { return record.immutableFields }
    return head.row.isGap ? nil : try read(head).immutableFields
  }

  private func labelChanges(_ id: LineageID) throws -> LabelChanges {
    let target = Target.object(id.id)
    var changes = LabelChanges()
    let labels = try snapshot.labels(of: target)
    changes.current = LabelValues(labels.map { (key: $0.name, value: $0.value) })
    guard let sourceNumber else { return changes }
    let bytes = target.rawBytes
    let said =
      try snapshot.registers(.saidField, target: bytes)
      + snapshot.registers(.saidElement, target: bytes)
    changes.said = LabelValues(said: said.filter { $0.key.isSaid(by: sourceNumber) })
    return changes
  }
}

extension CaseRecord {
  /// The version that follows this one, which has the id `previous`, with other content: what is
  /// constant along a lineage is kept.
  fileprivate func following(_ previous: ObjectID, _ content: CanonicalJSON) -> CaseRecord {
    var version = self
    version.immutableFields = content
    version.previous = previous
    return version
  }
}

extension RegisterKey {
  fileprivate func isSaid(by source: UInt32) -> Bool {
    detail.starts(with: source.keyBytes)
  }
}
