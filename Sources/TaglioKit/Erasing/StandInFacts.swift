import TaglioFormat
import TaglioStore

/// Finds what a tombstone must say of an object: from the object, from a tombstone that is there
/// already, else from what the index remembers of it.
struct StandInFacts {
  let snapshot: Snapshot
  let reader: ObjectReader
  private let indexed: IndexedFacts

  init(_ repository: Repository, _ snapshot: Snapshot) throws {
    self.snapshot = snapshot
    reader = repository.reader
    indexed = try IndexedFacts(snapshot, reader, nil)
  }

  /// Nil where nobody knows enough: the index was made anew after the object was lost, or the order
  /// of the cases that it was joined from is known to nobody.
  ///
  /// What the index does not keep, the blobs that a case links, is left out.
  func facts(of id: ObjectID) throws -> Facts? {
    if let facts = try reader.facts(id).success?.facts, facts.type != .changes { return facts }
    guard let number = try snapshot.index.number(of: id) else { return nil }
    let row = try snapshot.index.object(number)
    guard row.kind != .missing, row.kind != .changes,
      var facts = try indexed.facts(of: id)?.facts
    else { return nil }
    if facts.sources.indexDigest != row.sources {
      guard let sources = try sources(of: number, row) else { return nil }
      facts.sources = sources
    }
    return facts
  }

  /// The sources of a case are those of all versions of its lineage.
  private func sources(of number: UInt32, _ row: ObjectRow) throws -> [ObjectID]? {
    for version in try snapshot.versions(ofLineage: row.lineage) where version.number != number {
      guard let facts = try reader.facts(version.id).success?.facts else { continue }
      if facts.sources.indexDigest == row.sources { return facts.sources }
    }
    var joined: [ObjectID] = []
    try snapshot.index.forEach(.joined) { (found) throws(FormatError) in
      guard found.uint32(at: 4) == number else { return }
      joined.append(try snapshot.index.object(found.uint32(at: 0)).id)
    }
    return joined.indexDigest == row.sources ? joined : nil
  }
}
