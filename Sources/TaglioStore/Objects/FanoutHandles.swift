import Synchronization
import SystemPackage
import TaglioFormat
import TaglioSystem

/// The open fan-out directories of a store that is being read: opening a file by its name in one
/// costs the system half of what its path does, and a link in a directory's place is refused once.
///
/// A handle may outlive its directory. Whoever does not find a file through one forgets it and
/// looks by path; what is found is verified either way.
final class FanoutHandles: Sendable {
  private let disk: Disk
  private let root: FilePath
  private let handles: Mutex<[DirectoryHandle?]>

  /// How many directories all stores of this process keep open, and may: a quarter of its files.
  private static let kept = Atomic<Int>(0)
  private static let capacity = openFileLimit / 4

  init(disk: Disk, root: FilePath) {
    self.disk = disk
    self.root = root
    handles = Mutex(Array(repeating: nil, count: 256))
  }

  deinit {
    let count = handles.withLock { $0.count { $0 != nil } }
    Self.kept.subtract(count, ordering: .relaxed)
  }

  /// The place of an object's file in an open directory; nil where it is to be found by path.
  func location(of id: ObjectID) -> Location? {
    guard let handle = handle(id.firstByte) else { return nil }
    return .entry(handle, name: id.digits(from: 2))
  }

  /// Closes a directory once nobody reads from it.
  func forget(_ fanout: UInt8) {
    let known = handles.withLock { handles in
      let known = handles[Int(fanout)]
      handles[Int(fanout)] = nil
      return known
    }
    if known != nil { Self.kept.subtract(1, ordering: .relaxed) }
  }

  private func handle(_ fanout: UInt8) -> DirectoryHandle? {
    if let known = handles.withLock({ $0[Int(fanout)] }) { return known }
    guard Self.kept.load(ordering: .relaxed) < Self.capacity else { return nil }
    let place = Location.path(root.appending(Hex.string(CollectionOfOne(fanout))))
    // What is wrong with a directory is found out, and told, by whoever then looks by path.
    guard let opened = try? disk.openDirectory(place) else { return nil }
    return handles.withLock { handles in
      if let known = handles[Int(fanout)] { return known }
      handles[Int(fanout)] = opened
      Self.kept.add(1, ordering: .relaxed)
      return opened
    }
  }
}
