package import TaglioFormat
package import TaglioStore

extension Snapshot {
  /// The lineage that a version belongs to, as lists show it.
  package func lineageItem(of version: Version) throws -> LineageItem {
    let target = Target.object(try lineageID(version.row.lineage).id)
    return try item(version.row.lineage, removedTargets(of: target))
  }

  /// One run, as lists show it; nil where the id is not that of a run.
  package func runItem(of id: ObjectID) throws -> RunItem? {
    guard let number = try index.number(of: id), try index.object(number).kind == .run else {
      return nil
    }
    let start = try starts().first { $0.run == number }?.start
    return try runItem(number, start: (start ?? .lowest).sortKey, removedTargets(of: .object(id)))
  }

  /// The numbers of all runs and when they started; imports have the lowest time there is.
  func starts() throws(FormatError) -> [(run: UInt32, start: CommitTime)] {
    var starts: [(run: UInt32, start: CommitTime)] = []
    try index.forEach(.runs) { (row) throws(FormatError) in
      let start = CommitTime(sortKey: row.row.bigEndian(at: 0, as: UInt64.self))
      guard let start else { throw .index("a run with a time that is none") }
      starts.append((row.uint32(at: 8), start))
    }
    return starts
  }
}

extension Snapshot {
  /// Whether the object was erased, or that cannot be ruled out: its bytes are then not to be taken
  /// in again.
  ///
  /// Where a commit that has a tombstone for it does not read, it might be a redaction.
  package func mayBeErased(_ id: ObjectID, reading store: any ObjectStore) throws -> Bool {
    let reader = ObjectReader(store: store) { try index.tombstoneCommits(of: $0) }
    for commit in try index.tombstoneCommits(of: id) {
      guard let loaded = try reader.commit(commit).success else { return true }
      if loaded.changes.contains(where: { $0.tombstones[id]?.kind == .redacted }) { return true }
    }
    return false
  }
}

extension Repository {
  /// What stands in for an object that was erased or lost; nil for others.
  package func tombstone(of id: ObjectID) throws -> Tombstone? {
    try reader.tombstone(of: id)
  }
}
