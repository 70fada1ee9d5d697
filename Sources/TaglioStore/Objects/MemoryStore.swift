import Synchronization
package import TaglioFormat

/// Objects in memory, kept as the files that a loose store would write, and checked as strictly.
package final class MemoryStore: ObjectStore {
  private struct State {
    var files: [ObjectID: [UInt8]] = [:]
    /// By fan-out directory: how often names in it changed.
    var changes: [UInt8: Int64] = [:]
  }

  private let state = Mutex(State())
  let codecs = ObjectCodecs()

  package init() {}

  /// Puts any bytes under a name, as a copying tool would that writes in place; nil removes the name.
  package func setFile(_ bytes: [UInt8]?, for id: ObjectID) {
    insert([id: bytes])
  }

  package func read(_ id: ObjectID, limit: Int) throws(StoreError) -> DecodedObject {
    let file = try readFile(id, limit: ObjectCodecs.longestFile(payload: limit))
    return try codecs.decode(file, id, limit: limit)
  }

  package func header(_ id: ObjectID) throws(StoreError) -> ObjectHeader {
    try codecs.header(try readFile(id, limit: .max), id)
  }

  package func contains(_ id: ObjectID) throws(StoreError) -> Bool {
    state.withLock { $0.files[id] != nil }
  }

  package func readFile(_ id: ObjectID, limit: Int) throws(StoreError) -> [UInt8] {
    guard let file = state.withLock({ $0.files[id] }) else {
      throw StoreError(.missing, object: id)
    }
    guard file.count <= limit else { throw StoreError(.tooLarge, object: id) }
    return file
  }

  package func verify(_ id: ObjectID) throws(StoreError) -> ObjectHeader {
    try decode(try readFile(id, limit: .max), id) { _ in }
  }

  package func stream(
    _ id: ObjectID,
    to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> ObjectHeader {
    let file = try readFile(id, limit: .max)
    _ = try decode(file, id) { _ in }
    return try decode(file, id, to: consume)
  }

  package func list(fanout: UInt8) throws(StoreError) -> FanoutListing {
    FanoutListing(ids: state.withLock { $0.files.keys.filter { $0.firstByte == fanout } }.sorted())
  }

  package func directoryState(fanout: UInt8) throws(StoreError) -> DirectoryState? {
    guard let count = state.withLock({ $0.changes[fanout] }) else { return nil }
    return DirectoryState(changed: count, modified: count, device: 0, inode: UInt64(fanout))
  }

  package func strays() throws(StoreError) -> [String] { [] }

  package func beginBatch() -> any ObjectBatch {
    MemoryBatch(self)
  }

  func insert(_ files: [ObjectID: [UInt8]?]) {
    state.withLock { state in
      for (id, file) in files {
        let isNamed = state.files[id] != nil
        state.files[id] = file
        if isNamed == (file != nil) { continue }
        state.changes[id.firstByte, default: 0] += 1
      }
    }
  }

  private func decode(
    _ file: [UInt8],
    _ id: ObjectID,
    to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> ObjectHeader {
    try decodeStream(id, from: file.read(into:at:), to: consume)
  }
}

/// Objects on their way into a memory store.
private final class MemoryBatch: ObjectBatch {
  private let store: MemoryStore
  private let staged = Mutex<[ObjectID: [UInt8]]>([:])

  init(_ store: MemoryStore) {
    self.store = store
  }

  func stage(_ type: ObjectType, _ payload: UnsafeRawBufferPointer) throws(StoreError) -> ObjectID {
    let id = ObjectCodec.id(type: type, payload: payload)
    if try store.isIntact(id, payloadLength: payload.count) { return id }
    let file = try store.codecs.encode(type, payload) { (file) in [UInt8](file) }
    staged.withLock { $0[id] = file }
    return id
  }

  func stageBlob(length: UInt64, from source: BlobSource) throws(StoreError) -> ObjectID {
    let id = try blobID(length: length, source)
    if try store.isIntact(id) { return id }
    var file: [UInt8] = []
    try encodeBlob(id, length: length, from: source) { file += $0 }
    staged.withLock { [file] in $0[id] = file }
    return id
  }

  func stageFile(_ id: ObjectID, from source: BlobSource) throws(StoreError) {
    if try store.isIntact(id) { return }
    var file: [UInt8] = []
    _ = try decodeStream(
      id,
      from: { (buffer, offset) throws(StoreError) in
        let count = try source(buffer, offset)
        file += UnsafeRawBufferPointer(rebasing: buffer[..<count])
        return count
      },
      to: { _ in }
    )
    staged.withLock { [file] in $0[id] = file }
  }

  func publish() throws(StoreError) {
    store.insert(takeAll())
  }

  func discard() {
    _ = takeAll()
  }

  private func takeAll() -> [ObjectID: [UInt8]] {
    staged.withLock { staged in
      defer { staged = [:] }
      return staged
    }
  }
}
