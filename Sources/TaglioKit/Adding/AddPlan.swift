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
  var version: StagedRecord?
  var lineage: LineageID
  var edits: FieldEdits
  /// What the case's principal head says, where the record changes it and that can be read.
  var head: CanonicalJSON?
  /// Versions that said the same as the one that is followed, and stood behind it as one head.
  var closed: [ObjectID] = []
  /// Whether the lineage was removed and comes back.
  var isRestored = false
  /// The versions that say what the record says: their files are looked at.
  var standing: [StandingVersion] = []
  /// Whether nothing changes, and the lineage was removed and stays so.
  var staysRemoved = false
}

extension RecordPlan {
  fileprivate static func erased(_ lineage: LineageID) -> RecordPlan {
    RecordPlan(outcome: .erased, lineage: lineage, edits: FieldEdits())
  }
}

/// A version that is known, and what it says: enough to write its file anew.
struct StandingVersion: Sendable {
  var id: ObjectID
  var payload: [UInt8]
}

/// Compares records of one source with the state, three ways.
struct AddPlanner {
  private let repository: Repository
  let snapshot: Snapshot
  /// The run that brings the records in.
  let run: ObjectID
  let source: String
  private let sourceNumber: UInt32?
  /// How many equal records without a key have come from the source, by content.
  private(set) var repeats: [ObjectID: Int]
  /// By commit: the lineages that it removed because this source had left them out.
  private var prunings: [UInt32: Set<Target>] = [:]
  private let erasedRecords: ErasedRecords
  let salts: Bool

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

  mutating func plan(_ draft: RecordDraft) throws -> RecordPlan {
    guard let id = draft.lineage else { return try planWithoutKey(draft) }
    guard let lineage = try snapshot.index.lineage(id) else {
      let parts = salts ? draft.parts.salted { Salt.make(repository.options.random) } : draft.parts
      return try begin(draft.first ?? StagedRecord(firstOf: parts, by: run), id, parts)
    }
    if try erasedRecords.isWhole(lineage) { return .erased(id) }
    let salted = try salted(draft, lineage)
    if try erasedRecords.says(salted.content, lineage) { return .erased(id) }
    return try planKnown(salted, lineage: lineage, id: id)
  }

  /// The parts with the salt of their lineage, which only its versions hold.
  private func salted(_ draft: RecordDraft, _ lineage: UInt32) throws -> RecordDraft {
    let versions = try snapshot.versions(ofLineage: lineage)
      .filter { $0.row.flags.contains(.salted) }
    guard !versions.isEmpty else { return draft }
    for version in versions.reversed() {
      let record = try repository.reader.record(version.id).success
      guard case .case(let record)? = record, let salt = record.immutableFields.salt else {
        continue
      }
      return RecordDraft(draft.parts.salted { salt }, draft.place)
    }
    throw TaglioError(
      .damage,
      "the salt of \(draft.parts.key.map { "\($0)" } ?? "a case") cannot be read: its versions are damaged",
      help: "Mend the store first: taglio fsck --repair --from COPY"
    )
  }

  private mutating func planWithoutKey(_ draft: RecordDraft) throws -> RecordPlan {
    let ordinal = repeats[draft.content, default: 0]
    repeats[draft.content] = ordinal + 1
    let first = ordinal == 0 ? draft.first : nil
    let version = first ?? StagedRecord(firstOf: draft.parts, by: run, ordinal: ordinal)
    let id = LineageID(version.id)
    if erasedRecords.saysWithoutKey(draft.content) { return .erased(id) }
    return try begin(version, id, draft.parts)
  }

  /// Begins a case, unless commits list its first version already.
  private mutating func begin(
    _ version: StagedRecord,
    _ id: LineageID,
    _ parts: RecordParts
  ) throws -> RecordPlan {
    if try isKnown(version) { return try stand(version, id, parts) }
    return RecordPlan(
      outcome: .added,
      version: version,
      lineage: id,
      edits: LabelChanges().edits(for: parts.labels)
    )
  }

  private mutating func planKnown(
    _ draft: RecordDraft,
    lineage: UInt32,
    id: LineageID
  ) throws -> RecordPlan {
    guard let heads = try snapshot.heads(ofLineage: lineage) else {
      throw TaglioError(.damage, "the lineage \(id) has no versions; run: taglio fsck")
    }
    let parts = draft.parts
    let content = draft.content
    let said = try lastSaid(of: lineage)
    let isOld = said?.row.content == content || heads.all.contains { $0.row.content == content }
    if isOld {
      var plan = try relabel(parts, id)
      plan.standing = try standing(among: heads.all + [said].compactMap(\.self), draft)
      return plan
    }
    let base = said ?? heads.principal
    var version = try next(after: base, parts)
    var plan = try relabel(parts, id)
    plan.outcome = try snapshot.isHead(base, among: heads) ? .changed : .forked
    if plan.outcome == .changed { plan.closed = try snapshot.twins(of: base) }
    if try isKnown(version) {
      // The same edit of the same version was made and superseded before: it is said anew.
      version = try next(after: heads.principal, parts)
      plan.outcome = .changed
      plan.closed = try snapshot.twins(of: heads.principal)
    }
    plan.head = try headContent(heads.principal)
    plan.version = version
    plan.isRestored = try removal(of: id) != nil
    plan.staysRemoved = false
    return plan
  }

  /// Nothing but labels changes.
  private mutating func stand(
    _ version: StagedRecord,
    _ id: LineageID,
    _ parts: RecordParts
  ) throws -> RecordPlan {
    var plan = try relabel(parts, id)
    plan.standing = [StandingVersion(id: version.id, payload: version.payload)]
    return plan
  }

  /// Those of some versions that say what the record says, each once.
  private func standing(
    among versions: [Version],
    _ draft: RecordDraft
  ) throws -> [StandingVersion] {
    var standing: [StandingVersion] = []
    for version in versions where version.row.content == draft.content && version.row.sources == 0 {
      guard !standing.contains(where: { $0.id == version.id }) else { continue }
      let record = try indexed(version, draft.parts)
      standing.append(StandingVersion(id: version.id, payload: record.payload))
    }
    return standing
  }

  /// A version with the content of the record, and all else as the index has it of `version`, which
  /// must not be joined from others.
  private func indexed(_ version: Version, _ parts: RecordParts) throws -> CaseRecord {
    CaseRecord(
      basis: try object(version.row.basis),
      creator: try object(version.row.creator),
      immutableFields: parts.immutable,
      key: parts.key,
      ordinal: Int(version.row.ordinal),
      previous: try object(version.row.previous)
    )
  }

  /// The version that follows another one with the content of the record.
  ///
  /// The other one is read only where neither the index nor a tombstone knows all of it, so that a
  /// damaged one can be followed, and one that was erased or lost.
  private func next(after version: Version, _ parts: RecordParts) throws -> StagedRecord {
    var next = try constants(of: version, parts)
    next.immutableFields = parts.immutable
    next.previous = version.id
    return StagedRecord(.case(next), payload: next.payload)
  }

  private func constants(of version: Version, _ parts: RecordParts) throws -> CaseRecord {
    if version.row.isGap, let facts = erasedRecords.facts(of: version.id) {
      return CaseRecord(
        basis: facts.basis,
        creator: facts.creator,
        immutableFields: parts.immutable,
        key: parts.key,
        ordinal: facts.ordinal,
        sources: facts.sources
      )
    }
    let isIndexed = version.row.sources == 0 && !version.row.isGap
    return try isIndexed ? indexed(version, parts) : read(version)
  }

  private func object(_ number: UInt32) throws -> ObjectID? {
    number == ObjectRow.none ? nil : try snapshot.index.object(number).id
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

  private func isKnown(_ version: StagedRecord) throws -> Bool {
    try snapshot.index.number(of: version.id) != nil
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

  private func read(_ version: Version) throws -> CaseRecord {
    let object = try repository.objects.read(version.id, limit: ObjectReader.limit)
    guard case .case(let record) = try StoredRecord(object) else {
      throw TaglioError(.damage, "\(version.id) is not a case; run: taglio fsck")
    }
    return record
  }

  /// What a head says; nil where it does not read or a tombstone stands for it.
  private func headContent(_ head: Version) throws -> CanonicalJSON? {
    if head.row.isGap { return nil }
    do {
      return try read(head).immutableFields
    } catch let error as StoreError where error.isAbsence {
      return nil
    }
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

extension RegisterKey {
  fileprivate func isSaid(by source: UInt32) -> Bool {
    detail.starts(with: source.keyBytes)
  }
}
