/// Lower-case hexadecimal, the only spelling taglio writes.
package enum Hex {
  /// The digit for the low four bits of `value`.
  @inline(__always)
  static func digit(_ value: UInt8) -> UInt8 {
    let nibble = value & 15
    return nibble < 10 ? 0x30 + nibble : 0x57 + nibble
  }

  /// The value of a digit, or nil if `byte` is none; capitals count only where asked for.
  @inline(__always)
  static func value(_ byte: UInt8, capitals: Bool = false) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x57
    case 0x41...0x46 where capitals: byte - 0x37
    default: nil
    }
  }

  /// Appends the 16 digits of `word`, most significant first.
  static func append(_ word: UInt64, to output: inout [UInt8]) {
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      output.append(digit(UInt8(truncatingIfNeeded: word >> shift)))
    }
  }

  /// The digits of `bytes`, two for each.
  package static func string(_ bytes: some Sequence<UInt8>) -> String {
    var digits: [UInt8] = []
    for byte in bytes {
      digits.append(digit(byte >> 4))
      digits.append(digit(byte))
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
