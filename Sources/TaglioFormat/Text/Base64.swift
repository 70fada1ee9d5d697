/// Bytes as text: base64 of RFC 4648, section 4, with padding and without line breaks.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )
  private static let padding = UInt8(ascii: "=")

  /// The text of some bytes.
  package static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for byte in group { word = word << 8 | UInt32(byte) }
      word <<= UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let digit = Int(word >> UInt32(18 - 6 * place)) & 63
        text.append(place <= group.count ? alphabet[digit] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that a text stands for; nil where it is not the one text of any bytes.
  package static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3)
    for start in stride(from: 0, to: digits.count, by: 4) {
      let group = digits[start..<start + 4]
      let found = group.prefix { $0 != padding }.map { values[Int($0)] }
      let isLast = start + 4 == digits.count
      guard found.count == 4 || isLast && found.count >= 2,
        group.dropFirst(found.count).allSatisfy({ $0 == padding }),
        found.allSatisfy({ $0 < 64 }), append(found, to: &bytes)
      else { return nil }
    }
    return bytes
  }

  /// - Returns: false where bits are set that stand for nothing.
  private static func append(_ values: [UInt8], to bytes: inout [UInt8]) -> Bool {
    var word: UInt32 = 0
    for value in values { word = word << 6 | UInt32(value) }
    word <<= UInt32(6 * (4 - values.count))
    let count = values.count - 1
    for place in 0..<count {
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(16 - 8 * place)))
    }
    return word & ((1 << UInt32(24 - 8 * count)) - 1) == 0
  }

  /// By byte: its value as a digit, 255 for what is none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()
}
