package import TaglioFormat

/// Where objects are kept: a set that only grows.
///
/// Every read checks what it returns against the id. All functions may be called from several
/// threads at once. Implementations pass one conformance suite.
package protocol ObjectStore: AnyObject, Sendable {
  /// The object, verified: its digest, header and length.
  ///
  /// - Parameter limit: the most bytes of payload; more is `tooLarge`.
  /// - Throws: `missing`, `damaged`, `tooLarge` or `system`.
  func read(_ id: ObjectID, limit: Int) throws(StoreError) -> DecodedObject

  /// Type and length of the object, from the beginning of its file alone: *not* verified.
  func header(_ id: ObjectID) throws(StoreError) -> ObjectHeader

  /// Whether a file has this name, whatever is in it.
  func contains(_ id: ObjectID) throws(StoreError) -> Bool

  /// The file as it is kept, unverified: for copies and checks.
  ///
  /// - Parameter limit: the most bytes of the file; more is `tooLarge`.
  func readFile(_ id: ObjectID, limit: Int) throws(StoreError) -> [UInt8]

  /// How many bytes the file of this name has, whatever is in it; nil where there is none.
  func fileLength(_ id: ObjectID) throws(StoreError) -> Int64?

  /// Stages the file of an object in a batch of another store, as it is, verified on the way.
  func copy(_ id: ObjectID, into batch: any ObjectBatch) throws(StoreError)

  /// Hands on the file as it is kept, unverified, in pieces and in bounded memory.
  func forEachFilePiece(
    _ id: ObjectID,
    _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws

  /// Verifies an object of any size in bounded memory.
  func verify(_ id: ObjectID) throws(StoreError) -> ObjectHeader

  /// Verifies an object of any size, then hands on its payload in pieces, in bounded memory.
  ///
  /// Nothing of an object that is damaged is handed on. `consume` ends the reading by throwing.
  func stream(
    _ id: ObjectID,
    to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> ObjectHeader

  /// What is in one fan-out directory. A directory that is missing is empty.
  func list(fanout: UInt8) throws(StoreError) -> FanoutListing

  /// Changes whenever names in a fan-out directory change; nil while there is no such directory.
  func directoryState(fanout: UInt8) throws(StoreError) -> DirectoryState?

  /// The states of all 256 fan-out directories, in their order.
  func directoryStates() throws(StoreError) -> [DirectoryState?]

  /// Names beside the fan-out directories that are none, sorted: left by other tools.
  func strays() throws(StoreError) -> [String]

  /// Begins to add objects. Nothing of it is seen before it is published.
  func beginBatch() -> any ObjectBatch
}

/// Objects that are added together.
///
/// `stage` may be called from several threads at once. A batch that is dropped unpublished leaves
/// nothing.
package protocol ObjectBatch: AnyObject, Sendable {
  /// Adds an object.
  ///
  /// Where a file of its name exists, that file is checked: a good one is kept, a damaged one is
  /// replaced when the batch is published.
  func stage(_ type: ObjectType, _ payload: UnsafeRawBufferPointer) throws(StoreError) -> ObjectID

  /// Adds a blob of any size, in bounded memory. The source is read twice: to name the blob, and to
  /// write it.
  ///
  /// - Throws: `sourceChanged` unless both readings give the same `length` bytes.
  func stageBlob(length: UInt64, from source: BlobSource) throws(StoreError) -> ObjectID

  /// Adds an object by its file as another store keeps it, whatever its type and size, in bounded
  /// memory. The bytes are verified while they are copied, and only a good file is staged.
  ///
  /// - Throws: `damaged` where `source` holds another file than that of `id`; the batch can then
  ///   only be discarded.
  func stageFile(_ id: ObjectID, from source: BlobSource) throws(StoreError)

  /// Makes everything staged visible, durably where the store is. After an error some of it may be
  /// visible.
  func publish() throws(StoreError)

  /// Gives everything staged up.
  func discard()
}

/// Something that can be read more than once: fills a buffer with its bytes from an offset on.
///
/// Returns how many bytes it filled; less than there is room only at the end.
package typealias BlobSource = (
  _ buffer: UnsafeMutableRawBufferPointer,
  _ offset: UInt64
) throws(StoreError) -> Int

/// The names in one fan-out directory.
package struct FanoutListing: Hashable, Sendable {
  /// Sorted.
  package var ids: [ObjectID] = []
  /// Names that are no ids, sorted.
  package var strays: [String] = []
  /// Files not yet published, or left by a crash, sorted.
  package var temporaries: [String] = []

  package init(ids: [ObjectID] = [], strays: [String] = [], temporaries: [String] = []) {
    self.ids = ids
    self.strays = strays
    self.temporaries = temporaries
  }
}

/// The state of a directory, to notice that something in it changed: equal states, taken at some
/// distance from the last change, mean equal names.
package struct DirectoryState: Hashable, Sendable {
  /// Nanoseconds since 1970.
  package var changed: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64
  package var device: UInt64
  package var inode: UInt64

  package init(changed: Int64, modified: Int64, device: UInt64, inode: UInt64) {
    self.changed = changed
    self.modified = modified
    self.device = device
    self.inode = inode
  }
}

extension ObjectStore {
  package func directoryStates() throws(StoreError) -> [DirectoryState?] {
    var states: [DirectoryState?] = []
    for fanout in UInt8.min...UInt8.max { states.append(try directoryState(fanout: fanout)) }
    return states
  }

  package func fileLength(_ id: ObjectID) throws(StoreError) -> Int64? {
    try contains(id) ? Int64(readFile(id, limit: .max).count) : nil
  }

  package func forEachFilePiece(
    _ id: ObjectID,
    _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try readFile(id, limit: .max).withUnsafeBytes(body)
  }

  package func copy(_ id: ObjectID, into batch: any ObjectBatch) throws(StoreError) {
    try batch.stageFile(id, from: readFile(id, limit: .max).read(into:at:))
  }
}

extension ObjectBatch {
  /// Adds an object.
  package func stage(_ type: ObjectType, _ payload: [UInt8]) throws(StoreError) -> ObjectID {
    try payload.lend { (bytes) throws(StoreError) in try stage(type, bytes) }
  }
}
