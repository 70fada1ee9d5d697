import TaglioFormat
import TaglioKit
import TaglioStore

/// What is not here and should be.
extension Evidence {
  /// A file that was listed and then vanished is not here.
  func isHere(_ id: ObjectID) -> Bool {
    inventory.contains(id) && examined.defects[id]?.name != .objectMissing
  }

  /// The commits that this copy has taken in and that no file has the name of, ascending.
  func missingCommits() throws(FormatError) -> [ObjectID] {
    try knownCommits().filter { !isHere($0) }.sorted()
  }

  /// The objects that visible commits list and that no file has the name of, ascending: as folded,
  /// and as the saved index remembers of commits that are lost now.
  func missingObjects() throws(FormatError) -> [ObjectID] {
    var ids: [ObjectID] = []
    try truth.index.forEach(.ids) { (row) throws(FormatError) in
      let id = try row.id(at: 0)
      if !isHere(id) { ids.append(id) }
    }
    if truth.isFolded {
      try saved?.forEach(.ids) { (row) throws(FormatError) in
        let id = try row.id(at: 0)
        if !isHere(id), try truth.index.number(of: id) == nil { ids.append(id) }
      }
    }
    return ids.sorted()
  }

  /// The commits that were visible here at some time.
  func knownCommits() throws(FormatError) -> Set<ObjectID> {
    var ids = accepted
    for index in [truth.index, saved].compactMap(\.self) {
      try index.forEach(.commitIDs) { (row) throws(FormatError) in ids.insert(try row.id(at: 0)) }
    }
    return ids
  }

  /// Whether the object was erased, or that cannot be ruled out.
  func mayBeErased(_ id: ObjectID) throws -> Bool {
    for index in [truth.index, saved].compactMap(\.self) {
      if try Snapshot(index: index).mayBeErased(id, reading: store) { return true }
    }
    return false
  }
}
