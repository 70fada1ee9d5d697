package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// What a store on disk keeps beside its objects, in the directory `.taglio`:
/// `lock`, `accepted/`, `index`, `refs/` and `packed-refs-…`.
package final class DiskBookkeeping: Bookkeeping {
  private let disk: Disk
  private let root: FilePath
  private let lists: AcceptedLists
  private let indexFile: IndexFile
  private let refs: RefStore
  private let derived: Publisher
  private let admit: @Sendable () throws -> Void

  /// - Parameters:
  ///   - root: the directory `.taglio`.
  ///   - admit: is called when the lock was taken; where it throws, the lock is given back.
  package init(
    disk: Disk,
    root: FilePath,
    durability: Durability,
    admit: @escaping @Sendable () throws -> Void = {}
  ) {
    self.disk = disk
    self.root = root
    self.admit = admit
    lists = AcceptedLists(disk: disk, root: root, durability: durability)
    indexFile = IndexFile(disk: disk, directory: root)
    refs = RefStore(disk: disk, root: root, durability: .none)
    derived = Publisher(disk: disk, root: root, durability: .none)
  }

  package var scratch: (any Scratch)? { DirectoryScratch(root) }

  package func lock(_ patience: Patience) throws -> WriterLock? {
    guard let lock = try takeLock(patience) else { return nil }
    try admit()
    return lock
  }

  private func takeLock(_ patience: Patience) throws(StoreError) -> WriterLock? {
    do {
      guard let lock = try FileLock.acquire(root.appending("lock"), patience, disk: disk) else {
        return nil
      }
      return WriterLock(lock)
    } catch {
      throw StoreError(writing: error)
    }
  }

  package func loadIndex() throws -> SavedIndex? {
    guard let loaded = try indexFile.load() else { return nil }
    let now = try binding()
    let saved = loaded.footer.binding
    // The list of accepted commits only grows; a shorter one is another store's.
    guard saved.device == now.device, saved.inode == now.inode,
      saved.acceptedLength <= now.acceptedLength
    else { return nil }
    return SavedIndex(index: loaded.index, binding: saved, file: loaded)
  }

  package func saveIndex(_ index: Index, adding segment: Segment?, to base: SavedIndex?) throws {
    try indexFile.save(index, adding: segment, to: base?.file, binding: binding())
  }

  package func accepted(from position: UInt64) throws -> [ObjectID] {
    let list = try lists.own()
    if position > 0, try list.size() == Int64(position) { return [] }
    let file = try list.read()
    let lines = Int(position) / AcceptedFile.lineLength
    let unreadable = file.damaged.count { $0 < Int(position) }
    return Array(file.ids.dropFirst(lines - unreadable))
  }

  package func accept(_ commits: [ObjectID]) throws {
    try lists.own().append(commits)
  }

  package func forgetPushed() throws {
    let lists = PushedLists(disk: disk, root: root)
    guard try !lists.names().isEmpty else { return }
    try lists.removeAll(within: Set(accepted(from: 0)))
  }

  package func binding() throws -> IndexBinding {
    let status = try disk.status(root.appending("objects"))
    let inode = status?.inode ?? 0
    return IndexBinding(
      device: status?.device ?? 0,
      inode: inode,
      acceptedLength: UInt64(try lists.list(inode: inode).size()),
      refs: try refs.state()
    )
  }

  package func updateRefs(_ changes: RefChanges, heads: [ObjectID]) throws {
    try refs.update(changes)
    try write(heads)
  }

  package func replaceRefs(_ all: RefChanges, heads: [ObjectID]) throws {
    for kind in RefKind.allCases {
      let lines = all.lines(kind)
      if try lines.count == 0 && refs.files(kind).isEmpty { continue }
      try refs.replaceAll(kind, by: lines)
    }
    try write(heads)
  }

  package func refNames(_ beginning: RefName, limit: Int) throws -> [RefName] {
    try refs.names(beginning, limit: limit)
  }

  /// `refs/heads`: the heads of the commit graph, a line each, ascending.
  private func write(_ heads: [ObjectID]) throws {
    try derived.replace(directory: "refs", name: "heads", bytes: AcceptedFile.encode(heads))
  }
}
