import SystemPackage
import TaglioFormat
import TaglioSystem

extension LooseStore {
  package func list(fanout: UInt8) throws(StoreError) -> FanoutListing {
    var listing = FanoutListing()
    var digits = Array(Hex.string([fanout]).utf8)
    do {
      try disk.forEachName(in: directory(of: fanout)) { name in
        digits.removeLast(digits.count - 2)
        digits += name
        if let id = digits.lend(ObjectID.init(hex:)) {
          listing.ids.append(id)
          return
        }
        let text = String(decoding: name, as: UTF8.self)
        if text.hasPrefix(Publisher.temporaryPrefix) {
          listing.temporaries.append(text)
        } else {
          listing.strays.append(text)
        }
      }
    } catch {
      // Something else that has the directory's name is a stray of the root.
      guard error.isNotFound || error.isWrongKind else { throw StoreError(error) }
    }
    listing.ids.sort()
    listing.temporaries.sort()
    listing.strays.sort()
    return listing
  }

  package func directoryState(fanout: UInt8) throws(StoreError) -> DirectoryState? {
    try state(.path(directory(of: fanout)))
  }

  /// By names in one open directory, since every command asks for them.
  package func directoryStates() throws(StoreError) -> [DirectoryState?] {
    let root: DirectoryHandle
    do {
      root = try disk.openDirectory(.path(directory))
    } catch {
      throw StoreError(error)
    }
    var states: [DirectoryState?] = []
    states.reserveCapacity(256)
    for fanout in UInt8.min...UInt8.max {
      states.append(try state(.entry(root, name: Hex.string(CollectionOfOne(fanout)))))
    }
    return states
  }

  private func state(_ place: Location) throws(StoreError) -> DirectoryState? {
    do {
      guard let status = try disk.status(place), status.kind == .directory else { return nil }
      return DirectoryState(
        changed: status.changed,
        modified: status.modified,
        device: status.device,
        inode: status.inode
      )
    } catch {
      throw StoreError(error)
    }
  }

  package func strays() throws(StoreError) -> [String] {
    do {
      return try disk.names(in: directory).filter { name in
        guard Self.isFanoutName(name) else { return true }
        return try disk.status(directory.appending(name))?.kind != .directory
      }
    } catch let error as SystemError {
      throw StoreError(error)
    } catch {
      throw StoreError(.system)
    }
  }

  private func directory(of fanout: UInt8) -> FilePath {
    directory.appending(Hex.string([fanout]))
  }

  private static func isFanoutName(_ name: String) -> Bool {
    name.utf8.count == 2 && ObjectID(name + String(repeating: "0", count: 62)) != nil
  }
}
