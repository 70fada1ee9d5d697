/// The beginning of an uncompressed object: `<type> SP <payload length> NUL`.
///
/// The type is `[a-z][a-z0-9-]{0,31}`; the length is decimal, without sign or leading zero, and
/// fits 64 bits.
package struct ObjectHeader: Hashable, Sendable {
  /// A type's name: one of ours, or that of a newer taglio.
  package enum TypeName: Hashable, Sendable, CustomStringConvertible {
    case known(ObjectType)
    case unknown(String)

    package init(_ name: String) {
      self = ObjectType(rawValue: name).map(TypeName.known) ?? .unknown(name)
    }

    package var description: String {
      switch self {
      case .known(let type): type.rawValue
      case .unknown(let name): name
      }
    }
  }

  /// The most bytes a header can have: 32 of the type, 20 of the length, the space and the NUL.
  package static let maximumLength = 32 + 1 + 20 + 1

  package var type: TypeName
  package var payloadLength: UInt64

  package init(type: TypeName, payloadLength: UInt64) {
    self.type = type
    self.payloadLength = payloadLength
  }

  package init(type: ObjectType, payloadLength: Int) {
    self.init(type: .known(type), payloadLength: UInt64(payloadLength))
  }

  /// Appends the header as it stands in an object.
  package func appendBytes(to output: inout [UInt8]) {
    output.append(contentsOf: type.description.utf8)
    output.append(0x20)
    output.append(contentsOf: String(payloadLength).utf8)
    output.append(0)
  }

  /// Reads the header at the start of `bytes`; `length` is the number of bytes it takes up.
  package static func parse(
    _ bytes: UnsafeRawBufferPointer
  ) throws(FormatError) -> (header: ObjectHeader, length: Int) {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(maximumLength))
    guard let nul = bytes.firstIndex(of: 0) else {
      throw FormatError(.header, "no NUL ends the object header", offset: bytes.count)
    }
    guard let space = bytes[..<nul].firstIndex(of: 0x20) else {
      throw FormatError(.header, "no space follows the object type", offset: nul)
    }
    let type = try typeName(bytes[..<space])
    let length = try payloadLength(bytes[(space + 1)..<nul])
    return (ObjectHeader(type: type, payloadLength: length), nul + 1)
  }

  private static func typeName(
    _ bytes: Slice<UnsafeRawBufferPointer>
  ) throws(FormatError) -> TypeName {
    let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
    guard let first = bytes.first, isLetter(first), bytes.count <= 32 else {
      throw FormatError(.header, "the object type is not a name", offset: 0)
    }
    let bad = bytes.firstIndex { !isLetter($0) && !(0x30...0x39).contains($0) && $0 != 0x2D }
    if let bad {
      throw FormatError(.header, "the object type holds a forbidden byte", offset: bad)
    }
    return TypeName(String(decoding: bytes, as: UTF8.self))
  }

  private static func payloadLength(
    _ bytes: Slice<UnsafeRawBufferPointer>
  ) throws(FormatError) -> UInt64 {
    let offset = bytes.startIndex
    let hasLeadingZero = bytes.first == 0x30 && bytes.count > 1
    guard bytes.allSatisfy({ (0x30...0x39).contains($0) }), !bytes.isEmpty, !hasLeadingZero else {
      throw FormatError(.header, "the payload length is not a decimal number", offset: offset)
    }
    guard let length = UInt64(String(decoding: bytes, as: UTF8.self)) else {
      throw FormatError(.header, "the payload length does not fit 64 bits", offset: offset)
    }
    return length
  }
}

extension FormatError.Code {
  /// The object header is not `<type> SP <length> NUL`.
  package static let header = Self(rawValue: "header")

  /// The header's length is not that of the payload.
  package static let length = Self(rawValue: "length")
}
