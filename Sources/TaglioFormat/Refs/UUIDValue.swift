/// A UUID, RFC 9562, of any version; written in lower case.
package struct UUIDValue: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads exactly `8-4-4-4-12` lower-case hexadecimal digits; anything else is nil.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 36 else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for (index, byte) in bytes.enumerated() {
      if [8, 13, 18, 23].contains(index) {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Hex.value(byte) else { return nil }
      words = (words.0 << 4 | words.1 >> 60, words.1 << 4 | UInt64(digit))
    }
    self.init(high: words.0, low: words.1)
  }

  package init?(_ text: some StringProtocol) {
    self.init(text.utf8)
  }

  package var description: String {
    var digits: [UInt8] = []
    Hex.append(high, to: &digits)
    Hex.append(low, to: &digits)
    for index in [20, 16, 12, 8] { digits.insert(UInt8(ascii: "-"), at: index) }
    return String(decoding: digits, as: UTF8.self)
  }

  package static func < (left: UUIDValue, right: UUIDValue) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
