/// What an escape or a member of a class stands for.
enum PatternAtom {
  case scalar(UnicodeScalar)
  case set(ScalarSet)

  /// It as a set.
  var set: ScalarSet {
    switch self {
    case .scalar(let scalar): ScalarSet(scalar)
    case .set(let set): set
    }
  }
}

extension PatternParser {
  /// Reads a class after its bracket.
  mutating func readClass() throws(PatternError) -> ScalarSet {
    let isNegated = skip("^")
    var members = ScalarSet()
    while let next = rest.first, next != "]" {
      let first = try readMember()
      if rest.first == "-", let after = rest.dropFirst().first, after != "]" {
        rest.removeFirst()
        members.formUnion(try range(from: first, to: try readMember()))
      } else {
        members.formUnion(first.set)
      }
    }
    guard rest.popFirst() != nil else { throw refusal("has a \"[\" that is never closed") }
    return isNegated ? members.negated : members
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
  ) throws(PatternError) -> ScalarSet {
    guard case .scalar(let start) = first, case .scalar(let end) = last else {
      // Browsers take the hyphen as itself next to a set.
      var set = ScalarSet("-")
      set.formUnion(first.set)
      set.formUnion(last.set)
      return set
    }
    guard start <= end else { throw refusal("has a range that ends before it begins") }
    return ScalarSet([start.value...end.value])
  }

  /// Reads an escape that stands for characters, after its backslash.
  mutating func readCharacterEscape() throws(PatternError) -> PatternAtom {
    let scalar = rest.removeFirst()
    switch scalar {
    case "d": return .set(.digits)
    case "D": return .set(ScalarSet.digits.negated)
    case "w": return .set(.words)
    case "W": return .set(ScalarSet.words.negated)
    case "s": return .set(.whiteSpace)
    case "S": return .set(ScalarSet.whiteSpace.negated)
    case "p", "P": return .set(ScalarSet(try readProperty(isNegated: scalar == "P")))
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

  /// Reads the name of a property in its braces.
  private mutating func readProperty(isNegated: Bool) throws(PatternError) -> UnicodeProperty {
    guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}") else {
      throw refusal("has a property without braces")
    }
    let name = rest[..<end]
    let isName = name.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || "_=0123456789".contains(scalar))
    }
    guard isName, let property = UnicodeProperty(String(name), isNegated: isNegated) else {
      throw refusal("names a property of characters that is not known")
    }
    rest = rest[end...].dropFirst()
    return property
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
