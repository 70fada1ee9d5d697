/// What the text of a JSON number stands for.
///
/// An integer literal that fits 64 bits is that integer, exactly; every other number is the
/// nearest binary64.
enum JSONNumber: Sendable {
  case signed(Int64)
  case unsigned(UInt64)
  case double(Double)

  /// Reads a text that follows the grammar of JSON numbers.
  ///
  /// Values too large become infinite.
  init(literal: UnsafeBufferPointer<UInt8>, isInteger: Bool) {
    let text = String(decoding: literal, as: UTF8.self)
    if isInteger, let value = Int64(text) {
      self = .signed(value)
    } else if isInteger, let value = UInt64(text) {
      self = .unsigned(value)
    } else {
      self = .double(Double(text) ?? .infinity)
    }
  }

  /// The value of a number in a parsed text.
  init(_ node: JSONNode, of text: UnsafeBufferPointer<UInt8>) {
    self.init(
      literal: UnsafeBufferPointer(rebasing: text[node.range]),
      isInteger: node.traits.contains(.integer)
    )
  }

  /// A finite number as the reading of its canonical text gives it: 1.0 is the integer 1.
  init(canonicalizing value: Double) {
    let text = JSONWriter.canonical(value)
    let isInteger = text.allSatisfy { ASCII.isDigit($0) || $0 == ASCII.minus }
    self = text.withUnsafeBufferPointer { JSONNumber(literal: $0, isInteger: isInteger) }
  }
}
