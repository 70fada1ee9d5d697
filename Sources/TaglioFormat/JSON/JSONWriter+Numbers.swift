extension JSONWriter {
  /// Appends a finite number as ECMAScript prints it (ECMA-262, Number::toString; RFC 8785,
  /// section 3.2.2.3).
  ///
  /// The standard library finds the shortest digits that read back to the same number; here they
  /// are only arranged.
  package static func appendNumber(_ value: Double, to output: inout [UInt8]) {
    Decimal(value).append(to: &output)
  }

  /// The canonical text of a finite number.
  static func canonical(_ value: Double) -> [UInt8] {
    var text: [UInt8] = []
    appendNumber(value, to: &text)
    return text
  }
}

/// The digits d₁d₂…d_k of a number, which is 0.d₁d₂…d_k × 10^point.
private struct Decimal {
  private(set) var isNegative = false
  private(set) var digits: [UInt8] = []
  private(set) var point = 0

  /// Takes apart what `description` prints: "-1.5e-07", "100.0", "5e-324".
  init(_ value: Double) {
    var text = value.description
    text.withUTF8 { read($0) }
    while digits.last == ASCII.zero { digits.removeLast() }
  }

  private mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    let mantissa = text.prefix { $0 != ASCII.e }
    let exponent = text.dropFirst(mantissa.count + 1)
    var wholeDigits = 0
    var isWhole = true
    digits.reserveCapacity(mantissa.count)
    for byte in mantissa {
      switch byte {
      case ASCII.minus: isNegative = true
      case ASCII.dot: isWhole = false
      case ASCII.zero where digits.isEmpty: wholeDigits -= isWhole ? 0 : 1
      default:
        digits.append(byte)
        wholeDigits += isWhole ? 1 : 0
      }
    }
    point = wholeDigits + (Int(String(decoding: exponent, as: UTF8.self)) ?? 0)
  }

  func append(to output: inout [UInt8]) {
    guard !digits.isEmpty else { return output.append(ASCII.zero) }
    if isNegative { output.append(ASCII.minus) }
    switch point {
    case digits.count...21: appendWhole(to: &output)
    case 1...21: appendMixed(to: &output)
    case -5...0: appendFraction(to: &output)
    default: appendScientific(to: &output)
    }
  }

  private func appendWhole(to output: inout [UInt8]) {
    output.append(contentsOf: digits)
    appendZeros(point - digits.count, to: &output)
  }

  private func appendMixed(to output: inout [UInt8]) {
    output.append(contentsOf: digits.prefix(point))
    output.append(ASCII.dot)
    output.append(contentsOf: digits.dropFirst(point))
  }

  private func appendFraction(to output: inout [UInt8]) {
    output.append(ASCII.zero)
    output.append(ASCII.dot)
    appendZeros(-point, to: &output)
    output.append(contentsOf: digits)
  }

  private func appendScientific(to output: inout [UInt8]) {
    output.append(contentsOf: digits.prefix(1))
    if digits.count > 1 {
      output.append(ASCII.dot)
      output.append(contentsOf: digits.dropFirst())
    }
    output.append(ASCII.e)
    output.append(point > 0 ? ASCII.plus : ASCII.minus)
    output.append(contentsOf: String(abs(point - 1)).utf8)
  }

  private func appendZeros(_ count: Int, to output: inout [UInt8]) {
    output.append(contentsOf: repeatElement(ASCII.zero, count: count))
  }
}
