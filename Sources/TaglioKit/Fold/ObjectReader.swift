package import TaglioFormat
import TaglioStore
import TaglioSystem

/// A commit as it was read: its changes and those of its parts.
package struct LoadedCommit: Sendable {
  package var id: ObjectID
  package var commit: Commit
  /// The changes in the commit itself and then those of its parts that are here.
  package var changes: [Changes]
  /// What was left out of the changes, where they are slim.
  var fields: PartFields?

  /// All objects that it lists, parts included.
  package var listed: [ObjectID] { commit.parts + changes.flatMap(\.objects) }
}

/// What reading an object gave, where it is not the object.
enum Absence: Error, Hashable {
  /// Not here, or here but cut or damaged.
  case missing
  /// A later version of taglio wrote it.
  case newer
  /// It reads, and is not what its type must be.
  case malformed(String)
}

/// Reads objects as the fold sees them: with the tombstones that stand in for them.
struct ObjectReader {
  let store: any ObjectStore
  /// The commits whose tombstones name an object.
  var tombstoneCommits: (ObjectID) throws -> [ObjectID]

  /// The largest payload of an object that is read whole.
  static let limit = StoredRecord.limits.bytes

  /// The record, verified; absence where there is none to be had.
  func record(_ id: ObjectID) throws -> Result<StoredRecord, Absence> {
    try Self.record(id, in: store)
  }

  private static func record(
    _ id: ObjectID,
    in store: any ObjectStore
  ) throws -> Result<StoredRecord, Absence> {
    let object: DecodedObject
    do {
      object = try store.read(id, limit: ObjectReader.limit)
    } catch  where error.isAbsence {
      return .failure(.missing)
    }
    guard case .known = object.type else { return .failure(.newer) }
    do {
      return .success(try StoredRecord(object))
    } catch {
      return .failure(error.code == .newer ? .newer : .malformed(error.detail))
    }
  }

  /// What the fold needs of an object: from a redaction, from the object, or from what stands in for
  /// a lost one, in this order.
  func facts(_ id: ObjectID) throws -> Result<ObjectFacts, Absence> {
    let tombstone = try tombstone(of: id)
    let standIn = tombstone?.facts.map { ObjectFacts(facts: $0, isStandIn: true) }
    if tombstone?.kind == .redacted, let standIn { return .success(standIn) }
    switch try objectFacts(id) {
    case .failure(.missing): return standIn.map { .success($0) } ?? .failure(.missing)
    case let found: return found
    }
  }

  /// What the object itself says.
  ///
  /// A blob can be of any size, and its type is all there is to know.
  private func objectFacts(_ id: ObjectID) throws -> Result<ObjectFacts, Absence> {
    do {
      if try store.header(id).type == .known(.blob) {
        _ = try store.verify(id)
        return .success(ObjectFacts(facts: Facts(type: .blob)))
      }
    } catch  where error.isAbsence {
      return .failure(.missing)
    }
    return try record(id).map { ObjectFacts($0) }
  }

  /// A commit with its parts.
  ///
  /// The absence names the object that it is of.
  ///
  /// - Parameter slim: whether the fields of many parts are left out; see `PartFields`.
  func commit(
    _ id: ObjectID,
    lenient: Bool = false,
    slim: Bool = false
  ) throws -> Result<LoadedCommit, Failure> {
    let commit: Commit
    switch try commitAlone(id) {
    case .success(let record): commit = record
    case .failure(let absence): return .failure(Failure(object: id, absence: absence))
    }
    var loaded = LoadedCommit(id: id, commit: commit, changes: [commit.changes])
    let isSlim = slim && commit.parts.count > PartFields.few
    if isSlim { loaded.fields = PartFields(commit.changes) }
    for (part, read) in zip(commit.parts, try parts(commit.parts, isSlim)) {
      switch read {
      case .success(let read):
        loaded.changes.append(read.changes)
        if let summary = read.fields { loaded.fields?.add(part, summary) }
      case .failure(.missing) where lenient: continue
      case .failure(let absence): return .failure(Failure(object: part, absence: absence))
      }
    }
    return .success(loaded)
  }

  struct Failure: Error {
    var object: ObjectID
    var absence: Absence
  }

  /// A commit without its parts.
  func commitAlone(_ id: ObjectID) throws -> Result<Commit, Absence> {
    if case .commit(let commit)? = try standIn(for: id, .redacted) { return .success(commit) }
    switch try record(id) {
    case .success(.commit(let commit)): return .success(commit)
    case .success: return .failure(.malformed("not a commit"))
    case .failure(.missing):
      if case .commit(let commit)? = try standIn(for: id, .lost) { return .success(commit) }
      return .failure(.missing)
    case .failure(let absence): return .failure(absence)
    }
  }

  /// Parts, slim or not, read on all cores where no tombstone may stand in for one.
  private func parts(_ ids: [ObjectID], _ isSlim: Bool) throws -> [Result<ReadPart, Absence>] {
    guard ids.count > 1, try ids.allSatisfy({ try tombstoneCommits($0).isEmpty }) else {
      return try ids.map { try changes($0).map { ReadPart($0, slim: isSlim) } }
    }
    return try Parallel.mapLarge(ids) { [store] in
      try Self.record($0, in: store).flatMap(\.asPart).map { ReadPart($0, slim: isSlim) }
    }
  }

  /// Calls `body` with all changes of a commit, those that were left out read again, some at a time.
  ///
  /// - Throws: `missing`, where a part can no longer be read.
  func forEachChanges(of loaded: LoadedCommit, _ body: (Changes) throws -> Void) throws {
    guard let left = loaded.fields else { return try loaded.changes.forEach(body) }
    try body(loaded.commit.changes)
    for start in stride(from: 0, to: left.parts.count, by: PartFields.few / 4) {
      let ids = Array(left.parts[start...].prefix(PartFields.few / 4))
      for (id, read) in zip(ids, try parts(ids, false)) {
        guard case .success(let part) = read else { throw StoreError(.missing, object: id) }
        try body(part.changes)
      }
    }
  }

  /// The changes in a part.
  func changes(_ id: ObjectID) throws -> Result<Changes, Absence> {
    if case .changes(let changes)? = try standIn(for: id, .redacted) { return .success(changes) }
    switch try record(id).flatMap(\.asPart) {
    case .success(let changes): return .success(changes)
    case .failure(.missing):
      if case .changes(let changes)? = try standIn(for: id, .lost) { return .success(changes) }
      return .failure(.missing)
    case .failure(let absence): return .failure(absence)
    }
  }

  private func standIn(for id: ObjectID, _ kind: Tombstone.Kind) throws -> StandIn? {
    guard let tombstone = try tombstone(of: id), tombstone.kind == kind else { return nil }
    return try StandIn(tombstone)
  }

  /// The tombstone that counts: a redaction before a loss, then the latest.
  func tombstone(of id: ObjectID) throws -> Tombstone? {
    var found: [(time: CommitTime, commit: ObjectID, tombstone: Tombstone)] = []
    for commitID in Set(try tombstoneCommits(id)) {
      guard case .success(.commit(let commit)) = try record(commitID) else { continue }
      for tombstone in try tombstones(of: id, in: commit) {
        found.append((commit.time, commitID, tombstone))
      }
    }
    found.sort { ($0.time, $0.commit) < ($1.time, $1.commit) }
    return Tombstone.counting(found.map(\.tombstone))
  }

  private func tombstones(of id: ObjectID, in commit: Commit) throws -> [Tombstone] {
    if let tombstone = commit.changes.tombstones[id] { return [tombstone] }
    return try commit.parts.compactMap { part in
      guard case .success(.changes(let changes)) = try record(part) else { return nil }
      return changes.tombstones[id]
    }
  }

  /// The tombstones that a commit and those of its parts that are here hold, and its time; nil where
  /// the commit does not read.
  func tombstones(
    in id: ObjectID
  ) throws -> (time: CommitTime, tombstones: [ObjectID: Tombstone])? {
    guard case .success(.commit(let commit)) = try record(id) else { return nil }
    var tombstones = commit.changes.tombstones
    for part in commit.parts {
      guard case .success(.changes(let changes)) = try record(part) else { continue }
      tombstones.merge(changes.tombstones) { first, _ in first }
    }
    return (commit.time, tombstones)
  }
}

extension StoredRecord {
  fileprivate var asPart: Result<Changes, Absence> {
    guard case .changes(let changes) = self else {
      return .failure(.malformed("a part that is not of the type changes"))
    }
    return .success(changes)
  }
}

extension Tombstone {
  /// What stands in for a case, an experiment, a run or a blob.
  var facts: Facts? {
    guard case .facts(let facts)? = Result(catching: { try StandIn(self) }).success else {
      return nil
    }
    return facts
  }
}

extension Result {
  var success: Success? {
    if case .success(let value) = self { value } else { nil }
  }
}
