import TaglioFormat
import TaglioStore

/// The names that stand in a store's directories of objects at one moment.
struct Inventory {
  /// Ascending.
  private(set) var ids: [ObjectID] = []
  /// Names that are no ids and temporary files, as paths relative to the directory of objects.
  private(set) var strays: [String] = []
  private(set) var temporaries: [String] = []

  init(_ store: any ObjectStore) throws(StoreError) {
    strays = try store.strays()
    for fanout in UInt8.min...UInt8.max {
      let listing = try store.list(fanout: fanout)
      ids += listing.ids
      let directory = Inventory.directory(fanout)
      strays += listing.strays.map { directory + "/" + $0 }
      temporaries += listing.temporaries.map { directory + "/" + $0 }
    }
  }

  func contains(_ id: ObjectID) -> Bool {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = low + (high - low) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id
  }

  private static func directory(_ fanout: UInt8) -> String { Hex.string([fanout]) }
}
