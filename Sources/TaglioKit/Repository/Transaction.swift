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
  private var staged: [ObjectID: ObjectFacts] = [:]
  private var changes: [Changes] = []
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
  }

  // MARK: Collecting

  /// Whether a visible commit lists the object, or this transaction staged it.
  package func isKnown(_ id: ObjectID) throws -> Bool {
    if staged[id] != nil { return true }
    return try snapshot.index.number(of: id) != nil
  }

  /// Adds objects to the batch, on all cores; those that are known already are left out.
  package mutating func stage(_ records: [StagedRecord]) throws {
    let new = try records.filter { try !isKnown($0.id) }
    let batch = batch
    try Parallel.forEach(new) { record in
      let id = try batch.stage(record.facts.facts.type, record.payload)
      guard id == record.id else {
        throw TaglioError(.failed, "an object was stored under another id than it was given")
      }
    }
    for record in new { staged[record.id] = record.facts }
  }

  /// Adds a blob of any size to the batch, unless it is known; its source is read twice.
  package mutating func stageBlob(length: UInt64, from source: BlobSource) throws -> ObjectID {
    let id = try batch.stageBlob(length: length, from: source)
    if try !isKnown(id) { staged[id] = ObjectFacts(facts: Facts(type: .blob)) }
    return id
  }

  /// Writes the file of an object that a visible commit lists and whose file is lost or damaged.
  ///
  /// It comes into place with `commit`, also where nothing is changed.
  package mutating func heal(_ record: StagedRecord) throws {
    _ = try batch.stage(record.facts.facts.type, record.payload)
    isHealing = true
  }

  /// Adds changes, those of one source together; empty ones are left out.
  package mutating func add(_ changes: Changes) {
    if !changes.isEmpty { self.changes.append(changes) }
  }

  package var isEmpty: Bool { changes.isEmpty }

  // MARK: Making it visible

  /// Writes the commit and makes it visible.
  ///
  /// What the changes need and no visible commit lists must have been staged.
  ///
  /// - Returns: the id of the commit; nil where nothing is changed, and then nothing was written but
  ///   files that were lost or damaged.
  package consuming func commit(message: String) throws -> ObjectID? {
    guard !changes.isEmpty else {
      if isHealing { try publishHealed() }
      return nil
    }
    var commit = try frame(message: message)
    for part in try parts(of: &commit) {
      _ = try batch.stage(.changes, part.payload)
      staged[part.id] = part.facts
    }
    commit.parts.sort()
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

  /// Puts few changes of one source into the commit itself, and others into parts.
  private func parts(of commit: inout Commit) throws -> [StagedRecord] {
    let entries = changes.reduce(0) { $0 + $1.entryCount }
    let pieces = changes.flatMap { $0.split() }
    if pieces.count == 1, entries <= Commit.maximumInlineEntries {
      commit.changes = changes[0]
      return []
    }
    let facts = ObjectFacts(facts: Facts(type: .changes))
    let parts = pieces.map { part in
      StagedRecord(type: .changes, payload: part.canonical.bytes, facts)
    }
    commit.parts = parts.map(\.id)
    return parts
  }
}

/// An object that is to be written.
package struct StagedRecord: Sendable {
  package var id: ObjectID
  package var payload: [UInt8]
  package var facts: ObjectFacts

  package init(_ record: StoredRecord, payload: [UInt8]) {
    self.init(type: record.type, payload: payload, ObjectFacts(record))
  }

  init(type: ObjectType, payload: [UInt8], _ facts: ObjectFacts) {
    id = ObjectCodec.id(type: type, payload: payload)
    self.payload = payload
    self.facts = facts
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
  func fold(_ commit: ObjectID, _ staged: [ObjectID: ObjectFacts]) throws {
    var intake = try Intake(index: snapshot.index, store: objects)
    for (id, facts) in staged { intake.know(id, facts) }
    try intake.arrive(Array(staged.keys) + [commit])
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
