/// Expands whole streams that are in memory; one inflate stream, made once, serves them all.
package struct Inflater: ~Copyable {
  private var stream: InflateStream

  package init(_ format: ZlibFormat = .zlib) throws(FormatError) {
    stream = try InflateStream(format)
  }

  /// Appends to `output` what the stream in `bytes` holds.
  ///
  /// The stream must be whole, with nothing after it. More than `limit` bytes of contents are
  /// refused as soon as they appear.
  package mutating func inflate(
    _ bytes: UnsafeRawBufferPointer,
    limit: Int,
    into output: inout [UInt8]
  ) throws(FormatError) {
    stream.reset()
    var left = limit
    try stream.write(bytes) { (piece) throws(FormatError) in
      guard piece.count <= left else {
        throw FormatError(.zlibTooLarge, "the stream holds more than \(limit) bytes")
      }
      left -= piece.count
      output.append(contentsOf: piece)
    }
    try stream.finish()
  }

  /// Appends the first bytes that the stream holds, at most `limit`, verifying nothing.
  package mutating func inflatePrefix(
    _ bytes: UnsafeRawBufferPointer,
    upTo limit: Int,
    into output: inout [UInt8]
  ) throws(FormatError) {
    stream.reset()
    try stream.writePrefix(bytes, upTo: limit) { (piece) throws(FormatError) in
      output.append(contentsOf: piece)
    }
  }
}
