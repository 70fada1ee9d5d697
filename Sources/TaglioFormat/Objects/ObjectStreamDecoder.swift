/// Reads one object's file piece by piece, in bounded memory, and checks it as
/// `ObjectCodec.Decoder` does.
///
/// What is handed on before `finish` succeeds is not verified: read a file once to check it, and
/// again to use it.
package struct ObjectStreamDecoder: ~Copyable {
  private let id: ObjectID
  private var stream: InflateStream
  private let sink = Sink()

  package init(expecting id: ObjectID) throws(FormatError) {
    self.id = id
    stream = try InflateStream()
  }

  /// Takes the next bytes of the file and hands on the payload that comes out of them.
  package mutating func write(
    _ piece: UnsafeRawBufferPointer,
    to payload: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    let sink = sink
    try stream.write(piece) { (bytes) throws(FormatError) in try sink.take(bytes, payload) }
  }

  /// Demands that the file was whole, and that its contents hash to the id.
  package consuming func finish() throws(FormatError) -> ObjectHeader {
    try stream.finish()
    let actual = sink.hasher.finalizeID()
    guard actual == id else {
      throw FormatError(.digest, "the contents hash to \(actual), not to the name")
    }
    return try sink.verifiedHeader()
  }
}

/// What has come out of the file so far.
private final class Sink {
  var hasher = BLAKE2b()
  private var beginning: [UInt8] = []
  private var header: Result<ObjectHeader, FormatError>?
  private var payloadLength: UInt64 = 0

  func take(
    _ bytes: UnsafeRawBufferPointer,
    _ payload: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    hasher.update(bytes)
    if case .success = header {
      payloadLength += UInt64(bytes.count)
      return try payload(bytes)
    }
    guard header == nil else { return }
    beginning += bytes
    guard bytes.contains(0) || beginning.count >= ObjectHeader.maximumLength else { return }
    if let length = parseHeader() { try handOn(beginning.count - length, bytes, payload) }
  }

  func verifiedHeader() throws(FormatError) -> ObjectHeader {
    if header == nil { _ = parseHeader() }
    guard let header = try header?.get() else {
      throw FormatError(.header, "no NUL ends the object header", offset: 0)
    }
    guard header.payloadLength == payloadLength else {
      let detail = "the header says \(header.payloadLength) bytes, \(payloadLength) follow"
      throw FormatError(.length, detail)
    }
    return header
  }

  /// - Returns: the length of the header, if it is one.
  private func parseHeader() -> Int? {
    let parsed = beginning.withUnsafeBytes { bytes in
      Result { () throws(FormatError) in try ObjectHeader.parse(bytes) }
    }
    header = parsed.map(\.header)
    if case .success(let parsed) = parsed { return parsed.length }
    return nil
  }

  /// Hands on the last `count` bytes of the piece with which the header was complete.
  private func handOn(
    _ count: Int,
    _ bytes: UnsafeRawBufferPointer,
    _ payload: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    payloadLength = UInt64(count)
    beginning = []
    if count > 0 { try payload(UnsafeRawBufferPointer(rebasing: bytes.suffix(count))) }
  }
}
