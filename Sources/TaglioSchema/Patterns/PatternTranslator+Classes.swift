/// What an escape or a member of a class stands for.
enum PatternAtom {
  /// One character.
  case scalar(UnicodeScalar)
  /// A set, in Swift's syntax, in brackets or a property.
  case set(String)

  /// It as it stands outside of a class.
  var text: String {
    switch self {
    case .scalar(let scalar): PatternTranslator.literal(scalar)
    case .set(let text): text
    }
  }
}

extension PatternTranslator {
  private static let digits = "\\u{30}-\\u{39}"
  private static let words = "\\u{41}-\\u{5A}\\u{61}-\\u{7A}\\u{5F}" + digits
  private static let whiteSpace =
    "\\u{9}-\\u{D}\\u{20}\\u{A0}\\u{1680}\\u{2000}-\\u{200A}\\u{2028}\\u{2029}\\u{202F}\\u{205F}"
    + "\\u{3000}\\u{FEFF}"

  /// Reads a class after its bracket.
  mutating func readClass() throws(PatternError) -> String {
    let isNegated = rest.first == "^"
    if isNegated { rest.removeFirst() }
    var members = ""
    while let next = rest.first, next != "]" {
      let first = try readMember()
      if rest.first == "-", let after = rest.dropFirst().first, after != "]" {
        rest.removeFirst()
        members += try range(from: first, to: try readMember())
      } else {
        members += first.text
      }
    }
    guard rest.popFirst() != nil else { throw refusal("has a \"[\" that is never closed") }
    // An empty class matches nothing, and its opposite everything.
    if members.isEmpty { return isNegated ? "[\\u{0}-\\u{10FFFF}]" : "[^\\u{0}-\\u{10FFFF}]" }
    return (isNegated ? "[^" : "[") + members + "]"
  }

  private mutating func readMember() throws(PatternError) -> PatternAtom {
    let scalar = rest.removeFirst()
    guard scalar == "\\" else { return .scalar(scalar) }
    guard let next = rest.first else { throw refusal("ends in a backslash") }
    guard next == "b" || next == "-" else { return try readCharacterEscape() }
    rest.removeFirst()
    return .scalar(next == "b" ? "\u{8}" : "-")
  }

  private func range(
    from first: PatternAtom,
    to last: PatternAtom
  ) throws(PatternError) -> String {
    guard case .scalar(let start) = first, case .scalar(let end) = last else {
      // Browsers take the hyphen as itself next to a set.
      return first.text + Self.literal("-") + last.text
    }
    guard start <= end else { throw refusal("has a range that ends before it begins") }
    return "\(Self.literal(start))-\(Self.literal(end))"
  }

  /// Reads an escape that stands for characters, after its backslash.
  mutating func readCharacterEscape() throws(PatternError) -> PatternAtom {
    let scalar = rest.removeFirst()
    switch scalar {
    case "d": return .set("[\(Self.digits)]")
    case "D": return .set("[^\(Self.digits)]")
    case "w": return .set("[\(Self.words)]")
    case "W": return .set("[^\(Self.words)]")
    case "s": return .set("[\(Self.whiteSpace)]")
    case "S": return .set("[^\(Self.whiteSpace)]")
    case "p", "P": return .set("\\\(scalar){\(try readProperty())}")
    case "t": return .scalar("\t")
    case "n": return .scalar("\n")
    case "v": return .scalar("\u{B}")
    case "f": return .scalar("\u{C}")
    case "r": return .scalar("\r")
    case "0" where !(rest.first.map { ("0"..."9").contains($0) } ?? false): return .scalar("\0")
    case "c": return .scalar(try readControl())
    case "x": return .scalar(try character(readHex(2)))
    case "u": return .scalar(try readUnicode())
    case _ where !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar):
      return .scalar(scalar)
    default: throw refusal("has an escape \"\\\(scalar)\" that ECMA-262 does not have")
    }
  }

  /// The name of a property in its braces.
  private mutating func readProperty() throws(PatternError) -> String {
    guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}") else {
      throw refusal("has a property without braces")
    }
    let name = rest[..<end]
    let isName = name.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || "_=0123456789".contains(scalar))
    }
    guard isName, !name.isEmpty else { throw refusal("has a property without a proper name") }
    rest = rest[end...].dropFirst()
    return String(name)
  }

  private mutating func readControl() throws(PatternError) -> UnicodeScalar {
    guard let letter = rest.popFirst(), letter.isASCII, letter.properties.isAlphabetic else {
      throw refusal("has a \"\\c\" without a letter")
    }
    return UnicodeScalar(UInt8(letter.value & 0x1F))
  }

  /// Reads `{…}` or four digits, twice where they are halves of a surrogate pair.
  private mutating func readUnicode() throws(PatternError) -> UnicodeScalar {
    if rest.first == "{" {
      rest.removeFirst()
      let digits = rest.prefix { $0 != "}" }
      rest = rest[digits.endIndex...].dropFirst()
      return try character(UInt32(String(digits), radix: 16))
    }
    let unit = try readHex(4)
    guard (0xD800..<0xDC00).contains(unit), rest.starts(with: "\\u".unicodeScalars) else {
      return try character(unit)
    }
    rest.removeFirst(2)
    let low = try readHex(4)
    guard (0xDC00..<0xE000).contains(low) else { return try character(nil) }
    return try character(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func readHex(_ count: Int) throws(PatternError) -> UInt32 {
    let digits = rest.prefix(count)
    guard digits.count == count, let value = UInt32(String(digits), radix: 16) else {
      throw refusal("has an escape without its \(count) hexadecimal digits")
    }
    rest = rest[digits.endIndex...]
    return value
  }

  private func character(_ value: UInt32?) throws(PatternError) -> UnicodeScalar {
    guard let scalar = value.flatMap(UnicodeScalar.init) else {
      throw refusal("has an escape that is no character")
    }
    return scalar
  }
}

extension String {
  fileprivate func contains(_ scalar: UnicodeScalar) -> Bool { unicodeScalars.contains(scalar) }
}
