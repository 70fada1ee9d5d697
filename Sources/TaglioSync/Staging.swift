import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// The directory `.taglio/incoming/NAME`: what was brought from a remote and is not verified yet, and
/// what is on its way to it.
///
/// It may be deleted whenever no fetch or push is under way: it only spares bringing things twice.
/// One process at a time works in it.
struct Staging: ~Copyable {
  static let name = "incoming"

  let path: FilePath
  let store: LooseStore
  private let disk: Disk
  /// As `path`, relative to `.taglio`.
  private let place: String
  private let lock: FileLock

  /// Makes the directory, unless it is there.
  ///
  /// - Throws: `locked` where another process brings things from this remote.
  init(_ remote: RemoteName, in directory: RepositoryDirectory) throws {
    disk = directory.disk
    place = "\(Staging.name)/\(remote)"
    path = directory.path.pushing(FilePath(place))
    let objects = path.appending("objects")
    try disk.makeDirectories(objects)
    guard let lock = try FileLock.acquire(path.appending("lock"), wait: false, disk: disk) else {
      throw TaglioError(
        .locked,
        "another fetch from \(remote), or push to it, is under way",
        help: "Try again when it has ended."
      )
    }
    self.lock = lock
    store = LooseStore(disk: disk, directory: objects, durability: .none)
  }

  // MARK: Lists

  /// What the lists of the last time are kept as, to bring only what changed.
  var listsBefore: FilePath { path.appending("lists-before") }

  /// An empty directory for lists.
  func makeLists() throws -> FilePath {
    let lists = path.appending("lists")
    if try disk.status(lists) != nil {
      try disk.removeTree(listsBefore)
      try disk.rename(.path(lists), to: .path(listsBefore))
    }
    try disk.makeDirectories(listsBefore)
    try disk.makeDirectories(lists)
    return lists
  }

  /// Writes the names of object files, for `rsync`.
  ///
  /// - Parameter prefix: what stands before each name.
  func writeNames(_ ids: [ObjectID], prefix: String = "") throws -> FilePath {
    var text: [UInt8] = []
    for id in ids {
      let digits = id.description
      text += (prefix + digits.prefix(2) + "/" + digits.dropFirst(2) + "\n").utf8
    }
    return try write("names", text)
  }

  func write(_ name: String, in inside: String = "", _ bytes: [UInt8]) throws -> FilePath {
    let directory = path.pushing(FilePath(inside))
    try disk.makeDirectories(directory)
    let publisher = Publisher(disk: disk, root: directory, durability: .none)
    try publisher.replace(name: name, bytes: bytes)
    return directory.appending(name)
  }

  // MARK: Afterwards

  /// Takes what came and cannot be taken in out of the way.
  ///
  /// - Returns: where it is now, relative to `.taglio`; nil where nothing of this name came.
  func keep(_ id: ObjectID, in quarantine: Quarantine) throws -> String? {
    guard try store.contains(id) else { return nil }
    let digits = id.description
    let inside = "\(place)/objects/\(digits.prefix(2))/\(digits.dropFirst(2))"
    // What came damaged before comes damaged again: one copy of it is enough.
    if try quarantine.holds(inside) {
      try disk.removeTree(store.path(of: id))
      return nil
    }
    return try quarantine.take([inside]).first
  }

  /// Removes the objects that came: they are in their places, or will come again.
  func clear() throws {
    try disk.removeTree(path.appending("objects"))
    try disk.makeDirectories(path.appending("objects"))
  }
}
