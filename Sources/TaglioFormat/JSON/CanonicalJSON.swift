/// The canonical text of a JSON value (RFC 8785, with integers of 64 bits kept exactly).
///
/// Equal values have equal bytes: this is what values are compared and stored by.
public struct CanonicalJSON: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  /// Takes bytes of which the caller knows that they are canonical.
  package init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The canonical text of a value.
  ///
  /// Refused as `JSONError`: NaN and infinities, more than 512 levels, more than 64 MiB.
  public init(_ value: JSONValue) throws(JSONError) {
    var bytes: [UInt8] = []
    try value.appendCanonical(to: &bytes)
    try self.init(bounded: bytes, JSONDocument.Limits())
  }

  /// The canonical text of a value of any length, for documents that taglio makes.
  package init(unbounded value: JSONValue) throws(JSONError) {
    var bytes: [UInt8] = []
    try value.appendCanonical(to: &bytes)
    self.bytes = bytes
  }

  /// The canonical text of the value that a JSON text stands for.
  package init(
    canonicalizing bytes: [UInt8],
    limits: JSONDocument.Limits = .init()
  ) throws(JSONError) {
    let document = try JSONDocument(parsing: bytes, limits: limits)
    try self.init(bounded: document.root.canonical.bytes, limits)
  }

  /// The canonical text of the value that a JSON text stands for.
  package init(
    canonicalizing bytes: UnsafeRawBufferPointer,
    limits: JSONDocument.Limits = .init()
  ) throws(JSONError) {
    try self.init(canonicalizing: Array(bytes), limits: limits)
  }

  /// Takes a text that must be canonical already; else `notCanonical`, with the first difference.
  package init(
    validating bytes: [UInt8],
    limits: JSONDocument.Limits = .init()
  ) throws(JSONError) {
    let document = try JSONDocument(parsing: bytes, limits: limits)
    try document.requireCanonical()
    self.bytes = bytes
  }

  private init(bounded bytes: [UInt8], _ limits: JSONDocument.Limits) throws(JSONError) {
    guard bytes.count <= limits.bytes else {
      throw JSONError(.tooLarge, "the canonical text is longer than \(limits.bytes) bytes")
    }
    self.bytes = bytes
  }

  /// The text parsed again.
  ///
  /// It ends the process only where code broke the contract of `init(unchecked:)`: bytes that come
  /// from disk are checked before they get here, those of the index by `init(ofIndex:)`.
  package var document: JSONDocument {
    // No input gets here unchecked, so what the parser has against it would tell nobody anything.
    guard let document = try? JSONDocument(parsing: bytes, limits: .widest) else {
      // Only a mistake in this program leads here, and going on would store what is no JSON.
      preconditionFailure("CanonicalJSON(unchecked:) was given bytes that are not JSON")
    }
    return document
  }

  /// The value as a tree.
  public var value: JSONValue { document.root.value }

  /// The text itself.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// The order of the texts, byte by byte.
  public static func < (left: CanonicalJSON, right: CanonicalJSON) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension JSONDocument {
  /// Throws `notCanonical`, with the first difference, unless the text is canonical.
  package func requireCanonical() throws(JSONError) {
    guard !isCanonical else { return }
    let canonical = root.canonical.bytes
    let same = zip(text, canonical).prefix { $0 == $1 }.count
    let position = text.withUnsafeBytes {
      origin.advanced(over: UnsafeRawBufferPointer(rebasing: $0[..<same]))
    }
    throw JSONError(.notCanonical, at: position, "the canonical text of this value differs here")
  }
}
