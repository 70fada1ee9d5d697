/// What a plain scalar without a tag stands for, by the core schema of YAML 1.2.2 (section 10.3.2).
///
/// Nothing else has a meaning: dates, `yes`, `off`, `1_000` and `1:30` are text.
enum YAMLCoreSchema: Equatable {
  case null
  case bool(Bool)

  /// A number, as a JSON literal that may yet be out of range.
  case integer(literal: [UInt8])
  case float(literal: [UInt8])

  /// `.inf`, `-.inf` or `.nan`.
  case notFinite
  case text

  init(_ scalar: [UInt8]) {
    guard let first = scalar.first else {
      self = .null
      return
    }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      self = Self.number(scalar) ?? .text
    default:
      self = scalar.count > 5 ? .text : Self.words[scalar] ?? .text
    }
  }

  private static let words: [[UInt8]: YAMLCoreSchema] = {
    var words: [[UInt8]: YAMLCoreSchema] = [:]
    for word in ["null", "Null", "NULL", "~"] { words[Array(word.utf8)] = .null }
    for word in ["true", "True", "TRUE"] { words[Array(word.utf8)] = .bool(true) }
    for word in ["false", "False", "FALSE"] { words[Array(word.utf8)] = .bool(false) }
    return words
  }()

  private static func number(_ scalar: [UInt8]) -> YAMLCoreSchema? {
    if scalar.starts(with: Array("0x".utf8)) { return integer(scalar, radix: 16) }
    if scalar.starts(with: Array("0o".utf8)) { return integer(scalar, radix: 8) }
    var rest = scalar[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    if isNotFinite(rest, isSigned: rest.count < scalar.count) { return .notFinite }
    return decimal(rest, sign: isNegative ? [UInt8(ascii: "-")] : [])
  }

  private static func isNotFinite(_ word: ArraySlice<UInt8>, isSigned: Bool) -> Bool {
    let text = String(decoding: word, as: UTF8.self)
    if [".inf", ".Inf", ".INF"].contains(text) { return true }
    return !isSigned && [".nan", ".NaN", ".NAN"].contains(text)
  }

  /// `0x1F` or `0o17`: digits only, and without a sign.
  ///
  /// A number beyond 64 bits gets a literal of more digits than any that fits.
  private static func integer(_ scalar: [UInt8], radix: Int) -> YAMLCoreSchema? {
    let digits = scalar.dropFirst(2)
    guard !digits.isEmpty, digits.allSatisfy({ isDigit($0, radix) }) else { return nil }
    let value = UInt64(String(decoding: digits, as: UTF8.self), radix: radix)
    let literal = value.map { Array(String($0).utf8) }
    return .integer(literal: literal ?? Array(repeating: UInt8(ascii: "9"), count: 40))
  }

  private static func isDigit(_ byte: UInt8, _ radix: Int) -> Bool {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { $0 < radix } ?? false
  }

  /// `[0-9]+`, or `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`.
  private static func decimal(
    _ unsigned: ArraySlice<UInt8>,
    sign: [UInt8]
  ) -> YAMLCoreSchema? {
    let whole = unsigned.prefix(while: isDecimalDigit)
    var rest = unsigned.dropFirst(whole.count)
    var literal = sign + significant(whole)
    if rest.isEmpty { return whole.isEmpty ? nil : .integer(literal: literal) }
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: isDecimalDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    literal += [UInt8(ascii: ".")] + (fraction.isEmpty ? [UInt8(ascii: "0")] : fraction)
    guard rest.isEmpty || isExponent(rest) else { return nil }
    return .float(literal: literal + rest)
  }

  private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
    guard let mark = text.first, mark | 0x20 == UInt8(ascii: "e") else { return false }
    var digits = text.dropFirst()
    if digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-") {
      digits = digits.dropFirst()
    }
    return !digits.isEmpty && digits.allSatisfy(isDecimalDigit)
  }

  /// Digits as JSON has them: without zeros before others, and at least one.
  private static func significant(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = digits.drop { $0 == UInt8(ascii: "0") }
    return rest.isEmpty ? [UInt8(ascii: "0")] : rest
  }

  private static func isDecimalDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
