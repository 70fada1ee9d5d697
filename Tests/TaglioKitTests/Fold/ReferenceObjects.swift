import TaglioFormat
import TaglioStore

/// The objects of a store as they decode, and the tombstones among them: what the reference fold
/// starts from.
struct ReferenceObjects {
  private(set) var records: [ObjectID: StoredRecord] = [:]
  private var tombstones: [ObjectID: (tombstone: Tombstone, time: CommitTime, commit: ObjectID)]

  init(_ store: MemoryStore, _ cache: DecodedFiles) throws {
    tombstones = [:]
    for fanout in UInt8.min...UInt8.max {
      for id in try store.list(fanout: fanout).ids { records[id] = try cache.record(id, store) }
    }
    for (id, record) in records {
      guard case .commit(let commit) = record else { continue }
      for changes in [commit.changes] + commit.parts.compactMap(writtenChanges) {
        for (object, tombstone) in changes.tombstones {
          note(tombstone, of: object, commit.time, id)
        }
      }
    }
  }

  /// A redaction before a loss, then the latest.
  private mutating func note(
    _ tombstone: Tombstone,
    of object: ObjectID,
    _ time: CommitTime,
    _ commit: ObjectID
  ) {
    if let other = tombstones[object] {
      let isRedaction = tombstone.kind == .redacted
      let wasRedaction = other.tombstone.kind == .redacted
      if wasRedaction && !isRedaction { return }
      if wasRedaction == isRedaction && (time, commit) < (other.time, other.commit) { return }
    }
    tombstones[object] = (tombstone, time, commit)
  }

  private func writtenChanges(_ part: ObjectID) -> Changes? {
    if case .changes(let changes)? = records[part] { changes } else { nil }
  }

  var commitIDs: [ObjectID] {
    let written = records.compactMap { id, record in record.type == .commit ? id : nil }
    let replaced = tombstones.filter { $0.value.tombstone.type == .commit }.keys
    return Set(written).union(replaced).sorted()
  }

  func commit(_ id: ObjectID) throws -> Commit? {
    if case .commit(let commit)? = try standIn(id, .redacted) { return commit }
    if case .commit(let commit)? = records[id] { return commit }
    if case .commit(let commit)? = try standIn(id, .lost) { return commit }
    return nil
  }

  func changes(_ id: ObjectID) throws -> Changes? {
    if case .changes(let changes)? = try standIn(id, .redacted) { return changes }
    if let changes = writtenChanges(id) { return changes }
    if case .changes(let changes)? = try standIn(id, .lost) { return changes }
    return nil
  }

  func facts(_ id: ObjectID) throws -> Facts? {
    if case .facts(let facts)? = try standIn(id, .redacted) { return facts }
    if let record = records[id] { return Facts(record) }
    if case .facts(let facts)? = try standIn(id, .lost) { return facts }
    return nil
  }

  private func standIn(_ id: ObjectID, _ kind: Tombstone.Kind) throws -> StandIn? {
    guard let tombstone = tombstones[id]?.tombstone, tombstone.kind == kind else { return nil }
    return try StandIn(tombstone)
  }
}

/// Decoded object files, so that a test decodes each of them once.
final class DecodedFiles {
  private var decoded: [ObjectID: (file: [UInt8], record: StoredRecord?)] = [:]

  /// Nil where the file does not read, or holds what is not known.
  func record(_ id: ObjectID, _ store: MemoryStore) throws -> StoredRecord? {
    let file = try store.readFile(id, limit: .max)
    if let known = decoded[id], known.file == file { return known.record }
    let record = try? decode(id, store)
    decoded[id] = (file, record)
    return record
  }

  private func decode(_ id: ObjectID, _ store: MemoryStore) throws -> StoredRecord? {
    let object = try store.read(id, limit: 1 << 20)
    guard case .known(let type) = object.type else { return nil }
    return try Array(object.payload).withUnsafeBytes { try StoredRecord(type: type, payload: $0) }
  }
}
