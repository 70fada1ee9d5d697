import TaglioFormat

/// Reads a pattern in the syntax of ECMA-262.
///
/// A bracket or a brace that opens or closes nothing stands for itself, as it does in browsers.
struct PatternParser {
  /// The characters that are left.
  var rest: Substring.UnicodeScalarView
  private var depth = 0
  private let pattern: String

  /// The tree of a pattern.
  static func parse(_ pattern: String) throws(PatternError) -> PatternTree {
    guard pattern.unicodeScalars.count <= SchemaLimits.pattern else {
      let detail = "a pattern has at most \(SchemaLimits.pattern) characters"
      throw PatternError(detail: detail)
    }
    var parser = PatternParser(pattern)
    return try parser.readChoice()
  }

  private init(_ pattern: String) {
    self.pattern = pattern
    rest = pattern.unicodeScalars[...]
  }

  /// Reads as far as the bracket that ends the group, or the end.
  private mutating func readChoice() throws(PatternError) -> PatternTree {
    var choices: [PatternTree] = []
    var sequence: [PatternTree] = []
    while let next = rest.first, next != ")" {
      if next == "|" {
        rest.removeFirst()
        choices.append(.sequence(sequence))
        sequence = []
      } else {
        sequence.append(try readTerm())
      }
    }
    guard depth == 0 || !rest.isEmpty else { throw refusal("has a \"(\" that is never closed") }
    guard depth > 0 || rest.isEmpty else { throw refusal("has a \")\" that closes nothing") }
    return choices.isEmpty ? .sequence(sequence) : .choice(choices + [.sequence(sequence)])
  }

  private mutating func readTerm() throws(PatternError) -> PatternTree {
    let scalar = rest.removeFirst()
    switch scalar {
    case "^": return .start
    case "$": return .end
    case "*", "+", "?": throw refusal("has a \"\(scalar)\" after nothing that it could repeat")
    case "(": return try readGroup()
    case "[": return try readQuantifier(.set(try readClass()))
    case "\\": return try readEscape()
    case ".": return try readQuantifier(.set(ScalarSet.lineTerminators.negated))
    default: return try readQuantifier(.set(ScalarSet(scalar)))
    }
  }

  /// Reads a group after its bracket.
  private mutating func readGroup() throws(PatternError) -> PatternTree {
    var isThere: Bool?
    if skip("?=") {
      isThere = true
    } else if skip("?!") {
      isThere = false
    } else if rest.starts(with: "?<=".unicodeScalars) || rest.starts(with: "?<!".unicodeScalars) {
      throw refusal("looks behind, which is not supported")
    } else if skip("?<") {
      try readName()
    } else if !skip("?:"), rest.first == "?" {
      throw refusal("has a kind of group that ECMA-262 does not have")
    }
    depth += 1
    guard depth <= SchemaLimits.groups else {
      throw refusal("has more than \(SchemaLimits.groups) groups inside one another")
    }
    let tree = try readChoice()
    depth -= 1
    rest.removeFirst()
    if let isThere { return .ahead(tree, isThere: isThere) }
    return try readQuantifier(tree)
  }

  /// Passes over the name of a group and the `>` after it.
  private mutating func readName() throws(PatternError) {
    let name = rest.prefix { $0 != ">" }
    guard !name.isEmpty, name.endIndex < rest.endIndex else {
      throw refusal("has a group without its name")
    }
    rest = rest[name.endIndex...].dropFirst()
  }

  /// Reads an escape after its backslash.
  private mutating func readEscape() throws(PatternError) -> PatternTree {
    switch rest.first {
    case nil: throw refusal("ends in a backslash")
    case "b", "B": return .boundary(isThere: rest.removeFirst() == "b")
    case "k", "1", "2", "3", "4", "5", "6", "7", "8", "9":
      throw refusal("refers to what a group has matched, which is not supported")
    default: return try readQuantifier(.set(try readCharacterEscape().set))
    }
  }

  private mutating func readQuantifier(_ tree: PatternTree) throws(PatternError) -> PatternTree {
    var result = tree
    switch rest.first {
    case "*": result = .repeated(tree, least: 0, most: nil)
    case "+": result = .repeated(tree, least: 1, most: nil)
    case "?": result = .repeated(tree, least: 0, most: 1)
    case "{":
      guard let (least, most) = try readCounts() else { return tree }
      result = .repeated(tree, least: least, most: most)
    default: return tree
    }
    rest.removeFirst()
    // Which of several matches is taken makes no difference here.
    _ = skip("?")
    return result
  }

  /// Reads `{n}`, `{n,}` or `{n,m}` up to its last brace; nil where the brace begins none of them.
  private mutating func readCounts() throws(PatternError) -> (least: Int, most: Int?)? {
    guard let end = rest.firstIndex(of: "}") else { return nil }
    let counts = rest[..<end].dropFirst()
    let parts = counts.split(separator: ",", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { $0.allSatisfy { ("0"..."9").contains($0) } }
    guard parts.count <= 2, areDigits, let first = parts.first, !first.isEmpty else { return nil }
    let least = Int(String(first)) ?? .max
    let most = parts.count == 1 ? least : parts[1].isEmpty ? nil : Int(String(parts[1])) ?? .max
    guard max(least, most ?? 0) <= SchemaLimits.instructions else {
      throw refusal("repeats something more than \(SchemaLimits.instructions) times")
    }
    guard least <= most ?? .max else {
      throw refusal("has a repetition {\(String(counts))} that ends before it begins")
    }
    rest = rest[end...]
    return (least, most)
  }

  /// Passes over a text, if it is next.
  mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest = rest.dropFirst(text.unicodeScalars.count)
    return true
  }

  func refusal(_ what: String) -> PatternError {
    PatternError(detail: "the pattern \(JSONView.quoted(pattern)) \(what)")
  }
}
