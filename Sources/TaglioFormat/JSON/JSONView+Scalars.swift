extension JSONView {
  /// The contents of a string.
  package var string: String? {
    guard kind == .string else { return nil }
    if node.traits.contains(.plain) {
      return String(decoding: document.text[node.range], as: UTF8.self)
    }
    var contents: [UInt8] = []
    appendUTF8(to: &contents)
    return String(decoding: contents, as: UTF8.self)
  }

  /// A truth value.
  package var bool: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// An integer, where the number is written without fraction and exponent and fits.
  package var int: Int? {
    guard case .signed(let value) = integer else { return nil }
    return Int(exactly: value)
  }

  private var integer: JSONNumber? {
    guard kind == .number, node.traits.contains(.integer) else { return nil }
    return number
  }

  /// The value of a number.
  var number: JSONNumber? {
    guard kind == .number else { return nil }
    return document.withNodes { text, nodes in JSONNumber(nodes[index], of: text) }
  }

  /// An id, where the value is a string of exactly 64 lower-case hexadecimal digits.
  package var objectID: ObjectID? {
    guard kind == .string else { return nil }
    guard node.traits.contains(.plain) else { return string.flatMap { ObjectID($0) } }
    return document.text.withUnsafeBytes { text in
      ObjectID(hex: UnsafeRawBufferPointer(rebasing: text[node.range]))
    }
  }

  /// Whether the value is a string of exactly these bytes; Unicode equivalence does not count.
  package func stringEquals(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { stringEquals($0) }
  }

  /// Whether the value is a string of exactly these bytes; Unicode equivalence does not count.
  package func stringEquals(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { stringEquals($0) }
  }

  private func stringEquals(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard kind == .string else { return false }
    return document.withNodes { text, nodes in JSONText(text, nodes[index]).equals(bytes) }
  }

  /// Appends the contents of a string, and nothing for any other kind.
  package func appendUTF8(to output: inout [UInt8]) {
    guard kind == .string else { return }
    document.withNodes { text, nodes in
      JSONText(text, nodes[index]).appendContents(to: &output)
    }
  }
}
