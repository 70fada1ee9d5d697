/// Reads one object's file piece by piece, in bounded memory, and checks it as
/// `ObjectCodec.Decoder` does.
///
/// What is handed on before `finish` succeeds is not verified: read a file once to check it, and
/// again to use it.
package final class ObjectStreamDecoder {
  private let id: ObjectID
  private var stream: InflateStream
  private var hasher = BLAKE2b()
  private var header: ObjectHeader?
  private var headerFailure: FormatError?
  private var payloadLength: UInt64 = 0
  /// What came out before the header was complete.
  private var beginning: [UInt8] = []

  package init(expecting id: ObjectID) throws(FormatError) {
    self.id = id
    stream = try InflateStream()
  }

  /// Takes the next bytes of the file and hands on the payload that comes out of them.
  package func write(
    _ piece: UnsafeRawBufferPointer,
    to payload: (UnsafeRawBufferPointer) throws(FormatError) -> Void
  ) throws(FormatError) {
    try stream.write(piece) { (bytes) throws(FormatError) in
      hasher.update(bytes)
      let rest = takeHeader(bytes)
      payloadLength += UInt64(rest.count)
      if !rest.isEmpty { try payload(UnsafeRawBufferPointer(rebasing: rest)) }
    }
  }

  /// Demands that the file was whole, that its contents hash to the id, and only then that they are
  /// an object.
  package func finish() throws(FormatError) -> ObjectHeader {
    try stream.finish()
    let actual = hasher.finalizeID()
    guard actual == id else {
      throw FormatError(.digest, "the contents hash to \(actual), not to the name")
    }
    if header == nil, headerFailure == nil { _ = parseHeader() }
    guard let header else {
      throw headerFailure ?? FormatError(.header, "no NUL ends the object header", offset: 0)
    }
    guard header.payloadLength == payloadLength else {
      let detail = "the header says \(header.payloadLength) bytes, \(payloadLength) follow"
      throw FormatError(.length, detail)
    }
    return header
  }

  /// - Returns: what of `bytes` is payload; nothing where the header is none.
  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
    if header != nil { return bytes[...] }
    guard headerFailure == nil else { return bytes.suffix(0) }
    beginning += bytes
    guard bytes.contains(0) || beginning.count >= ObjectHeader.maximumLength,
      let length = parseHeader()
    else { return bytes.suffix(0) }
    return bytes.suffix(beginning.count - length)
  }

  /// - Returns: the length of the header, if it is one.
  private func parseHeader() -> Int? {
    let parsed = beginning.withUnsafeBytes { bytes in
      Result { () throws(FormatError) in try ObjectHeader.parse(bytes) }
    }
    switch parsed {
    case .success(let parsed):
      header = parsed.header
      return parsed.length
    case .failure(let error):
      headerFailure = error
      return nil
    }
  }
}
