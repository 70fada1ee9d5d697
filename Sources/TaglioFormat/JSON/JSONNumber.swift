/// What the text of a JSON number stands for.
///
/// An integer literal that fits 64 bits is that integer, exactly; every other number is the
/// nearest binary64.
enum JSONNumber: Sendable {
  case signed(Int64)
  case unsigned(UInt64)
  case double(Double)

  /// Reads a text that follows the grammar of JSON numbers. Values too large become infinite.
  init(literal: some Collection<UInt8>) {
    let text = String(decoding: literal, as: UTF8.self)
    if let value = Int64(text) {
      self = .signed(value)
    } else if let value = UInt64(text) {
      self = .unsigned(value)
    } else {
      self = .double(Double(text) ?? .infinity)
    }
  }

  /// The same number, as the reading of its canonical text gives it: 1.0 is the integer 1.
  init(canonicalizing value: Double) {
    self = JSONNumber(literal: JSONWriter.canonical(value))
  }
}
