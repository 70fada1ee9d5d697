import Synchronization
import TaglioFormat
import TaglioStore

/// A store on a medium that does not give one object back.
final class FailingStore: ObjectStore {
  private let store = MemoryStore()
  private let failing = Mutex<ObjectID?>(nil)

  func fail(_ id: ObjectID) { failing.withLock { $0 = id } }

  private func reach(_ id: ObjectID) throws(StoreError) {
    if failing.withLock({ $0 == id }) { throw StoreError(.system, object: id) }
  }

  func read(_ id: ObjectID, limit: Int) throws(StoreError) -> DecodedObject {
    try reach(id)
    return try store.read(id, limit: limit)
  }

  func header(_ id: ObjectID) throws(StoreError) -> ObjectHeader {
    try reach(id)
    return try store.header(id)
  }

  func contains(_ id: ObjectID) throws(StoreError) -> Bool { try store.contains(id) }

  func readFile(_ id: ObjectID, limit: Int) throws(StoreError) -> [UInt8] {
    try reach(id)
    return try store.readFile(id, limit: limit)
  }

  func verify(_ id: ObjectID) throws(StoreError) -> ObjectHeader {
    try reach(id)
    return try store.verify(id)
  }

  func stream(
    _ id: ObjectID,
    to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> ObjectHeader {
    try reach(id)
    return try store.stream(id, to: consume)
  }

  func list(fanout: UInt8) throws(StoreError) -> FanoutListing { try store.list(fanout: fanout) }

  func directoryState(fanout: UInt8) throws(StoreError) -> DirectoryState? {
    try store.directoryState(fanout: fanout)
  }

  func strays() throws(StoreError) -> [String] { try store.strays() }

  func beginBatch() -> any ObjectBatch { store.beginBatch() }
}
