extension [UInt8] {
  /// Lends the bytes to `body`, whose error keeps its type.
  func lend<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
    try span.bytes.withUnsafeBytes(body)
  }

  /// Reads the bytes as a `BlobSource`.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StoreError) -> Int {
    let rest = dropFirst(Int(clamping: offset)).prefix(buffer.count)
    buffer.copyBytes(from: rest)
    return rest.count
  }
}
