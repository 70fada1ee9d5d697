/// An object that has been read and whose digest was found to be its id.
package struct DecodedObject: Sendable {
  /// The type, which may be one that only a newer taglio knows.
  package let type: ObjectHeader.TypeName

  /// The whole uncompressed object, header included.
  package let bytes: [UInt8]

  private let payloadStart: Int

  /// Reads the header of `bytes` and holds it against what follows it.
  init(uncompressed bytes: [UInt8]) throws(FormatError) {
    let (header, start) = try ObjectHeader.parse(prefixOf: bytes)
    guard header.payloadLength == UInt64(bytes.count - start) else {
      let detail = "the header says \(header.payloadLength) bytes, \(bytes.count - start) follow"
      throw FormatError(.length, detail, offset: start)
    }
    type = header.type
    payloadStart = start
    self.bytes = bytes
  }

  package var header: ObjectHeader {
    ObjectHeader(type: type, payloadLength: UInt64(bytes.count - payloadStart))
  }

  /// The payload.
  ///
  /// Its indices are those of `bytes`: they do not begin at 0.
  package var payload: ArraySlice<UInt8> { bytes[payloadStart...] }
}

extension ObjectHeader {
  fileprivate static func parse(
    prefixOf bytes: [UInt8]
  ) throws(FormatError) -> (header: ObjectHeader, length: Int) {
    let parsed = bytes.withUnsafeBytes { bytes in
      Result { () throws(FormatError) in try ObjectHeader.parse(bytes) }
    }
    return try parsed.get()
  }
}
