extension JSONWriter {
  /// Appends a finite number as ECMAScript prints it (ECMA-262, Number::toString; RFC 8785,
  /// section 3.2.2.3).
  ///
  /// The standard library finds the shortest digits that read back to the same number; here they
  /// are only arranged.
  package static func appendNumber(_ value: Double, to output: inout [UInt8]) {
    output.append(contentsOf: canonical(value))
  }

  static func canonical(_ value: Double) -> [UInt8] {
    var decimal = Decimal(value)
    return decimal.ecmaScript()
  }

  /// The digits d₁d₂…d_k of a number, which is 0.d₁d₂…d_k × 10^point.
  private struct Decimal {
    var isNegative = false
    var digits: [UInt8] = []
    var point = 0

    /// Takes apart what `description` prints: "-1.5e-07", "100.0", "5e-324".
    init(_ value: Double) {
      var pointAt: Int?
      var text = value.description[...].utf8
      while let byte = text.popFirst(), byte != ASCII.e {
        switch byte {
        case ASCII.minus: isNegative = true
        case ASCII.dot: pointAt = digits.count
        default: digits.append(byte)
        }
      }
      let exponent = Int(String(Substring(text))) ?? 0
      point = (pointAt ?? digits.count) + exponent
      strip()
    }

    private mutating func strip() {
      let zeros = digits.prefix { $0 == ASCII.zero }.count
      digits.removeFirst(zeros)
      point -= zeros
      while digits.last == ASCII.zero { digits.removeLast() }
    }

    mutating func ecmaScript() -> [UInt8] {
      guard !digits.isEmpty else { return [ASCII.zero] }
      let sign = isNegative ? [ASCII.minus] : []
      switch point {
      case digits.count...21: return sign + digits + zeros(point - digits.count)
      case 1...21: return sign + digits[..<point] + [ASCII.dot] + digits[point...]
      case -5...0: return sign + [ASCII.zero, ASCII.dot] + zeros(-point) + digits
      default: return sign + scientific()
      }
    }

    private func scientific() -> [UInt8] {
      let fraction = digits.count > 1 ? [ASCII.dot] + digits[1...] : []
      let exponentSign = point > 0 ? ASCII.plus : ASCII.minus
      return digits[..<1] + fraction + [ASCII.e, exponentSign] + String(abs(point - 1)).utf8
    }

    private func zeros(_ count: Int) -> [UInt8] {
      [UInt8](repeating: ASCII.zero, count: count)
    }
  }
}
