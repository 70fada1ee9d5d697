import TaglioFormat

/// Reads an expression by the grammar of `Docs/query.md`.
struct QueryParser {
  private let text: String
  private let tokens: [QueryToken]
  private var place = 0
  private var depth = 0

  /// How deep brackets and `not` may be nested.
  static let maximumDepth = 64

  init(_ text: String) throws {
    self.text = text
    tokens = try QueryLexer.tokens(of: text)
  }

  mutating func parse() throws -> QueryExpression {
    let expression = try disjunction()
    guard token.kind == .end else {
      let isClose = token.kind == .close
      throw expected(isClose ? "no \"(\" stands before this \")\"" : "expected \"and\" or \"or\"")
    }
    return expression
  }

  // MARK: The grammar

  private mutating func disjunction() throws -> QueryExpression {
    var parts = [try conjunction()]
    while takeWord("or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func conjunction() throws -> QueryExpression {
    var parts = [try negation()]
    while takeWord("and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func negation() throws -> QueryExpression {
    guard isWord("not") else { return try primary() }
    return try nested { parser in
      parser.advance()
      return .not(try parser.negation())
    }
  }

  private mutating func primary() throws -> QueryExpression {
    guard token.kind == .open else { return .condition(try condition()) }
    let opening = token.offset
    return try nested { parser in
      parser.advance()
      let expression = try parser.disjunction()
      guard parser.take(.close) else {
        throw parser.expected("expected \")\" to close the \"(\" at column \(opening + 1)")
      }
      return expression
    }
  }

  private mutating func condition() throws -> QueryCondition {
    if takeWord("exists") { return QueryCondition(field: try field(), test: .exists) }
    let start = token
    let field = try field()
    let test = try test(of: field)
    let condition = QueryCondition(field: field, test: test)
    guard condition.makesSense else {
      throw TaglioError.query(
        text,
        at: start.offset,
        "\(field) is asked with =, !=, in, ~ and exists, since it has no order"
      )
    }
    return condition
  }

  private mutating func test(of field: QueryField) throws -> QueryCondition.Test {
    switch token.kind {
    case .compare(let sign):
      advance()
      return .compare(sign, try value())
    case .contains:
      advance()
      return .contains(try value())
    case .word where isWord("in"):
      advance()
      return .among(try list())
    default:
      throw expected("expected =, !=, <, <=, >, >=, ~ or \"in\" after the field")
    }
  }

  private mutating func list() throws -> [QueryValue] {
    let opening = token.offset
    guard take(.open) else { throw expected("expected \"(\" and the values between commas") }
    var values = [try value()]
    while take(.comma) { values.append(try value()) }
    guard take(.close) else {
      throw expected("expected \",\" or \")\" to close the \"(\" at column \(opening + 1)")
    }
    return values
  }

  // MARK: Words

  private static let reserved: Set<String> = ["and", "exists", "in", "not", "or"]

  private mutating func field() throws -> QueryField {
    guard case .word(let name) = token.kind, !QueryParser.reserved.contains(name) else {
      throw expected("expected a field, such as question, /answer/text or keyword")
    }
    guard let field = QueryField(name) else {
      throw expected("a field is a JSON Pointer, or names with dots between them")
    }
    advance()
    return field
  }

  private mutating func value() throws -> QueryValue {
    switch token.kind {
    case .word(let word) where !QueryParser.reserved.contains(word):
      advance()
      return QueryValue(word: word)
    case .quoted(let text):
      advance()
      return QueryValue(quoted: text)
    default:
      throw expected("expected a value: a number, true, false, null, a word or a quoted text")
    }
  }

  // MARK: Going on

  private var token: QueryToken { tokens[place] }

  /// The last token, the end, stays.
  private mutating func advance() { place = min(place + 1, tokens.count - 1) }

  private func isWord(_ word: String) -> Bool { token.kind == .word(word) }

  private mutating func takeWord(_ word: String) -> Bool { take(.word(word)) }

  private mutating func take(_ kind: QueryToken.Kind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  /// - Throws: where brackets and `not` are nested too deep.
  private mutating func nested(
    _ body: (inout QueryParser) throws -> QueryExpression
  ) throws -> QueryExpression {
    guard depth < QueryParser.maximumDepth else {
      throw expected("more than \(QueryParser.maximumDepth) brackets and \"not\" in one another")
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private func expected(_ what: String) -> TaglioError {
    let isPlain = what.hasPrefix("expected")
    return .query(text, at: token.offset, isPlain ? "\(what), found \(token.words)" : what)
  }
}

extension QueryCondition {
  /// Whether the field can be asked so: what is looked up by name has no order.
  fileprivate var makesSense: Bool {
    guard let known = field.known, known.isReference || known == .key || known == .source,
      case .compare(let sign, _) = test
    else { return true }
    return sign == .equal || sign == .notEqual
  }
}
