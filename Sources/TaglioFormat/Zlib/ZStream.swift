import CZlib

/// The `z_stream` of zlib at a fixed address, since zlib keeps a pointer back to it, and a buffer
/// for what comes out.
///
/// Whoever makes one initialises `raw` for one direction and ends it in its own `deinit`.
struct ZStream: ~Copyable {
  static let outputLength = 64 << 10

  let raw: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutablePointer<UInt8>

  init() {
    raw = .allocate(capacity: 1)
    raw.initialize(to: z_stream())
    output = .allocate(capacity: Self.outputLength)
  }

  deinit {
    raw.deallocate()
    output.deallocate()
  }

  /// Points zlib at as much of `input` as it can count; returns that much.
  func offer(_ input: Slice<UnsafeRawBufferPointer>) -> Int {
    let piece = UnsafeRawBufferPointer(rebasing: input.prefix(1 << 30))
    // zlib reads through next_in and never writes there; its declaration lacks the const.
    raw.pointee.next_in = UnsafeMutablePointer(
      mutating: piece.bindMemory(to: UInt8.self).baseAddress
    )
    raw.pointee.avail_in = UInt32(piece.count)
    return piece.count
  }

  /// Lets `step` run zlib once with at most `capacity` bytes of room, and hands on what came out.
  func run(
    room capacity: Int = outputLength,
    _ step: (UnsafeMutablePointer<z_stream>) -> Int32,
    to consume: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) -> Int32 {
    let room = min(capacity, Self.outputLength)
    raw.pointee.next_out = output
    raw.pointee.avail_out = UInt32(room)
    let code = step(raw)
    let written = room - Int(raw.pointee.avail_out)
    if written > 0 {
      try consume(UnsafeRawBufferPointer(start: output, count: written))
    }
    return code
  }
}
