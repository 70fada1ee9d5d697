import TaglioFormat

/// Writes a pattern of ECMA-262 in the syntax of Swift's `Regex`.
///
/// What the two dialects read differently is spelled out: `^` and `$` mean the ends of the text, `.`
/// no line terminator, `\d` and `\w` are ASCII, `\s` is the white space of ECMA-262, and every other
/// character becomes its number, so that none means something to Swift alone. A bracket or brace
/// that opens or closes nothing stands for itself, as it does for browsers.
struct PatternTranslator {
  /// The characters that are left.
  var rest: Substring.UnicodeScalarView
  private var output = ""
  private var depth = 0
  private let pattern: String

  /// The pattern in Swift's syntax.
  static func translate(_ pattern: String) throws(PatternError) -> String {
    guard pattern.unicodeScalars.count <= SchemaLimits.pattern else {
      let detail = "a pattern has at most \(SchemaLimits.pattern) characters"
      throw PatternError(detail: detail)
    }
    var translator = PatternTranslator(pattern)
    try translator.readAlternatives()
    return translator.output
  }

  private init(_ pattern: String) {
    self.pattern = pattern
    rest = pattern.unicodeScalars[...]
  }

  /// Reads as far as the bracket that ends the group, or the end.
  private mutating func readAlternatives() throws(PatternError) {
    while let next = rest.first {
      switch next {
      case ")":
        guard depth == 0 else { return }
        throw refusal("has a \")\" that closes nothing")
      case "|":
        rest.removeFirst()
        output += "|"
      default: try readTerm()
      }
    }
    guard depth == 0 else { throw refusal("has a \"(\" that is never closed") }
  }

  private mutating func readTerm() throws(PatternError) {
    let scalar = rest.removeFirst()
    switch scalar {
    case "^": return output += "\\A"
    case "$": return output += "\\z"
    case "*", "+", "?": throw refusal("has a \"\(scalar)\" after nothing that it could repeat")
    case "(": guard try readGroup() else { return }
    case "[": output += try readClass()
    case "\\": guard try readEscape() else { return }
    case ".": output += "[^\\u{A}\\u{D}\\u{2028}\\u{2029}]"
    default: output += Self.literal(scalar)
    }
    try readQuantifier()
  }

  /// Reads a group after its bracket; returns whether it may be repeated.
  private mutating func readGroup() throws(PatternError) -> Bool {
    let openings = ["?:", "?=", "?!", "?<=", "?<!"]
    let opening = openings.first { rest.starts(with: $0.unicodeScalars) }
    if let opening {
      rest.removeFirst(opening.count)
      output += "(" + opening
    } else if rest.starts(with: "?<".unicodeScalars) {
      rest.removeFirst(2)
      output += "(?<" + (try readName()) + ">"
    } else if rest.first == "?" {
      throw refusal("has a kind of group that ECMA-262 does not have")
    } else {
      output += "("
    }
    depth += 1
    guard depth <= SchemaLimits.groups else {
      throw refusal("has more than \(SchemaLimits.groups) groups inside one another")
    }
    try readAlternatives()
    depth -= 1
    rest.removeFirst()
    output += ")"
    return opening == nil || opening == "?:"
  }

  /// A name and the `>` after it.
  private mutating func readName() throws(PatternError) -> String {
    let name = rest.prefix { $0 != ">" }
    let isName = name.allSatisfy { $0 == "_" || $0.isASCII && $0.properties.isAlphabetic }
    guard !name.isEmpty, isName, name.endIndex < rest.endIndex else {
      throw refusal("has a name of a group that is not of the letters A to Z")
    }
    rest = rest[name.endIndex...].dropFirst()
    return String(name)
  }

  /// Reads an escape after its backslash; returns whether it may be repeated.
  private mutating func readEscape() throws(PatternError) -> Bool {
    guard let next = rest.first else { throw refusal("ends in a backslash") }
    switch next {
    case "b", "B":
      rest.removeFirst()
      output += "\\\(next)"
      return false
    case "k":
      rest.removeFirst()
      guard rest.popFirst() == "<" else { throw refusal("has a \"\\k\" without a name") }
      output += "\\k<" + (try readName()) + ">"
    case "1"..."9":
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest[digits.endIndex...]
      // The group keeps a digit that follows from being read with the number.
      output += "(?:\\\(String(digits)))"
    default: output += try readCharacterEscape().text
    }
    return true
  }

  private mutating func readQuantifier() throws(PatternError) {
    switch rest.first {
    case "*", "+", "?": output.unicodeScalars.append(rest.removeFirst())
    case "{": guard try readCounts() else { return }
    default: return
    }
    if rest.first == "?" {
      rest.removeFirst()
      output += "?"
    }
  }

  /// Reads `{n}`, `{n,}` or `{n,m}`; returns false where the brace begins none of them.
  private mutating func readCounts() throws(PatternError) -> Bool {
    guard let end = rest.firstIndex(of: "}") else { return false }
    let counts = rest[..<end].dropFirst()
    let parts = counts.split(separator: ",", omittingEmptySubsequences: false)
    let areDigits = parts.map { $0.allSatisfy { ("0"..."9").contains($0) } }
    guard parts.count <= 2, !areDigits.contains(false), parts.first?.isEmpty == false else {
      return false
    }
    let numbers = parts.filter { !$0.isEmpty }.map { Int(String($0)) ?? .max }
    guard numbers.allSatisfy({ $0 <= SchemaLimits.repeats }) else {
      throw refusal("repeats something more than \(SchemaLimits.repeats) times")
    }
    guard numbers == numbers.sorted() else {
      throw refusal("has a repetition \"{\(String(counts))}\" that ends before it begins")
    }
    output += "{" + String(counts) + "}"
    rest = rest[end...].dropFirst()
    return true
  }

  /// A character by its number.
  static func literal(_ scalar: UnicodeScalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }

  func refusal(_ what: String) -> PatternError {
    PatternError(detail: "the pattern \(JSONView.quoted(pattern)) \(what)")
  }
}
