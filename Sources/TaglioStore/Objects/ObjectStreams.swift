import TaglioFormat

/// Reads an object's file from `source` and checks it, handing on the payload as it comes.
///
/// What `consume` gets is not verified before this returns.
func decodeStream(
  _ id: ObjectID,
  from source: BlobSource,
  to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
) throws(StoreError) -> ObjectHeader {
  let relay = Relay(id)
  let decoder = try relay.run { () throws(FormatError) in try ObjectStreamDecoder(expecting: id) }
  try forEachPiece(of: source) { (piece) throws(StoreError) in
    try relay.run { () throws(FormatError) in
      try decoder.write(piece) { (payload) throws(FormatError) in
        try relay.pass { () throws(StoreError) in try consume(payload) }
      }
    }
  }
  do {
    return try decoder.finish()
  } catch {
    throw StoreError(error, object: id)
  }
}

/// The id that the contents of an object's file hash to, whatever its name says.
///
/// - Throws: `damaged` where the file is not one whole stream.
func contentID(ofFileOf id: ObjectID, from source: BlobSource) throws(StoreError) -> ObjectID {
  let relay = Relay(id)
  var hasher = BLAKE2b()
  var stream = try relay.run { () throws(FormatError) in try InflateStream() }
  try forEachPiece(of: source) { (piece) throws(StoreError) in
    try relay.run { () throws(FormatError) in
      try stream.write(piece) { (bytes) throws(FormatError) in hasher.update(bytes) }
    }
  }
  try relay.run { () throws(FormatError) in try stream.finish() }
  return hasher.finalizeID()
}

/// The id of the blob that `source` holds.
///
/// - Throws: `sourceChanged` unless it holds `length` bytes.
func blobID(length: UInt64, _ source: BlobSource) throws(StoreError) -> ObjectID {
  var hasher = BLAKE2b()
  hasher.update(blobHeader(length))
  var count: UInt64 = 0
  try forEachPiece(of: source) { (piece) throws(StoreError) in
    hasher.update(piece)
    count += UInt64(piece.count)
  }
  guard count == length else { throw StoreError(.sourceChanged) }
  return hasher.finalizeID()
}

/// Compresses the blob that `source` holds into a file, handed on piece by piece.
///
/// - Throws: `sourceChanged` where it is not the blob named `id` any more.
func encodeBlob(
  _ id: ObjectID,
  length: UInt64,
  from source: BlobSource,
  to write: (UnsafeRawBufferPointer) throws(StoreError) -> Void
) throws(StoreError) {
  let relay = Relay(id)
  var hasher = BLAKE2b()
  var deflater = try relay.run { () throws(FormatError) in try DeflateStream() }
  func compress(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    hasher.update(bytes)
    try relay.run { () throws(FormatError) in
      try deflater.write(bytes) { (file) throws(FormatError) in
        try relay.pass { () throws(StoreError) in try write(file) }
      }
    }
  }
  try blobHeader(length).lend(compress)
  try forEachPiece(of: source, compress)
  try relay.run { () throws(FormatError) in
    try deflater.finish { (file) throws(FormatError) in
      try relay.pass { () throws(StoreError) in try write(file) }
    }
  }
  guard hasher.finalizeID() == id else { throw StoreError(.sourceChanged, object: id) }
}

private func forEachPiece(
  of source: BlobSource,
  _ consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
) throws(StoreError) {
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  defer { buffer.deallocate() }
  var offset: UInt64 = 0
  while true {
    let count = try source(buffer, offset)
    try consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    guard count == buffer.count else { return }
    offset += UInt64(count)
  }
}

private func blobHeader(_ length: UInt64) -> [UInt8] {
  var bytes: [UInt8] = []
  ObjectHeader(type: .known(.blob), payloadLength: length).appendBytes(to: &bytes)
  return bytes
}

/// Carries an error of the store out through a codec, whose callbacks know errors of format only.
private final class Relay {
  private let id: ObjectID
  private var failure: StoreError?

  init(_ id: ObjectID) {
    self.id = id
  }

  /// Inside a codec's callback.
  func pass(_ body: () throws(StoreError) -> Void) throws(FormatError) {
    do {
      try body()
    } catch {
      failure = error
      throw FormatError(.stopped, "the consumer wants no more")
    }
  }

  /// Around a call of the codec.
  func run<R: ~Copyable>(_ body: () throws(FormatError) -> R) throws(StoreError) -> R {
    do {
      return try body()
    } catch {
      throw failure ?? StoreError(error, object: id)
    }
  }
}
