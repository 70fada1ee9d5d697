package import TaglioFormat
package import TaglioStore

/// Folds visible commits into an index: numbers objects, links them, writes registers.
///
/// The state that results does not depend on the order in which commits come, as long as a commit
/// comes after its parents: registers are kept with the commit that wrote them, and who wins is
/// decided when they are read.
package struct Fold {
  package private(set) var delta: IndexDelta
  private let importExperiment = ImportExperiment.id

  package init(for index: Index, _ scratch: (any Scratch)? = nil) {
    delta = IndexDelta(for: index, scratch)
  }

  /// Gives access to the rows that do not belong to a commit: loose files, pending commits.
  package mutating func record(_ change: (inout IndexDelta) -> Void) {
    change(&delta)
  }

  /// Takes in a commit whose parents were taken in.
  ///
  /// - Parameter listed: the objects that the commit and its parts list; what is lost to this copy is
  ///   shown as damage.
  mutating func apply(
    _ loaded: LoadedCommit,
    _ listed: ListedObjects,
    reading reader: ObjectReader
  ) throws {
    let commit = loaded.commit
    let parents = try commit.parents.compactMap { try delta.commitNumber(of: $0) }
    let seesAll = Set(parents).isSuperset(of: delta.heads)
    let generation = try parents.map { try delta.commit($0).generation }.max() ?? 0
    var ancestry = Ancestry(of: parents)
    let number = delta.add(
      CommitRow(
        id: loaded.id,
        time: commit.time,
        generation: min(generation, .max - 1) + 1,
        objectCount: UInt32(listed.count),
        parents: parents.sorted()
      )
    )
    try add(listed, in: number)
    try reader.forEachChanges(of: loaded) { changes in
      let writes = changes.writes
      try addSaid(changes, writes, in: number)
      for write in writes {
        // A membership is one register, kept under the suite and under the lineage.
        if !seesAll, write.key.kind != .suite {
          let others = try delta.writers(of: write.key)
          let contested = try others.contains { other in
            try other != number && !ancestry.contains(other) { try delta.commit($0) }
          }
          if contested { delta.add(contested: write.key) }
        }
        delta.add(write: write.key, write.value.bytes, by: number)
      }
    }
  }

  // MARK: Objects

  /// Numbers the objects, what they link before them, and lists them under the commit.
  private mutating func add(_ listed: ListedObjects, in commit: UInt32) throws {
    for id in listed.ordered() {
      try number(id, listed)
      if let number = try delta.number(of: id) { delta.add(pair: .listed, number, commit) }
    }
  }

  /// An object on its way to a number, and which of its links were not followed yet.
  private struct Unnumbered {
    let id: ObjectID
    let facts: ObjectFacts?
    var links: [Link]

    init(_ id: ObjectID, _ facts: ObjectFacts?) {
      self.id = id
      self.facts = facts
      links = facts?.facts.links ?? []
    }
  }

  /// Numbers one object after those that it links and that the commit lists too.
  ///
  /// The stack is explicit, since a chain of versions can be long; an object that is on it is not
  /// followed again, so that links that lead in a circle (tombstones can lie) end.
  private mutating func number(_ id: ObjectID, _ listed: ListedObjects) throws {
    guard try delta.number(of: id) == nil, let facts = listed.facts(of: id) else { return }
    var stack = [Unnumbered(id, facts)]
    var met: Set<ObjectID> = [id]
    while var top = stack.popLast() {
      if let link = top.links.popLast()?.target {
        stack.append(top)
        guard try delta.number(of: link) == nil, let facts = listed.facts(of: link),
          met.insert(link).inserted
        else { continue }
        stack.append(Unnumbered(link, facts))
      } else {
        try add(top.id, top.facts)
      }
    }
  }

  private mutating func add(_ id: ObjectID, _ known: ObjectFacts?) throws {
    guard let known, let kind = ObjectRow.Kind(known.facts.type) else {
      _ = delta.add(ObjectRow(id: id, content: .zero, kind: .missing), summary: nil)
      return
    }
    let facts = known.facts
    var row = ObjectRow(id: id, content: facts.content ?? .zero, kind: kind)
    func numberOf(_ link: ObjectID?) throws -> UInt32 {
      try link.flatMap { try delta.number(of: $0) } ?? ObjectRow.none
    }
    row.previous = try numberOf(facts.previous)
    row.creator = try numberOf(facts.creator)
    row.basis = try numberOf(facts.basis)
    row.experiment = try numberOf(facts.experiment)
    row.ordinal = UInt32(clamping: facts.ordinal)
    row.sources = facts.sources.indexDigest
    if known.isStandIn { row.flags.insert(.standIn) }
    if facts.experiment == importExperiment { row.flags.insert(.importRun) }
    if facts.keyedLineage != nil { row.flags.insert(.keyed) }
    if known.isSalted { row.flags.insert(.salted) }
    let number = delta.objectCount
    if kind == .case || kind == .experiment {
      row.sequence = 1
      if row.previous != ObjectRow.none {
        row.sequence = min(try delta.object(row.previous).sequence, .max - 1) + 1
      }
      row.lineage = try lineage(of: facts, row, number)
    }
    _ = delta.add(row, summary: known.label, extract: known.extract)
    try addLinks(of: facts, row, number)
    if kind == .run { delta.add(run: number, start: known.start ?? .lowest) }
  }

  private mutating func lineage(
    of facts: Facts,
    _ row: ObjectRow,
    _ number: UInt32
  ) throws -> UInt32 {
    if let key = facts.keyedLineage {
      if let lineage = try delta.lineage(key) { return lineage }
      delta.add(lineage: key, number: number)
      return number
    }
    return row.previous == ObjectRow.none ? number : try delta.object(row.previous).lineage
  }

  private mutating func addLinks(of facts: Facts, _ row: ObjectRow, _ number: UInt32) throws {
    if row.lineage != ObjectRow.none { delta.add(pair: .versions, row.lineage, number) }
    if row.previous != ObjectRow.none {
      delta.add(pair: .followers, row.previous, number)
    } else if facts.type == .case {
      if row.creator != ObjectRow.none { delta.add(pair: .created, row.creator, number) }
      if row.basis != ObjectRow.none { delta.add(pair: .computed, row.basis, number) }
      for source in facts.sources {
        if let source = try delta.number(of: source) { delta.add(pair: .joined, source, number) }
      }
    }
  }

  // MARK: What sources said

  private mutating func addSaid(
    _ changes: Changes,
    _ writes: [Write],
    in commit: UInt32
  ) throws {
    guard let name = changes.source else { return }
    let source = try delta.source(name)
    for id in changes.objects {
      guard let number = try delta.number(of: id) else { continue }
      let row = try delta.object(number)
      guard row.kind == .case else { continue }
      delta.add(said: number, of: row.lineage, by: source, in: commit)
    }
    for write in writes {
      guard let key = write.key.said(by: source) else { continue }
      delta.add(write: key, write.value.bytes, by: commit)
    }
  }
}

/// What the fold takes from an object.
package struct ObjectFacts: Sendable {
  package var facts: Facts
  /// What the index shows it by: `Label.bytes`.
  package var label: [UInt8]?
  /// Of a run, when it started.
  package var start: CommitTime?
  /// Whether a tombstone says it and not the object.
  package var isStandIn: Bool
  /// Whether the fields hold a salt.
  package var isSalted = false
  /// Whether these are changes that hold tombstones.
  var hasTombstones = false
  /// What the index keeps of its fields.
  package var extract: Extract?

  package init(
    facts: Facts,
    label: [UInt8]? = nil,
    start: CommitTime? = nil,
    isStandIn: Bool = false
  ) {
    self.facts = facts
    self.label = label
    self.start = start
    self.isStandIn = isStandIn
  }
}

extension ObjectID {
  /// Stands where there is no digest.
  package static let zero = ObjectID(words: (0, 0, 0, 0))
}

extension [ObjectID] {
  /// What a row keeps of the ids of a case's sources: 0 where there are none.
  var indexDigest: UInt32 {
    guard !isEmpty else { return 0 }
    let digest = BLAKE2b.id(of: flatMap(\.rawBytes))
    return Swift.max(1, UInt32(truncatingIfNeeded: digest.w0 >> 32))
  }
}
