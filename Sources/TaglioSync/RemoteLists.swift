import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// What the lists of a remote say: which commits are there with all that they list.
struct RemoteLists {
  /// Whether there is a directory `.taglio`.
  let hasStore: Bool
  /// The commits that copies accepted there, and those that were pushed there.
  let commits: Set<ObjectID>

  /// The most bytes of a list that is read.
  private static let largest = 1 << 30

  /// - Parameter path: a directory with the `.taglio` that was brought.
  /// - Throws: `newer` where a later taglio made the store.
  init(in path: FilePath, disk: Disk) throws {
    let store = RepositoryDirectory(path: path.appending(RepositoryDirectory.name), disk: disk)
    hasStore = try disk.status(store.path)?.kind == .directory
    try store.checkFormat()
    let accepted = store.path.appending("accepted")
    var commits = try PushedLists(disk: disk, root: store.path).commits()
    switch try disk.status(accepted)?.kind {
    case .file: try commits.formUnion(RemoteLists.read(accepted, disk))
    case .directory:
      for name in try disk.names(in: accepted) {
        try commits.formUnion(RemoteLists.read(accepted.appending(name), disk))
      }
    default: break
    }
    self.commits = commits
  }

  /// Lines that hold no id say nothing.
  private static func read(_ path: FilePath, _ disk: Disk) throws -> [ObjectID] {
    let bytes = try disk.read(path, .store, limit: largest)
    return bytes.withUnsafeBytes { AcceptedFile(decoding: $0) }.ids
  }
}
