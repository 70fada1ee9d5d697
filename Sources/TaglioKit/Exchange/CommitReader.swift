package import TaglioFormat
package import TaglioStore

/// Reads commits of a store that may not be this copy's, with the tombstones that are known of them.
package final class CommitReader {
  /// What reading a commit came to.
  package enum Outcome {
    case loaded(LoadedCommit)
    /// The object that is not here or is damaged: the commit itself or one of its parts.
    case lacks(ObjectID)
    /// A later version of taglio wrote it.
    case newer
    case malformed(String)
  }

  private let reader: ObjectReader
  private var erasures: [ObjectID: Set<ObjectID>] = [:]

  /// - Parameter tombstoneCommits: the commits in the store whose tombstones name an object, visible
  ///   or not.
  package init(
    _ store: any ObjectStore,
    tombstoneCommits: @escaping (ObjectID) throws -> [ObjectID]
  ) {
    reader = ObjectReader(store: store, tombstoneCommits: tombstoneCommits)
  }

  /// Reads the commits of a repository.
  package convenience init(_ repository: Repository) {
    let index = repository.snapshot.index
    self.init(repository.objects) { try index.tombstoneCommits(of: $0) }
  }

  /// A commit with its parts.
  ///
  /// - Parameter lenient: take a commit whose parts are not all here for what the others say.
  package func commit(_ id: ObjectID, lenient: Bool = false) throws -> Outcome {
    switch try reader.commit(id, lenient: lenient) {
    case .success(let loaded): return .loaded(loaded)
    case .failure(let failure):
      switch failure.absence {
      case .missing: return .lacks(failure.object)
      case .newer: return .newer
      case .malformed(let detail): return .malformed(detail)
      }
    }
  }

  /// Whether a redaction names the object, in a commit that is visible or pending: then nobody sends
  /// it and nobody takes it in.
  package func isErased(_ id: ObjectID) throws -> Bool {
    try reader.tombstoneCommits(id).contains { try erased(by: $0).contains(id) }
  }

  /// Whether a tombstone says that no copy has the object's bytes.
  package func isLost(_ id: ObjectID) throws -> Bool {
    try reader.tombstone(of: id)?.kind == .lost
  }

  /// What the redactions of a commit name, and those of the parts of it that are here.
  package func erased(by commit: ObjectID) throws -> Set<ObjectID> {
    if let known = erasures[commit] { return known }
    var erased: Set<ObjectID> = []
    if case .success(let loaded) = try reader.commit(commit, lenient: true) {
      for changes in loaded.changes {
        for (id, tombstone) in changes.tombstones where tombstone.kind == .redacted {
          erased.insert(id)
        }
      }
    }
    erasures[commit] = erased
    return erased
  }
}
