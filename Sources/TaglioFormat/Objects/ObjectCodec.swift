/// Objects to files and back: type and payload ↔ id and the bytes of the file.
///
/// A file is one zlib stream of the uncompressed object, whose BLAKE2b-256 is the object's id.
package enum ObjectCodec {
  /// The id of the object of this type and payload.
  package static func id(type: ObjectType, payload: UnsafeRawBufferPointer) -> ObjectID {
    var hasher = BLAKE2b()
    hasher.update(header(type, payload))
    hasher.update(payload)
    return hasher.finalizeID()
  }

  /// The id of the object of this type and payload.
  package static func id(type: ObjectType, payload: [UInt8]) -> ObjectID {
    payload.withUnsafeBytes { id(type: type, payload: $0) }
  }

  private static func header(_ type: ObjectType, _ payload: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes: [UInt8] = []
    ObjectHeader(type: type, payloadLength: payload.count).appendBytes(to: &bytes)
    return bytes
  }

  /// Makes files of objects; one deflate stream serves them all.
  package struct Encoder: ~Copyable {
    private var deflater: Deflater

    package init() throws(FormatError) {
      deflater = try Deflater()
    }

    /// Replaces the contents of `file` by the object's file.
    package mutating func encode(
      type: ObjectType,
      payload: UnsafeRawBufferPointer,
      into file: inout [UInt8]
    ) throws(FormatError) {
      let header = ObjectCodec.header(type, payload)
      file.removeAll(keepingCapacity: true)
      try deflater.compress(header: header, payload: payload, into: &file)
    }
  }

  /// Reads objects from files; one inflate stream serves them all.
  package struct Decoder: ~Copyable {
    private var inflater: Inflater

    package init() throws(FormatError) {
      inflater = try Inflater()
    }

    /// The object in `file`, if it is whole and is the one named `id`.
    ///
    /// The digest of everything inflated is compared before anything else is believed. Memory
    /// grows with what was inflated, never by a length that the file states.
    ///
    /// - Parameter limit: the most bytes the payload may have; more is refused as `zlibTooLarge`.
    package mutating func decode(
      file: UnsafeRawBufferPointer,
      expecting id: ObjectID,
      limit: Int
    ) throws(FormatError) -> DecodedObject {
      var bytes: [UInt8] = []
      let bound = limit.addingReportingOverflow(ObjectHeader.maximumLength)
      try inflater.inflate(file, limit: bound.overflow ? .max : bound.partialValue, into: &bytes)
      let actual = BLAKE2b.id(of: bytes)
      guard actual == id else {
        throw FormatError(.digest, "the contents hash to \(actual), not to the name")
      }
      let object = try DecodedObject(uncompressed: bytes)
      guard object.payload.count <= limit else {
        throw FormatError(.zlibTooLarge, "the payload is longer than \(limit) bytes")
      }
      return object
    }

    /// The header of the object in `file`, from its first bytes alone: nothing is verified.
    package mutating func header(
      file: UnsafeRawBufferPointer
    ) throws(FormatError) -> ObjectHeader {
      var bytes: [UInt8] = []
      try inflater.inflatePrefix(file, upTo: ObjectHeader.maximumLength, into: &bytes)
      let parsed = bytes.withUnsafeBytes { bytes in
        Result { () throws(FormatError) in try ObjectHeader.parse(bytes) }
      }
      return try parsed.get().header
    }
  }
}

extension FormatError.Code {
  /// The contents of an object do not hash to its name.
  package static let digest = Self(rawValue: "digest")
}
