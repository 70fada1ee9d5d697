package import TaglioFormat
package import TaglioSystem

/// What a store in memory keeps beside its objects.
package final class MemoryBookkeeping: Bookkeeping {
  private var saved: (index: Index, binding: IndexBinding)?
  private var acceptedCommits: [ObjectID] = []
  private weak var holder: WriterLock?
  private(set) package var refs: [RefName: RefTarget] = [:]
  private(set) package var heads: [ObjectID] = []

  package init() {}

  /// Waiting for a lock that the same thread holds would never end, so it is refused.
  package func lock(_ patience: Patience) throws -> WriterLock? {
    guard holder == nil else { return nil }
    let lock = WriterLock(nil)
    holder = lock
    return lock
  }

  package func loadIndex() throws -> SavedIndex? {
    saved.map { SavedIndex(index: $0.index, binding: $0.binding, file: nil) }
  }

  package func saveIndex(_ index: Index, adding segment: Segment?, to base: SavedIndex?) throws {
    saved = (index, try binding())
  }

  package func accepted(from position: UInt64) throws -> [ObjectID] {
    Array(acceptedCommits.dropFirst(Int(position)))
  }

  package func accept(_ commits: [ObjectID]) throws {
    acceptedCommits += commits
  }

  package func binding() throws -> IndexBinding {
    IndexBinding(device: 1, inode: 1, acceptedLength: UInt64(acceptedCommits.count), refs: 0)
  }

  package func updateRefs(_ changes: RefChanges, heads: [ObjectID]) throws {
    for (name, target) in changes.refs { refs[name] = target }
    self.heads = heads
  }

  package func replaceRefs(_ all: RefChanges, heads: [ObjectID]) throws {
    refs = all.refs.compactMapValues(\.self)
    self.heads = heads
  }

  package func refNames(_ beginning: RefName, limit: Int) throws -> [RefName] {
    let found = refs.keys.filter { $0.begins(with: beginning) }
    return Array(found.sorted().prefix(limit))
  }
}
