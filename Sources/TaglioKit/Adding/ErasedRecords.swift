import TaglioFormat
import TaglioStore

/// Tells which records of a source say what was erased for good, so that they are not taken in again.
struct ErasedRecords {
  private let tombstones: Tombstones
  private let snapshot: Snapshot
  /// What erased versions without a key said, that the source had brought in.
  private var contents: Set<ObjectID> = []

  /// - Parameter source: the number of the source, nil where it never said anything.
  init(_ tombstones: Tombstones, _ snapshot: Snapshot, source: UInt32?) throws {
    self.tombstones = tombstones
    self.snapshot = snapshot
    guard !tombstones.requests.isEmpty, let source else { return }
    for lineage in try snapshot.index.lineages(saidBy: source) {
      guard try !snapshot.index.object(lineage).flags.contains(.keyed) else { continue }
      contents.formUnion(try erased(lineage).map(\.row.content))
    }
  }

  private func erased(_ lineage: UInt32) throws -> [Version] {
    guard !tombstones.requests.isEmpty else { return [] }
    return try snapshot.versions(ofLineage: lineage).filter { tombstones.isErased($0.id) }
  }

  /// Whether all versions of a lineage were erased.
  func isWhole(_ lineage: UInt32) throws -> Bool {
    try snapshot.isErased(lineage, tombstones)
  }

  /// Whether an erased version of a lineage had this content.
  func says(_ content: ObjectID, _ lineage: UInt32) throws -> Bool {
    try erased(lineage).contains { $0.row.content == content }
  }

  /// Whether an erased version without a key, that the source had brought in, had this content.
  func saysWithoutKey(_ content: ObjectID) -> Bool { contents.contains(content) }

  /// What a tombstone says of a version that was erased or lost; nil for others.
  func facts(of id: ObjectID) -> Facts? { tombstones.held[id]?.facts }
}

extension Snapshot {
  /// Whether all versions of a lineage were erased.
  func isErased(_ lineage: UInt32, _ tombstones: Tombstones) throws -> Bool {
    guard !tombstones.requests.isEmpty else { return false }
    return try versions(ofLineage: lineage).allSatisfy { tombstones.isErased($0.id) }
  }
}
