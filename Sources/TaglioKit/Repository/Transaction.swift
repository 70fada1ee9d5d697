package import TaglioFormat
package import TaglioStore
import TaglioSystem

/// A commit in the making: objects are staged, changes collected, and then all of it becomes visible
/// or nothing.
///
/// Dropping a transaction without `commit` leaves the store as it was. It holds the writer's lock as
/// long as it lives.
package struct Transaction: ~Copyable {
  private let repository: Repository
  private let lock: WriterLock
  private let batch: any ObjectBatch
  private let staged: KnownFacts
  private var changes: [Changes] = []
  /// Changes that were written already, since they are many.
  private var parts: [ObjectID] = []
  /// Whether files are written anew of objects that commits list already.
  private var isHealing = false
  /// The state that the transaction starts from.
  package let snapshot: Snapshot

  init(_ repository: Repository) throws {
    let lock = try repository.lock()
    try repository.refresh(with: lock)
    self.repository = repository
    self.lock = lock
    snapshot = repository.snapshot
    batch = repository.objects.beginBatch()
    staged = KnownFacts(repository.books.scratch)
  }

  // MARK: Collecting

  /// Whether a visible commit lists the object, or this transaction staged it.
  package func isKnown(_ id: ObjectID) throws -> Bool {
    if staged.place(of: id) != nil { return true }
    return try snapshot.index.number(of: id) != nil
  }

  /// Adds objects to the batch, on all cores; those that are known already are left out.
  package mutating func stage(_ records: [StagedRecord]) throws {
    let new = try records.filter { try !isKnown($0.id) }
    let batch = batch
    try Parallel.forEach(new) { record in
      let id = try batch.stage(record.facts.type, record.payload)
      guard id == record.id else {
        throw TaglioError(.failed, "an object was stored under another id than it was given")
      }
    }
    for record in new { staged.insert(record.id, record.packed) }
  }

  /// Adds a blob of any size to the batch, unless it is known; its source is read twice.
  ///
  /// - Parameter heals: whether a visible commit lists it, and its file is lost or damaged: then it
  ///   comes into place with `commit`, also where nothing is changed.
  package mutating func stageBlob(
    length: UInt64,
    heals: Bool = false,
    from source: BlobSource
  ) throws -> ObjectID {
    let id = try batch.stageBlob(length: length, from: source)
    if heals { isHealing = true }
    if try !isKnown(id) { staged.insert(id, ObjectFacts(facts: Facts(type: .blob))) }
    return id
  }

  /// Writes the file of an object that a visible commit lists and whose file is lost or damaged.
  ///
  /// It comes into place with `commit`, also where nothing is changed.
  package mutating func heal(_ record: StagedRecord) throws {
    _ = try batch.stage(record.facts.type, record.payload)
    isHealing = true
  }

  /// Adds changes of one source; empty ones are left out.
  ///
  /// Many become parts of the commit at once, so that they need not be held.
  package mutating func add(_ changes: Changes) throws {
    if changes.entryCount > Commit.maximumInlineEntries {
      try stageParts(changes)
    } else if !changes.isEmpty {
      self.changes.append(changes)
    }
  }

  private mutating func stageParts(_ changes: Changes) throws {
    let facts = ObjectFacts(facts: Facts(type: .changes))
    for piece in changes.split() {
      let part = StagedRecord(type: .changes, payload: piece.canonical.bytes, facts)
      _ = try batch.stage(.changes, part.payload)
      staged.insert(part.id, part.packed)
      parts.append(part.id)
    }
  }

  package var isEmpty: Bool { changes.isEmpty && parts.isEmpty }

  // MARK: Making it visible

  /// Writes the commit and makes it visible.
  ///
  /// What the changes need and no visible commit lists must have been staged.
  ///
  /// - Returns: the id of the commit; nil where nothing is changed, and then nothing was written but
  ///   files that were lost or damaged.
  package consuming func commit(message: String) throws -> ObjectID? {
    guard !isEmpty else {
      if isHealing { try publishHealed() }
      return nil
    }
    var commit = try frame(message: message)
    if parts.isEmpty, let inline {
      commit.changes = inline
    } else {
      for changes in changes { try stageParts(changes) }
      commit.parts = parts.sorted()
    }
    try batch.publish()
    let payload = commit.payload
    let last = repository.objects.beginBatch()
    let id = try last.stage(.commit, payload)
    do {
      try last.publish()
      try repository.fold(id, staged)
    } catch {
      throw errorAfterWriting(id, error)
    }
    return id
  }

  /// What is told of a failure after which the commit may be in place: repeating the command would be
  /// wrong, and it must not look like damage of the index that a second attempt mends.
  private func errorAfterWriting(_ commit: ObjectID, _ error: any Error) -> any Error {
    guard !(error is TaglioError), (try? repository.objects.contains(commit)) == true else {
      return error
    }
    return TaglioError(
      .failed,
      "the commit \(commit.short()) is in place, and what follows from it was not all written: "
        + "\(error)",
      help: "Do not repeat the command: the next one takes the commit in. See: taglio log",
      cause: error
    )
  }

  private consuming func publishHealed() throws {
    try batch.publish()
    try repository.refresh(with: lock)
  }

  /// The commit without its changes: on top of all heads, later than all of them.
  private func frame(message: String) throws -> Commit {
    let index = snapshot.index
    let heads = try index.heads.map { try index.commit($0) }
    guard let earliest = Commit.earliest(after: heads.map(\.time)) else {
      throw TaglioError(.failed, "there is no time left after the latest commit")
    }
    let wall = CommitTime(milliseconds: repository.options.now() / 1_000_000) ?? earliest
    let isFar = earliest.milliseconds >= CommitTime.year9000
    return Commit(
      author: repository.options.author,
      changes: Changes(),
      extra: repository.options.extra,
      message: message,
      parents: heads.map(\.id).sorted(),
      time: isFar ? earliest : max(wall, earliest)
    )
  }

  /// The changes, where the commit itself can hold them: few, and of one source.
  private var inline: Changes? {
    guard changes.count == 1, changes[0].entryCount <= Commit.maximumInlineEntries,
      changes[0].split().count == 1
    else { return nil }
    return changes[0]
  }
}

/// An object that is to be written.
package struct StagedRecord: Sendable {
  package var id: ObjectID
  package var payload: [UInt8]
  package var facts: Facts
  /// What the fold takes from it.
  let packed: PackedFacts

  package init(_ record: StoredRecord, payload: [UInt8]) {
    self.init(type: record.type, payload: payload, ObjectFacts(record))
  }

  init(type: ObjectType, payload: [UInt8], _ facts: ObjectFacts) {
    id = ObjectCodec.id(type: type, payload: payload)
    self.payload = payload
    self.facts = facts.facts
    packed = PackedFacts(facts)
  }
}

extension Repository {
  /// Begins a transaction: waits for the lock and takes in what came meanwhile.
  package func transaction() throws -> Transaction {
    try Transaction(self)
  }

  /// Folds a commit that was just written.
  ///
  /// The objects are known and not read again.
  func fold(_ commit: ObjectID, _ staged: KnownFacts) throws {
    var intake = try Intake(
      index: snapshot.index,
      store: objects,
      knowing: staged,
      scratch: books.scratch
    )
    try intake.arrive(written: commit)
    try intake.settle()
    if intake.needsRebuild {
      try takeInAnew()
    } else {
      try finish(intake, save: true)
    }
    guard try snapshot.index.commitNumber(of: commit) != nil else {
      throw TaglioError(
        .failed,
        "the commit \(commit.short()) was written but does not become visible",
        help: "Run: taglio fsck"
      )
    }
  }
}
