import TaglioFormat
import TaglioKit
import TaglioStore

extension HistoryMaker {
  /// Commits a draft by a transaction.
  ///
  /// - Returns: the commit; nil where the draft changed nothing.
  mutating func commit(_ draft: HistoryDraft, in copy: HistoryCopy) throws -> ObjectID? {
    try copy.repository.refresh()
    var draft = draft
    draft.changes.objects = newObjects(of: draft, copy)
    var transaction = try copy.repository.transaction()
    try transaction.stage(draft.records)
    try transaction.add(draft.changes)
    return try transaction.commit(message: "step")
  }

  private func newObjects(of draft: HistoryDraft, _ copy: HistoryCopy) -> [ObjectID] {
    Set(draft.records.map(\.id)).subtracting(copy.reference.listed).sorted()
  }

  /// Writes a commit by hand, as another program would: on top of any visible commits, with parts or
  /// without; it need not be valid.
  mutating func write(_ draft: HistoryDraft, in copy: HistoryCopy, spoiling: Bool) throws {
    var draft = draft
    var commit = frame(draft, copy)
    if spoiling { spoil(&commit, &draft, copy) }
    let batch = copy.store.beginBatch()
    for record in draft.records { _ = try batch.stage(record.facts.type, record.payload) }
    if chance(40) {
      commit.parts = try parts(of: commit.changes).map { try batch.stage(.changes, $0) }.sorted()
      commit.changes = Changes()
    }
    var payload = commit.payload
    if spoiling && chance(20) { payload = Array(#"{"a":1,"#.utf8) + payload.dropFirst() }
    _ = try batch.stage(.commit, payload)
    try batch.publish()
    try copy.repository.refresh()
  }

  private mutating func frame(_ draft: HistoryDraft, _ copy: HistoryCopy) -> Commit {
    let visible = copy.reference.visible
    var parents = copy.reference.heads
    if chance(50) { parents = visible.keys.sorted().filter { _ in chance(40) } }
    let times = parents.compactMap { visible[$0]?.commit.time }
    let earliest = Commit.earliest(after: times) ?? .lowest
    let wall = CommitTime(milliseconds: copy.clock.milliseconds) ?? earliest
    let seen = parents.reduce(into: Set(parents)) {
      $0.formUnion(visible[$1]?.ancestors ?? [])
    }
    let listed = seen.reduce(into: Set<ObjectID>()) { $0.formUnion(visible[$1]?.listed ?? []) }
    var changes = draft.changes
    changes.objects = Set(draft.records.map(\.id)).subtracting(chance(50) ? listed : []).sorted()
    return Commit(
      author: copy.name,
      changes: changes,
      message: "by hand",
      parents: parents,
      time: earliest.milliseconds >= CommitTime.year9000 ? earliest : max(earliest, wall)
    )
  }

  private func parts(of changes: Changes) -> [[UInt8]] {
    var first = Changes()
    first.objects = changes.objects
    first.source = changes.source
    var second = changes
    second.objects = []
    return [first, second].filter { !$0.isEmpty }.map(\.canonical.bytes)
  }

  private mutating func spoil(
    _ commit: inout Commit,
    _ draft: inout HistoryDraft,
    _ copy: HistoryCopy
  ) {
    let known = copy.reference.listed.sorted()
    switch below(6) {
    case 0:
      guard let parent = commit.parents.first, let folded = copy.reference.visible[parent] else {
        return
      }
      commit.time = folded.commit.time
    case 1:
      var edits = FieldEdits()
      edits.set["twice"] = .null
      if chance(50) { edits.unset.insert("twice") } else { edits.add["twice"] = [.null] }
      commit.changes.fields[.object(ObjectID(words: (9, 9, 9, 9)))] = edits
    case 2:
      guard let base = one(of: known) else { return }
      let record = CaseRecord(
        creator: nil,
        immutableFields: HistoryPool.content(0),
        key: CaseKey(source: "other", name: "1"),
        ordinal: 7,
        previous: base
      )
      commit.changes.objects = Set(commit.changes.objects + [draft.add(record)]).sorted()
    case 3:
      let hidden = CaseRecord(creator: nil, immutableFields: HistoryPool.content(9), key: nil)
      let basis = draft.add(hidden)
      let record = CaseRecord(
        basis: basis,
        creator: nil,
        immutableFields: HistoryPool.content(0),
        key: nil
      )
      commit.changes.objects = Set(commit.changes.objects + [draft.add(record)]).sorted()
    case 4: commit.changes.closed = [ObjectID(words: (8, 8, 8, 8))]
    default:
      guard let sealed = one(of: known) else { return }
      commit.changes.seals[sealed] = Seal(
        status: .complete,
        count: 0,
        digest: Seal.digest(of: []),
        time: .lowest
      )
    }
  }

  // MARK: Tombstones

  /// Erases or gives up something that is known, honestly: the tombstone repeats what the fold needs.
  mutating func bury(in copy: HistoryCopy) throws {
    try copy.repository.refresh()
    let known = copy.reference.listed.union(copy.reference.visible.keys).sorted()
    guard let object = one(of: known), let record = copy.reference.objects.records[object],
      !carriesTombstones(record)
    else { return }
    let kind: Tombstone.Kind = chance(50) ? .redacted : .lost
    var draft = HistoryDraft()
    draft.changes.tombstones[object] = tombstone(kind, record)
    if chance(30) {
      try write(draft, in: copy, spoiling: false)
    } else {
      _ = try commit(draft, in: copy)
    }
    if chance(60), copy.reference.visible[object] == nil || kind == .redacted {
      copy.store.setFile(nil, for: object)
    }
  }

  private func carriesTombstones(_ record: StoredRecord) -> Bool {
    switch record {
    case .commit(let commit): !commit.changes.tombstones.isEmpty || !commit.parts.isEmpty
    case .changes(let changes): !changes.tombstones.isEmpty
    default: false
    }
  }

  private mutating func tombstone(
    _ kind: Tombstone.Kind,
    _ record: StoredRecord
  ) -> Tombstone {
    let facts = Facts(record)
    let links: CanonicalJSON
    switch record {
    case .commit(var commit):
      if kind == .redacted { commit.message = "erased" }
      links = CanonicalJSON(unchecked: commit.payload)
    case .changes(var changes):
      if kind == .redacted {
        for target in changes.fields.keys {
          changes.fields[target] = changes.fields[target]?.erased
        }
      }
      links = changes.canonical
    default: links = facts.standInLinks
    }
    return Tombstone(
      kind: kind,
      type: record.type,
      reason: "test",
      links: links,
      content: facts.content
    )
  }
}

extension FieldEdits {
  /// The same edits with other values.
  fileprivate var erased: FieldEdits {
    var edits = self
    for name in edits.set.keys { edits.set[name] = HistoryPool.value(0) }
    return edits
  }
}
