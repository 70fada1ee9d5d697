import TaglioFormat

extension JSONStream {
  /// Passes over an array, which begins here; `body` is called where each element begins, with its
  /// index, and passes over it.
  mutating func readElements(_ body: (inout JSONStream, Int) throws -> Void) throws {
    skipByte()
    guard try peek() != UInt8(ascii: "]") else { return skipByte() }
    var index = 0
    repeat {
      try body(&self, index)
      index += 1
    } while try goesOn(until: "]")
  }

  /// Passes over an object, which begins here; `body` is called where each value begins, with its
  /// key, and passes over it.
  ///
  /// A key that occurs twice is refused.
  mutating func readMembers(_ body: (inout JSONStream, String) throws -> Void) throws {
    skipByte()
    guard try peek() != UInt8(ascii: "}") else { return skipByte() }
    var places: [[UInt8]: TextPosition] = [:]
    repeat {
      let (key, position) = try readKey()
      let first = places.updateValue(position, forKey: Array(key.utf8))
      if let first { throw Self.duplicate(key, at: position, first: first) }
      try body(&self, key)
    } while try goesOn(until: "}")
  }

  /// Passes over a key and the colon after it.
  private mutating func readKey() throws -> (key: String, position: TextPosition) {
    guard try peek() == UInt8(ascii: "\"") else { throw try unexpected("a key in quotation marks") }
    var document = JSONDocument()
    let position = try readValue(into: &document)
    guard try peek() == UInt8(ascii: ":") else { throw try unexpected("':'") }
    skipByte()
    return (document.root.string ?? "", position)
  }

  /// Passes over a comma, after which a container goes on, or over the byte that ends it.
  private mutating func goesOn(until end: Unicode.Scalar) throws -> Bool {
    switch try peek() {
    case UInt8(ascii: ","):
      skipByte()
      return true
    case UInt8(ascii: end):
      skipByte()
      return false
    default: throw try unexpected("',' or '\(end)'")
    }
  }

  private mutating func unexpected(_ wanted: String) throws -> Refusal {
    guard let byte = try peek() else {
      return Refusal(
        .init(.unexpectedEnd),
        at: position,
        "the text ends where \(wanted) was expected"
      )
    }
    let isPrintable = (0x21..<0x7F).contains(byte)
    let found =
      isPrintable ? "'\(Unicode.Scalar(byte))'" : "byte 0x" + String(byte, radix: 16)
    return Refusal(.init(.syntax), at: position, "expected \(wanted), found \(found)")
  }

  private static func duplicate(
    _ key: String,
    at position: TextPosition,
    first: TextPosition
  ) -> Refusal {
    Refusal(
      .init(.duplicateKey),
      at: position,
      "duplicate key \(quoted(key)); first at \(first)"
    )
  }
}

/// A text as JSON writes it, for messages.
func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  JSONWriter.appendString(text, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}
