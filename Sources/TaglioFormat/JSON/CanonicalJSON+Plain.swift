/// Values that need no parser: most of what an index holds.
extension CanonicalJSON {
  /// Whether a text is canonical by what it looks like: true, false, null, a number of at most 15
  /// digits without exponent, or a string of ASCII in which nothing is escaped.
  ///
  /// Of other texts it says nothing.
  package static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    switch text.first {
    case ASCII.quote:
      guard text.count > 1, text[text.count - 1] == ASCII.quote else { return false }
      return text[1..<text.count - 1].allSatisfy {
        $0 >= ASCII.space && $0 < 0x80 && $0 != ASCII.quote && $0 != ASCII.backslash
      }
    case UInt8(ascii: "t"): return text.elementsEqual("true".utf8)
    case UInt8(ascii: "f"): return text.elementsEqual("false".utf8)
    case UInt8(ascii: "n"): return text.elementsEqual("null".utf8)
    default: return PlainNumber(text) != nil
    }
  }

  /// The value of a number of at most 15 digits, without sign and exponent; nil for other texts.
  static func plainNumber(_ text: UnsafeRawBufferPointer) -> Double? { PlainNumber(text)?.double }

  package static let `true` = CanonicalJSON(unchecked: Array("true".utf8))
  package static let `false` = CanonicalJSON(unchecked: Array("false".utf8))

  /// The value of a number, nil for what is none; an integer beyond 2^53 is rounded.
  package var double: Double? {
    bytes.withUnsafeBytes { PlainNumber($0)?.double } ?? document.root.double
  }
}

/// A number of at most 15 digits, without sign and exponent, as canonical texts have them.
private struct PlainNumber {
  /// The digits without the point.
  private let digits: Int
  /// How many of them stand behind the point.
  private let places: Int

  private static let powers = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// Nil for what is no such number, or not in its canonical form.
  init?(_ text: UnsafeRawBufferPointer) {
    guard let first = text.first, ASCII.isDigit(first), text.count <= 16 else { return nil }
    var digits = 0
    var point: Int?
    for (place, byte) in text.enumerated() {
      if byte == ASCII.dot, point == nil {
        point = place
      } else if ASCII.isDigit(byte) {
        digits = digits * 10 + Int(byte &- ASCII.zero)
      } else {
        return nil
      }
    }
    let whole = point ?? text.count
    places = point.map { text.count - $0 - 1 } ?? 0
    self.digits = digits
    guard first != ASCII.zero || whole == 1, text.count - (point == nil ? 0 : 1) <= 15 else {
      return nil
    }
    guard point != nil else { return }
    // What is smaller than a millionth has an exponent, and nothing ends with a zero.
    guard places > 0, text[text.count - 1] != ASCII.zero, double >= 1e-6 else { return nil }
  }

  /// Exact: both numbers are, and their quotient is rounded once (Clinger, "How to Read Floating
  /// Point Numbers Accurately", 1990).
  var double: Double { Double(digits) / PlainNumber.powers[places] }
}
