import TaglioFormat
import TaglioStore

extension Snapshot {
  /// By the names of sources: the versions that they said last of some lineages, ascending.
  func lastSaid(ofLineages lineages: Set<UInt32>) throws -> [ExactString: [ObjectID]] {
    var names: [UInt32: ExactString] = [:]
    try index.forEach(.sourceNames) { (row) throws(FormatError) in
      let name = String(decoding: try row.heap(.sourceNames), as: UTF8.self)
      names[row.uint32(at: 16)] = ExactString(name)
    }
    var said: [ExactString: [ObjectID]] = [:]
    for lineage in lineages {
      for (source, object) in try lastSaid(ofLineage: lineage) {
        guard let name = names[source] else { continue }
        said[name, default: []].append(try index.object(object).id)
      }
    }
    return said.mapValues { $0.sorted() }
  }

  /// By the numbers of sources: the number of the version that the latest commit of each lists.
  private func lastSaid(ofLineage lineage: UInt32) throws -> [UInt32: UInt32] {
    var best: [UInt32: (stamp: Stamp, object: UInt32)] = [:]
    for entry in try index.said(of: lineage) {
      let stamp = try stamp(entry.commit)
      if let held = best[entry.source], stamp < held.stamp { continue }
      best[entry.source] = (stamp, entry.object)
    }
    return best.mapValues(\.object)
  }
}
