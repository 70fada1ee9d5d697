import TaglioFormat
import TaglioKit
import TaglioStore

/// Commits that were brought from a remote and are not taken in yet, read with what this copy has.
final class ArrivedCommits {
  private let own: Repository
  private let store: any ObjectStore
  /// The commits that were asked for; some may not have come.
  private let ids: [ObjectID]
  /// The commits among them whose tombstones name an object.
  private var tombstones: [ObjectID: [ObjectID]] = [:]
  private var parts: Set<ObjectID> = []
  private var reader: CommitReader

  /// - Parameters:
  ///   - store: where what was brought is.
  ///   - bring: brings files to it; those that are there already are left alone.
  init(
    _ ids: [ObjectID],
    in store: any ObjectStore,
    _ own: Repository,
    bring: ([ObjectID]) throws -> Void
  ) throws {
    self.own = own
    self.store = store
    self.ids = ids
    reader = CommitReader(own)
    try bring(ids.filter { try !reader.isErased($0) })
    while try readAgain() {
      try bring(parts.filter { try !own.holds($0) && !reader.isErased($0) })
    }
  }

  /// Reads all commits that came: a part may bring the tombstone by which another commit is read.
  ///
  /// - Returns: whether that brought parts or tombstones to light.
  private func readAgain() throws -> Bool {
    let (knownParts, knownTombstones) = (parts.count, tombstones.count)
    reader = try makeReader()
    for id in ids {
      guard case .loaded(let loaded) = try reader.commit(id, lenient: true) else { continue }
      parts.formUnion(loaded.commit.parts)
      for object in loaded.changes.flatMap(\.tombstones.keys)
      where !tombstones[object, default: []].contains(id) {
        tombstones[object, default: []].append(id)
      }
    }
    reader = try makeReader()
    return parts.count != knownParts || tombstones.count != knownTombstones
  }

  private func makeReader() throws -> CommitReader {
    let here = try (ids + parts).filter { try store.contains($0) }
    let index = own.snapshot.index
    let tombstones = tombstones
    return CommitReader(JoinedStore(own.objects, adding: here, of: store)) { id in
      try tombstones[id, default: []] + index.tombstoneCommits(of: id)
    }
  }

  // MARK: Reading

  func load(_ id: ObjectID) throws -> CommitReader.Outcome {
    try reader.commit(id, lenient: true)
  }

  func isErased(_ id: ObjectID) throws -> Bool { try reader.isErased(id) }

  func isLost(_ id: ObjectID) throws -> Bool { try reader.isLost(id) }

  /// The commits in the order of their times, so that each comes after its parents.
  func inOrder() throws -> [ObjectID] {
    try ids.map { id in
      guard case .loaded(let loaded) = try load(id) else { return (CommitTime.lowest, id) }
      return (loaded.commit.time, id)
    }.sorted { $0 < $1 }.map(\.1)
  }

  /// What the commits list and this copy lacks, without what was erased.
  func wanted() throws -> [ObjectID] {
    var seen: Set<ObjectID> = []
    var wanted: [ObjectID] = []
    for id in try inOrder() {
      guard case .loaded(let loaded) = try load(id) else { continue }
      for object in loaded.listed where seen.insert(object).inserted {
        if try !own.holds(object) && !isErased(object) { wanted.append(object) }
      }
    }
    return wanted
  }
}
