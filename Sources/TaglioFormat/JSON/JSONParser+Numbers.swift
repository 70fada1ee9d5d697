extension JSONParser {
  /// Reads the number at `at`.
  ///
  /// Most numbers are found canonical by their form alone. Of the others only those near the
  /// bounds are converted here; the rest wait for whoever writes them.
  mutating func number() throws(JSONError) {
    let start = at
    if text[at] == ASCII.minus { at += 1 }
    let whole = try digits()
    guard text[at - whole] != ASCII.zero || whole == 1 else {
      throw failure(.syntax, at: at - whole, "a number does not begin with 0")
    }
    let fraction = try fractionDigits()
    let exponent = try exponentValue()
    let traits: JSONNode.Traits
    if fraction == 0 && exponent == nil {
      traits = try integerTraits(start, digits: whole)
    } else {
      traits = try decimalTraits(start, whole: whole, fraction: fraction, exponent: exponent)
    }
    appendScalar(.number, from: start, to: at, traits)
  }

  /// Passes over at least one digit; returns how many.
  private mutating func digits() throws(JSONError) -> Int {
    let start = at
    while at < text.count, ASCII.isDigit(text[at]) { at &+= 1 }
    guard at > start else { throw at < text.count ? unexpected("a digit") : endOfText("a digit") }
    return at - start
  }

  private mutating func fractionDigits() throws(JSONError) -> Int {
    guard at < text.count, text[at] == ASCII.dot else { return 0 }
    at += 1
    return try digits()
  }

  /// The exponent, cut to six digits, beyond which only zero has a value; nil without one.
  private mutating func exponentValue() throws(JSONError) -> Int? {
    guard at < text.count, text[at] | 0x20 == ASCII.e else { return nil }
    at += 1
    let isNegative = at < text.count && text[at] == ASCII.minus
    if at < text.count, isNegative || text[at] == ASCII.plus { at += 1 }
    let count = try digits()
    let value = text[(at - count)..<at].reduce(0) { min($0 * 10 + Int($1 - ASCII.zero), 1_000_000) }
    return isNegative ? -value : value
  }

  private mutating func integerTraits(
    _ start: Int,
    digits: Int
  ) throws(JSONError) -> JSONNode.Traits {
    if digits <= 18 {
      guard text[start] == ASCII.minus, text[start + 1] == ASCII.zero else {
        return [.integer, .canonical]
      }
      isCanonical = false
      return .integer
    }
    let literal = UnsafeBufferPointer(rebasing: text[start..<at])
    switch JSONNumber(literal: literal, isInteger: true) {
    case .signed, .unsigned: return [.integer, .canonical]
    case .double(let value) where JSONWriter.canonical(value).elementsEqual(literal):
      return [.integer, .canonical]
    default:
      let detail = "an integer of \(digits) digits fits neither 64 bits nor a binary64 exactly"
      throw failure(.integerTooLong, at: start, detail)
    }
  }

  private mutating func decimalTraits(
    _ start: Int,
    whole: Int,
    fraction: Int,
    exponent: Int?
  ) throws(JSONError) -> JSONNode.Traits {
    if exponent == nil, isShortDecimal(whole: whole, fraction: fraction) { return .canonical }
    hasOpenNumbers = true
    // A number of n digits before the point is below 10^n; binary64 ends beyond 10^308.
    guard whole + (exponent ?? 0) > 300 else { return [] }
    let literal = UnsafeBufferPointer(rebasing: text[start..<at])
    guard case .double(let value) = JSONNumber(literal: literal, isInteger: false), value.isFinite
    else {
      throw failure(.numberOverflow, at: start, "the number is beyond the range of binary64")
    }
    return []
  }

  /// Whether the number before `at` is canonical by its form: at most 15 digits, which a binary64
  /// keeps, no zero at the end, and not so small that canonical text has an exponent.
  private func isShortDecimal(whole: Int, fraction: Int) -> Bool {
    guard whole + fraction <= 15, text[at - 1] != ASCII.zero else { return false }
    let point = at - fraction - 1
    guard whole == 1, text[point - 1] == ASCII.zero else { return true }
    return text[(point + 1)..<at].prefix(6).contains { $0 != ASCII.zero }
  }
}
