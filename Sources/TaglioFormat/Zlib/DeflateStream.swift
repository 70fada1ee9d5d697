import CZlib

/// Compresses a stream of any length, piece by piece, in bounded memory.
///
/// After `finish` the stream stands at its beginning again and can be used for the next.
package struct DeflateStream: ~Copyable {
  private let stream = ZStream()

  package init(_ format: ZlibFormat = .zlib) throws(FormatError) {
    let code = taglio_deflateInit2(
      stream.raw,
      ZlibFormat.level,
      format.windowBits,
      ZlibFormat.memoryLevel
    )
    guard code == Z_OK else { throw FormatError(.zlibMemory, "zlib has no memory to compress") }
  }

  deinit {
    deflateEnd(stream.raw)
  }

  /// Compresses the next bytes and hands on what has come out by now, which may be nothing.
  package mutating func write(
    _ input: UnsafeRawBufferPointer,
    to output: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    var rest = input[...]
    while !rest.isEmpty {
      let offered = stream.offer(rest)
      repeat {
        _ = try stream.run({ deflate($0, Z_NO_FLUSH) }, to: output)
      } while stream.raw.pointee.avail_in > 0 || stream.raw.pointee.avail_out == 0
      rest = rest.dropFirst(offered)
    }
  }

  /// Ends the stream and hands on the rest of it.
  package mutating func finish(
    to output: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    _ = stream.offer(UnsafeRawBufferPointer(start: nil, count: 0)[...])
    while try stream.run({ deflate($0, Z_FINISH) }, to: output) != Z_STREAM_END {}
    reset()
  }

  /// Forgets what was written and begins a new stream.
  package mutating func reset() {
    deflateReset(stream.raw)
  }
}
