package import TaglioFormat
package import TaglioStore

/// A store and a few objects of another one, for looking at what would be here if they were.
///
/// It is only read: what is added goes to the first store.
package final class JoinedStore: ObjectStore {
  private let own: any ObjectStore
  private let other: any ObjectStore
  private let added: Set<ObjectID>

  package init(_ own: any ObjectStore, adding ids: [ObjectID], of other: any ObjectStore) {
    self.own = own
    self.other = other
    added = Set(ids)
  }

  private func store(of id: ObjectID) -> any ObjectStore { added.contains(id) ? other : own }

  package func read(_ id: ObjectID, limit: Int) throws(StoreError) -> DecodedObject {
    try store(of: id).read(id, limit: limit)
  }

  package func header(_ id: ObjectID) throws(StoreError) -> ObjectHeader {
    try store(of: id).header(id)
  }

  package func contains(_ id: ObjectID) throws(StoreError) -> Bool {
    try store(of: id).contains(id)
  }

  package func readFile(_ id: ObjectID, limit: Int) throws(StoreError) -> [UInt8] {
    try store(of: id).readFile(id, limit: limit)
  }

  package func verify(_ id: ObjectID) throws(StoreError) -> ObjectHeader {
    try store(of: id).verify(id)
  }

  package func stream(
    _ id: ObjectID,
    to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> ObjectHeader {
    try store(of: id).stream(id, to: consume)
  }

  package func list(fanout: UInt8) throws(StoreError) -> FanoutListing {
    try own.list(fanout: fanout)
  }

  package func directoryState(fanout: UInt8) throws(StoreError) -> DirectoryState? {
    try own.directoryState(fanout: fanout)
  }

  package func directoryStates() throws(StoreError) -> [DirectoryState?] {
    try own.directoryStates()
  }

  package func strays() throws(StoreError) -> [String] { try own.strays() }

  package func beginBatch() -> any ObjectBatch { own.beginBatch() }
}
