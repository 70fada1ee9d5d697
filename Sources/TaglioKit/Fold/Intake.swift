package import TaglioFormat
package import TaglioStore
import TaglioSystem

/// Takes in object files that are new to an index: finds the commits among them, folds those that
/// are complete, remembers what the others wait for.
///
/// Nothing is written: the result is a delta and the list of commits that became visible.
package struct Intake {
  private let store: any ObjectStore
  private let index: Index
  private let accepted: Set<ObjectID>
  private var fold: Fold
  private let known: KnownFacts
  /// Files that arrived and are listed by no visible commit.
  private var loose: [ObjectID: LooseKind] = [:]
  private var pending: [ObjectID: PendingCommit] = [:]
  /// Pending commits by what they wait for.
  private var waiting: [ObjectID: [ObjectID]] = [:]
  private var queue: [ObjectID] = []
  /// When the commits were made that arrived and read.
  private var times: [ObjectID: CommitTime] = [:]
  /// Whether there is a tombstone of any object, so that what was read of one may not count.
  private var hasTombstones: Bool
  /// Tombstones arrived, so that what waited for an object, or was refused for what it says, may be
  /// visible now.
  private var hasNewTombstone = false
  /// Tombstones arrived in a part, whose commit may have been here before it.
  private var hasNewTombstonePart = false

  /// The commits that became visible, in the order in which they were folded.
  package private(set) var visible: [ObjectID] = []
  /// Something arrived that changes what was folded before: a tombstone that says other than its
  /// object did, or an object that was missing.
  ///
  /// The index is then to be made anew.
  package private(set) var needsRebuild = false
  /// The commits that were looked at and break a rule, with the rule in words.
  package private(set) var invalid: [ObjectID: String] = [:]
  /// The commits that were folded once accepted ones were taken in for what is left of them.
  package private(set) var salvaged: [ObjectID] = []

  /// - Parameters:
  ///   - accepted: the commits that this copy took in before, where the index does not know them: while
  ///     it is made anew.
  ///   - knowing: facts of objects that need not be read.
  package init(
    index: Index,
    store: any ObjectStore,
    accepted: Set<ObjectID> = [],
    knowing: KnownFacts? = nil,
    scratch: (any Scratch)?
  ) throws {
    self.index = index
    self.store = store
    self.accepted = accepted
    known = knowing ?? KnownFacts(scratch)
    fold = Fold(for: index, scratch)
    hasTombstones = index.count(.tombstones) > 0
    if index.count(.pending) > 0 {
      for commit in try index.pending() {
        pending[commit.id] = commit
        waiting[commit.missing, default: []].append(commit.id)
      }
    }
  }

  /// The rows to be added to the index.
  package consuming func finish() throws -> IndexDelta {
    for (id, kind) in loose {
      guard try index.loose(id) != kind, try !isFolded(id) else { continue }
      fold.record { $0.add(loose: id, kind) }
    }
    let before = Set(try index.pending())
    for commit in pending.values.sorted(by: { $0.id < $1.id }) where !before.contains(commit) {
      fold.record { $0.add(commit) }
    }
    return fold.delta
  }

  /// Whether an object or commit is known for good: not only as a gap that its file may still fill.
  private func isFolded(_ id: ObjectID) throws -> Bool {
    if let number = try fold.delta.number(of: id) { return try !fold.delta.object(number).isGap }
    return try fold.delta.commitNumber(of: id) != nil
  }

  /// Remembers how a directory was when it was listed.
  package mutating func listed(directory: UInt8, _ state: DirectoryState?) {
    fold.record { $0.add(directory: directory, state) }
  }

  /// Looks at a commit that was written just now, with what it lists, of which all is known.
  mutating func arrive(written commit: ObjectID) throws {
    try arrive([commit])
    for awaited in waiting.keys.sorted() where known.place(of: awaited) != nil {
      wake(waitingFor: awaited)
    }
  }

  /// Looks at files that are new here, or did not read before.
  package mutating func arrive(_ ids: [ObjectID]) throws {
    if ids.count > Intake.few {
      try learn(ids)
      loose.reserveCapacity(ids.count)
    }
    let knowsObjects = index.count(.ids) > 0
    for id in ids {
      if knowsObjects, let number = try index.number(of: id) {
        if try index.object(number).isGap { try fill(id) }
        continue
      }
      try look(at: id)
    }
    if hasNewTombstonePart {
      for commit in Set(queue).union(pending.keys).sorted() { try noteTombstones(of: commit) }
    }
    if hasNewTombstone { queue += pending.keys.sorted() }
    hasNewTombstone = false
    if !waiting.isEmpty { for id in ids { wake(waitingFor: id) } }
  }

  /// Fewer files than this are read one by one.
  private static let few = 64
  /// How many files are read before what was learned is put together.
  private static let block = 4096
  /// The longest payload that is read before its type is known: that of a part of a commit.
  private static let small = Commit.maximumPartLength

  /// Reads on all cores what is new among many files, commits excepted.
  ///
  /// What does not read, or is large, is left to `look`.
  private mutating func learn(_ ids: [ObjectID]) throws {
    let new = try ids.filter { id in
      try known.place(of: id) == nil && index.number(of: id) == nil
    }
    for start in stride(from: 0, to: new.count, by: Intake.block) {
      let block = Array(new[start..<min(start + Intake.block, new.count)])
      let facts = try Parallel.map(block) { [store] id -> PackedFacts? in
        // `look` reads it once more and throws, or notes, what is wrong.
        guard let object = try? store.read(id, limit: Intake.small),
          let record = try? StoredRecord(object), record.type != .commit
        else { return nil }
        return PackedFacts(ObjectFacts(record))
      }
      for case (let id, let facts?) in zip(block, facts) { known.insert(id, facts) }
    }
  }

  /// Looks at a file of which only a gap was known, or what a tombstone says.
  ///
  /// It may still be cut. A redaction is final, so what it hides is not looked at.
  private mutating func fill(_ id: ObjectID) throws {
    if try reader.tombstone(of: id)?.kind == .redacted { return }
    switch try reader.facts(id) {
    case .success(let facts) where !facts.isStandIn: needsRebuild = true
    default: loose[id] = .unreadable
    }
  }

  private mutating func look(at id: ObjectID) throws {
    if let facts = known.facts(of: id) {
      loose[id] = LooseKind(facts.facts.type)
      if facts.hasTombstones { hasNewTombstonePart = true }
      return
    }
    let header: ObjectHeader
    do {
      header = try store.header(id)
    } catch  where error.isAbsence {
      if !error.isMissing { loose[id] = .unreadable }
      return
    }
    guard case .known(let type) = header.type else {
      loose[id] = .unknown
      return
    }
    loose[id] = LooseKind(type)
    if type == .commit {
      queue.append(id)
      try meet(commit: id)
    } else if type == .blob {
      try verifyBlob(id)
    } else {
      try keepFacts(of: id)
    }
  }

  private mutating func meet(commit id: ObjectID) throws {
    switch try reader.record(id) {
    case .failure(.missing): loose[id] = .unreadable
    case .success(.commit(let commit)):
      times[id] = commit.time
      let mayHoldTombstones =
        !commit.changes.tombstones.isEmpty
        || commit.parts.contains { known.facts(of: $0)?.hasTombstones ?? true }
      if mayHoldTombstones { try noteTombstones(of: id) }
    default: return
    }
  }

  /// A blob that is still being copied is not here yet, and its header does not tell.
  private mutating func verifyBlob(_ id: ObjectID) throws {
    do {
      _ = try store.verify(id)
      known.insert(id, ObjectFacts(facts: Facts(type: .blob)))
    } catch  where error.isAbsence {
      loose[id] = .unreadable
    }
  }

  private mutating func keepFacts(of id: ObjectID) throws {
    switch try reader.record(id) {
    case .success(let record):
      known.insert(id, ObjectFacts(record))
      if case .changes(let changes) = record, !changes.tombstones.isEmpty {
        hasNewTombstonePart = true
      }
    case .failure(.missing): loose[id] = .unreadable
    case .failure: return
    }
  }

  /// A tombstone counts as soon as its commit is here, visible or not.
  private mutating func noteTombstones(of id: ObjectID) throws {
    guard let tombstones = try reader.tombstones(in: id)?.tombstones else { return }
    var isNew = false
    for (object, tombstone) in tombstones {
      guard try !fold.delta.tombstoneCommits(of: object).contains(id) else { continue }
      isNew = true
      fold.record { $0.add(tombstoneOf: object, in: id) }
      hasTombstones = true
      if try contradicts(tombstone, object) { needsRebuild = true }
      if tombstone.type == .commit { queue.append(object) }
    }
    if isNew { hasNewTombstone = true }
  }

  /// Whether what was folded of an object is not what its tombstone says, or is what it hides.
  private func contradicts(_ tombstone: Tombstone, _ object: ObjectID) throws -> Bool {
    if tombstone.type == .commit || tombstone.type == .changes {
      return try index.commitNumber(of: object) != nil || index.number(of: object) != nil
    }
    guard let number = try index.number(of: object), let facts = tombstone.facts else {
      return false
    }
    let row = try index.object(number)
    if !row.flags.contains(.standIn) {
      if tombstone.kind == .redacted { return true }
      // What an index remembers of a lost object is not what one made anew would say.
      if try !store.contains(object) { return true }
    }
    func isSame(_ link: ObjectID?, _ number: UInt32) throws -> Bool {
      try link.flatMap { try index.number(of: $0) } ?? ObjectRow.none == number
    }
    let agrees =
      try row.kind.type == facts.type && row.content == facts.content ?? .zero
      && isSame(facts.previous, row.previous) && isSame(facts.basis, row.basis)
      && isSame(facts.creator, row.creator) && Int(row.ordinal) == facts.ordinal
      && row.sources == facts.sources.indexDigest
    return !agrees
  }

  private var reader: ObjectReader {
    let delta = fold.delta
    return ObjectReader(store: store) { id in try delta.tombstoneCommits(of: id) }
  }

  // MARK: Folding

  /// Folds what is complete: the commits in the order of another index as far as it knows them, the
  /// others by their times, so that parents mostly come before their children.
  ///
  /// The order decides what numbers things get, and not what the index says.
  package mutating func settle(inOrderOf other: Index? = nil) throws {
    try sortQueue(inOrderOf: other)
    try foldQueue(isAccepted: false)
    guard !accepted.isEmpty else { return }
    let lost = try pending.keys.filter(accepted.contains).map { id in
      (id, try reader.commit(id, lenient: true).success?.commit.time ?? .lowest)
    }
    let whole = visible.count
    for (id, _) in lost.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
      queue.append(id)
      try foldQueue(isAccepted: true)
    }
    salvaged = Array(visible[whole...])
  }

  private mutating func sortQueue(inOrderOf other: Index?) throws {
    let places = try queue.map { id in
      (try other?.commitNumber(of: id) ?? .max, times[id] ?? .lowest, id)
    }
    queue = places.sorted { $0 > $1 }.map(\.2)
  }

  private mutating func foldQueue(isAccepted: Bool) throws {
    while let id = queue.popLast() {
      guard try fold.delta.commitNumber(of: id) == nil else { continue }
      switch try examine(id, isAccepted: isAccepted && accepted.contains(id)) {
      case .visible(let loaded, let listed): try apply(loaded, listed)
      case .hidden(.waits(let missing)): wait(id, missing, .waits)
      case .hidden(.newer(let object)): wait(id, object, .newer)
      case .hidden(.invalid(let reason)):
        invalid[id] = reason
        wait(id, id, .invalid)
      }
    }
  }

  private mutating func examine(_ id: ObjectID, isAccepted: Bool) throws -> Verdict {
    let visibility = Visibility(
      fold: fold,
      source: FactSource(known: known, reader: reader, hasTombstones: hasTombstones),
      isAccepted: isAccepted
    )
    return try visibility.examine(id)
  }

  private mutating func apply(_ loaded: LoadedCommit, _ listed: ListedObjects) throws {
    try fold.apply(loaded, listed, reading: reader)
    if !hasTombstones, !loose.isEmpty { listed.forEachRead { loose[$0] = nil } }
    visible.append(loaded.id)
    pending[loaded.id] = nil
    invalid[loaded.id] = nil
    wake(waitingFor: loaded.id)
  }

  private mutating func wait(_ id: ObjectID, _ missing: ObjectID, _ reason: PendingReason) {
    pending[id] = PendingCommit(id: id, missing: missing, reason: reason)
    waiting[missing, default: []].append(id)
  }

  /// Looks again at the commits that waited for this object or commit.
  private mutating func wake(waitingFor id: ObjectID) {
    queue += waiting.removeValue(forKey: id) ?? []
  }
}

/// What is known of objects: tombstones first, then what was read before.
struct FactSource {
  let known: KnownFacts
  let reader: ObjectReader
  let hasTombstones: Bool

  /// Where among the known an object stands whose facts are those that were read; nil where they are
  /// not known, or a tombstone may stand for it.
  func place(of id: ObjectID) throws -> Int? {
    guard let place = known.place(of: id) else { return nil }
    return try !hasTombstones || reader.tombstoneCommits(id).isEmpty ? place : nil
  }

  func facts(_ id: ObjectID) throws -> Result<ObjectFacts, Absence> {
    if let place = try place(of: id) { return .success(known.facts(at: place)) }
    return try reader.facts(id)
  }
}
