import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// What the lists of a remote say: which commits are there with all that they list.
struct RemoteLists {
  /// Whether there is a directory `.taglio`.
  let hasStore: Bool
  /// The commits that are there: pushed, or on every list of accepted ones.
  ///
  /// Nobody here knows which list is that of the copy itself; what all lists name is on it.
  private(set) var commits: Set<ObjectID>
  /// Those that only some lists name: they may be there.
  private(set) var claimed: Set<ObjectID> = []

  /// - Parameter path: a directory with the `.taglio` that was brought.
  /// - Throws: `newer` where a later taglio made the store.
  init(in path: FilePath, disk: Disk) throws {
    let store = RepositoryDirectory(path: path.appending(RepositoryDirectory.name), disk: disk)
    hasStore = try disk.status(store.path)?.kind == .directory
    try store.checkFormat()
    commits = try PushedLists(disk: disk, root: store.path).commits()
    let lists = AcceptedLists(disk: disk, root: store.path, durability: .none)
    let accepted = try lists.others().map { Set(try $0.read().ids) }
    guard let first = accepted.first else { return }
    commits.formUnion(accepted.dropFirst().reduce(first) { $0.intersection($1) })
    for list in accepted { claimed.formUnion(list) }
    claimed.subtract(commits)
  }
}
