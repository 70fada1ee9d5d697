package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// What a store on disk keeps beside its objects, in the directory `.taglio`:
/// `lock`, `accepted`, `index`, `refs/` and `packed-refs-…`.
package final class DiskBookkeeping: Bookkeeping {
  private let disk: Disk
  private let root: FilePath
  private let acceptedLog: AcceptedLog
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
    acceptedLog = AcceptedLog(
      disk: disk,
      path: root.appending("accepted"),
      durability: durability
    )
    indexFile = IndexFile(disk: disk, directory: root)
    refs = RefStore(disk: disk, root: root, durability: .none)
    derived = Publisher(disk: disk, root: root, durability: .none)
  }

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
    if position > 0, try acceptedLog.size() == Int64(position) { return [] }
    let file = try acceptedLog.read()
    let lines = Int(position) / AcceptedFile.lineLength
    let unreadable = file.damaged.count { $0 < Int(position) }
    return Array(file.ids.dropFirst(lines - unreadable))
  }

  package func accept(_ commits: [ObjectID]) throws {
    try acceptedLog.append(commits)
  }

  package func binding() throws -> IndexBinding {
    let status = try disk.status(root.appending("objects"))
    return IndexBinding(
      device: status?.device ?? 0,
      inode: status?.inode ?? 0,
      acceptedLength: UInt64(try acceptedLog.size())
    )
  }

  package func updateRefs(_ changes: [RefName: RefTarget?], heads: [ObjectID]) throws {
    try refs.update(changes)
    try write(heads)
  }

  package func replaceRefs(_ all: [RefName: RefTarget], heads: [ObjectID]) throws {
    for kind in RefKind.allCases {
      let ofKind = all.filter { $0.key.kind == kind }
      if try ofKind.isEmpty && refs.files(kind).isEmpty { continue }
      try refs.replaceAll(kind, by: ofKind)
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
