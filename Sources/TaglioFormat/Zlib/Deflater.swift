/// Compresses objects that are in memory; one deflate stream, made once, serves them all.
package struct Deflater: ~Copyable {
  private var stream: DeflateStream

  package init(_ format: ZlibFormat = .zlib) throws(FormatError) {
    stream = try DeflateStream(format)
  }

  /// Appends to `output` one whole stream of `header` followed by `payload`.
  package mutating func compress(
    header: [UInt8] = [],
    payload: UnsafeRawBufferPointer,
    into output: inout [UInt8]
  ) throws(FormatError) {
    stream.reset()
    try write(header, into: &output)
    try stream.write(payload) { (piece) throws(FormatError) in
      output.append(contentsOf: piece)
    }
    try stream.finish { (piece) throws(FormatError) in
      output.append(contentsOf: piece)
    }
  }

  private mutating func write(
    _ bytes: [UInt8],
    into output: inout [UInt8]
  ) throws(FormatError) {
    let done = bytes.withUnsafeBytes { bytes in
      Result { () throws(FormatError) in
        try stream.write(bytes) { (piece) throws(FormatError) in
          output.append(contentsOf: piece)
        }
      }
    }
    try done.get()
  }
}
