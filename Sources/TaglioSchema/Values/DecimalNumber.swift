import TaglioFormat

/// What the canonical text of a JSON number says, digit by digit: ±digits × 10^exponent.
///
/// So 0.3 is a multiple of 0.1, which of the binary numbers next to them is not true, and integers
/// beyond 2^53 keep their last digits.
struct DecimalNumber: Hashable, Sendable {
  /// False for zero.
  let isNegative: Bool

  /// Does not end in zero, except that of zero, whose exponent is 0.
  let digits: UInt64
  let exponent: Int

  /// The value of a number; nil for any other kind.
  init?(_ view: JSONView) {
    guard view.kind == .number else { return nil }
    self.init(canonical: view.canonical.bytes)
  }

  /// Reads canonical text, which has no more digits than fit 64 bits, zeros at its end apart.
  private init(canonical text: [UInt8]) {
    var digits: UInt64 = 0
    var exponent = 0
    var zeros = 0
    var isFraction = false
    let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
    for byte in mantissa {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        exponent -= isFraction ? 1 : 0
        guard byte != UInt8(ascii: "0") else {
          zeros += 1
          continue
        }
        digits = digits &* UInt64(truncatingIfNeeded: UInt128.powerOfTen(zeros + 1))
        digits = digits &+ UInt64(byte - UInt8(ascii: "0"))
        zeros = 0
      default: break
      }
    }
    let power = String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self)
    self.digits = digits
    self.exponent = digits == 0 ? 0 : exponent + zeros + (Int(power) ?? 0)
    isNegative = digits != 0 && text.first == UInt8(ascii: "-")
  }

  var isInteger: Bool { exponent >= 0 }

  /// The number, if it is a whole one and not negative; what is beyond `Int` is `Int.max`.
  var count: Int? {
    guard isInteger, !isNegative else { return nil }
    guard exponent < 19 else { return .max }
    return Int(exactly: UInt128(digits) * .powerOfTen(exponent)) ?? .max
  }

  /// Whether this number is a whole number of times another one, which is not zero.
  func isMultiple(of other: DecimalNumber) -> Bool {
    guard digits != 0, other.digits != 0 else { return other.digits != 0 }
    let shift = exponent - other.exponent
    guard shift < 0 else {
      let divisor = UInt128(other.digits)
      return UInt128(digits) % divisor * .powerOfTen(shift, modulo: divisor) % divisor == 0
    }
    // No number of 20 digits is a multiple of one of more.
    guard shift >= -19 else { return false }
    return UInt128(digits).isMultiple(of: UInt128(other.digits) * .powerOfTen(-shift))
  }
}

extension DecimalNumber: Comparable {
  static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    guard left.isNegative == right.isNegative else { return left.isNegative }
    return left.isNegative ? right.isNearerToZero(than: left) : left.isNearerToZero(than: right)
  }

  /// Compares the absolute values.
  private func isNearerToZero(than other: DecimalNumber) -> Bool {
    guard digits != 0, other.digits != 0 else { return digits < other.digits }
    guard magnitude == other.magnitude else { return magnitude < other.magnitude }
    let common = min(exponent, other.exponent)
    return UInt128(digits) * .powerOfTen(exponent - common)
      < UInt128(other.digits) * .powerOfTen(other.exponent - common)
  }

  /// How many digits stand before the point.
  private var magnitude: Int {
    var count = 0
    var rest = digits
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count + exponent
  }
}

extension UInt128 {
  /// 10^`power`, for powers up to 38.
  static func powerOfTen(_ power: Int) -> UInt128 {
    (0..<power).reduce(1) { result, _ in result &* 10 }
  }

  /// The remainder of 10^`power`, by squaring; the divisor fits 64 bits.
  static func powerOfTen(_ power: Int, modulo divisor: UInt128) -> UInt128 {
    var (result, base, rest) = (1 % divisor, 10 % divisor, power)
    while rest > 0 {
      if rest & 1 == 1 { result = result * base % divisor }
      base = base * base % divisor
      rest >>= 1
    }
    return result
  }
}
