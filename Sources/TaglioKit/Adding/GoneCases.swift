import TaglioFormat
import TaglioStore

/// Finds the cases that the sources of a batch said before and do not say any more.
struct GoneCases {
  private let snapshot: Snapshot
  private let tombstones: Tombstones
  /// By source: the lineages of the records that its inputs hold.
  private var present: [ExactString: Set<LineageID>] = [:]

  init(_ snapshot: Snapshot, _ tombstones: Tombstones) {
    self.snapshot = snapshot
    self.tombstones = tombstones
  }

  /// Notes that an input of `source` holds a record of `lineage`.
  mutating func note(_ lineage: LineageID, of source: String) {
    present[ExactString(source), default: []].insert(lineage)
  }

  /// Notes that the batch has an input of `source`, which may hold no records.
  mutating func note(source: String) {
    let name = ExactString(source)
    present[name] = present[name] ?? []
  }

  /// The cases that are not removed or erased and that at least one of the sources left out, in the order in
  /// which they came.
  ///
  /// One that any input of the batch holds, or that a source outside of the batch said, is kept.
  func find() throws -> [AddReport.Gone] {
    var sources: [UInt32: ExactString] = [:]
    var lineages: Set<UInt32> = []
    for name in present.keys {
      guard let number = try snapshot.index.source(name.string) else { continue }
      sources[number] = name
      lineages.formUnion(try snapshot.index.lineages(saidBy: number))
    }
    let removed = try snapshot.removedTargets()
    let held = present.values.reduce(into: Set()) { $0.formUnion($1) }
    return try lineages.sorted().compactMap { lineage in
      let id = try snapshot.lineageID(lineage)
      guard !removed.contains(.object(id.id)),
        try !snapshot.isErased(lineage, tombstones)
      else { return nil }
      let said = try snapshot.index.said(of: lineage).map { sources[$0.source] }
      let names = said.compactMap(\.self).filter { present[$0]?.contains(id) == false }
      guard let source = names.min() else { return nil }
      return AddReport.Gone(
        item: try snapshot.item(lineage, removed),
        source: source.string,
        isKept: held.contains(id) || said.contains(nil)
      )
    }
  }
}
