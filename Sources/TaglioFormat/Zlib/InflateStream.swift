import CZlib

/// Expands a stream of any length, piece by piece, in bounded memory.
///
/// Feed every piece to `write`, then call `finish`: only that tells a whole stream from one that
/// was cut. What is handed on before `finish` succeeds is not verified.
package struct InflateStream: ~Copyable {
  private enum Progress {
    case beginning, inside, complete
  }

  private let stream = ZStream()
  private let format: ZlibFormat
  private var progress = Progress.beginning

  package init(_ format: ZlibFormat = .zlib) throws(FormatError) {
    self.format = format
    guard taglio_inflateInit2(stream.raw, format.windowBits) == Z_OK else {
      throw FormatError(.zlibMemory, "zlib has no memory to expand")
    }
  }

  deinit {
    inflateEnd(stream.raw)
  }

  /// Expands the next bytes and hands on what comes out, in pieces of at most 64 KiB.
  package mutating func write(
    _ input: UnsafeRawBufferPointer,
    to output: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    var rest = input[...]
    while !rest.isEmpty {
      try beginMember()
      let offered = stream.offer(rest)
      repeat {
        try step(room: ZStream.outputLength, to: output)
      } while progress != .complete && hasMore
      rest = rest.dropFirst(offered - Int(stream.raw.pointee.avail_in))
    }
  }

  /// Demands that a whole stream was written and nothing after it; then begins anew.
  package mutating func finish() throws(FormatError) {
    defer { reset() }
    guard progress == .complete else {
      throw FormatError(.zlibTruncated, "the compressed stream is cut short")
    }
  }

  /// Forgets what was written and expects a new stream.
  package mutating func reset() {
    inflateReset(stream.raw)
    progress = .beginning
  }

  /// Expands the beginning of a stream: at most `limit` bytes, unverified.
  mutating func writePrefix(
    _ input: UnsafeRawBufferPointer,
    upTo limit: Int,
    to output: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    defer { reset() }
    _ = stream.offer(input[...])
    var left = limit
    while progress != .complete && left > 0 {
      let before = stream.raw.pointee.total_out
      try step(room: left, to: output)
      let written = Int(stream.raw.pointee.total_out - before)
      guard written > 0 else { return }
      left -= written
    }
  }

  /// More can come out without more going in, or there is more to go in.
  private var hasMore: Bool {
    stream.raw.pointee.avail_in > 0 || stream.raw.pointee.avail_out == 0
  }

  /// After a complete stream, bytes are an error, unless they begin the next member of a gzip file.
  private mutating func beginMember() throws(FormatError) {
    guard progress == .complete else { return }
    guard case .gzip = format else {
      throw FormatError(.zlibTrailing, "bytes follow the compressed stream")
    }
    reset()
  }

  private mutating func step(
    room: Int,
    to output: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    switch try stream.run(room: room, { inflate($0, Z_NO_FLUSH) }, to: output) {
    case Z_STREAM_END: progress = .complete
    case Z_OK, Z_BUF_ERROR: progress = .inside
    case Z_MEM_ERROR: throw FormatError(.zlibMemory, "zlib has no memory to expand")
    default: throw FormatError(.zlibData, "the compressed stream is damaged\(reason)")
    }
  }

  private var reason: String {
    stream.raw.pointee.msg.map { ": " + String(cString: $0) } ?? ""
  }
}
