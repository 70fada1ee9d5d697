import TaglioFormat
import TaglioKit
import TestSupport

/// Makes random commits of every kind.
struct HistoryMaker {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func one<Element>(of elements: some Collection<Element>) -> Element? {
    elements.randomElement(using: &generator)
  }

  /// Between one and three changes, drawn from all kinds.
  mutating func draft(_ known: HistoryKnowledge) throws -> HistoryDraft {
    var draft = HistoryDraft()
    for _ in 0...below(3) {
      switch below(12) {
      case 0, 1: addCase(&draft, known)
      case 2, 3: edit(&draft, known)
      case 4: addExperiment(&draft, known)
      case 5: addRun(&draft, known)
      case 6: addOutput(&draft, known)
      case 7, 8: relabel(&draft, known)
      case 9: rename(&draft, known)
      case 10: regroup(&draft, known)
      default: decide(&draft, known)
      }
    }
    if chance(30) { draft.changes.source = one(of: HistoryPool.sources) }
    return draft
  }

  // MARK: Objects

  private mutating func addCase(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    var content = HistoryPool.content(below(3))
    if chance(15) {
      let blob = draft.addBlob([UInt8(below(3))])
      content = HistoryPool.content(below(3), blob: blob)
    }
    let record = CaseRecord(
      creator: chance(60) ? importRun(&draft) : nil,
      immutableFields: content,
      key: one(of: HistoryPool.keys) ?? nil,
      ordinal: below(2)
    )
    _ = draft.add(record)
  }

  private mutating func importRun(_ draft: inout HistoryDraft) -> ObjectID {
    _ = draft.add(ImportExperiment.record)
    return draft.add(
      ImportExperiment.run(source: one(of: HistoryPool.sources), key: "uuid", mutable: ["title"])
    )
  }

  /// The next version of any version of a case: of a head, or of an older one, which forks.
  private mutating func edit(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    guard let base = one(of: known.cases), let facts = known.facts[base],
      let key = key(of: facts, known)
    else { return addCase(&draft, known) }
    let record = CaseRecord(
      basis: facts.basis,
      creator: facts.creator,
      immutableFields: HistoryPool.content(below(4)),
      key: key,
      ordinal: facts.ordinal,
      previous: base,
      sources: facts.sources
    )
    let id = draft.add(record)
    if chance(30) { _ = draft.add(following(record, id)) }
  }

  private mutating func following(_ record: CaseRecord, _ id: ObjectID) -> CaseRecord {
    var next = record
    next.previous = id
    next.immutableFields = HistoryPool.content(below(4))
    return next
  }

  /// The key that gave a lineage its id; the outer nil where the pool has none such.
  private func key(of facts: Facts, _ known: HistoryKnowledge) -> CaseKey?? {
    guard let keyed = facts.keyedLineage else { return .some(nil) }
    return HistoryPool.keys.first { $0.map(LineageID.init(key:)) == keyed }
  }

  private mutating func addExperiment(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    let record = ExperimentRecord(
      immutableFields: HistoryPool.content(below(2)),
      previous: chance(50) ? one(of: known.experiments) : nil
    )
    let id = draft.add(record)
    if chance(50) { name(.experiments, .object(id), &draft) }
  }

  private mutating func addRun(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    guard let experiment = one(of: known.experiments) else {
      return addExperiment(&draft, known)
    }
    let start = CommitTime.lowest
    let record = RunRecord(
      config: HistoryPool.content(below(3)),
      experiment: experiment,
      metadata: chance(50)
        ? .emptyObject : CanonicalJSON(unchecked: Array(#"{"time":"\#(start)"}"#.utf8)),
      suite: one(of: HistoryPool.suites)
    )
    let id = draft.add(record)
    if chance(40) { name(.runs, .object(id), &draft) }
  }

  private mutating func addOutput(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    guard let run = one(of: known.runs), let basis = one(of: known.cases) else {
      return addRun(&draft, known)
    }
    let record = CaseRecord(
      basis: basis,
      creator: run,
      immutableFields: HistoryPool.content(below(3)),
      key: nil,
      ordinal: below(2),
      sources: chance(30) ? [one(of: known.cases), one(of: known.cases)].compactMap(\.self) : []
    )
    _ = draft.add(record)
  }

  // MARK: Registers

  private mutating func target(_ known: HistoryKnowledge) -> Target {
    switch below(4) {
    case 0: if let suite = one(of: HistoryPool.suites) { return .suite(suite) }
    case 1: if let run = one(of: known.runs) { return .object(run) }
    default: if let lineage = one(of: known.lineages) { return .object(lineage) }
    }
    return .object(ObjectID(words: (1, 2, 3, 4)))
  }

  private mutating func relabel(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    var edits = FieldEdits()
    for name in HistoryPool.fields where chance(40) {
      switch below(4) {
      case 0, 1: edits.set[name] = HistoryPool.value(below(6))
      case 2: edits.unset.insert(name)
      default:
        edits.add[name] = [HistoryPool.value(below(2))]
        if chance(40) { edits.drop[name] = [HistoryPool.value(2 + below(2))] }
      }
    }
    if edits.entryCount > 0 { draft.changes.fields[target(known)] = edits }
  }

  private mutating func name(
    _ kind: GivenName.Kind,
    _ target: Changes.NameTarget?,
    _ draft: inout HistoryDraft
  ) {
    guard let name = GivenName(kind: kind, name: chance(50) ? "Ä/x" : "y") else { return }
    draft.changes.names.updateValue(target, forKey: name)
  }

  private mutating func rename(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    let isTakenAway = chance(20)
    switch below(4) {
    case 0:
      name(.suites, isTakenAway ? nil : one(of: HistoryPool.suites).map { .suite($0) }, &draft)
    case 1: name(.runs, isTakenAway ? nil : one(of: known.runs).map { .object($0) }, &draft)
    case 2:
      name(.experiments, isTakenAway ? nil : one(of: known.experiments).map { .object($0) }, &draft)
    default: name(.commits, isTakenAway ? nil : one(of: known.commits).map { .object($0) }, &draft)
    }
  }

  private mutating func regroup(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    guard let suite = one(of: HistoryPool.suites) else { return }
    var edits = MembershipEdits()
    for lineage in known.lineages where chance(40) {
      switch below(3) {
      case 0: edits.add.insert(lineage)
      case 1: if let version = one(of: known.cases) { edits.pin[lineage] = version }
      default: edits.remove.insert(lineage)
      }
    }
    if edits.entryCount > 0 { draft.changes.suites[suite] = edits }
  }

  /// Closes, reopens, removes, restores or seals.
  private mutating func decide(_ draft: inout HistoryDraft, _ known: HistoryKnowledge) {
    for version in known.cases where chance(15) {
      if chance(60) {
        draft.changes.closed.append(version)
      } else {
        draft.changes.reopened.append(version)
      }
    }
    draft.changes.closed = Set(draft.changes.closed).sorted()
    draft.changes.reopened = Set(draft.changes.reopened)
      .subtracting(draft.changes.closed).sorted()
    let targets = Set((0..<2).map { _ in target(known) })
    draft.changes.removed = targets.filter { _ in chance(40) }.sorted()
    draft.changes.restored = targets.subtracting(draft.changes.removed).sorted()
    if let run = one(of: known.runs), chance(60) {
      draft.changes.seals[run] = Seal(
        status: chance(50) ? .complete : .abandoned,
        count: below(3),
        digest: Seal.digest(of: []),
        time: .lowest
      )
    }
  }
}
