import TaglioFormat

/// A word or a sign of an expression, and where it stands.
struct QueryToken: Hashable {
  enum Kind: Hashable {
    case word(String)
    case quoted(String)
    case compare(VerdictRule.Operator)
    case contains
    case open, close, comma
    case end
  }

  var kind: Kind
  /// How many characters stand before it.
  var offset: Int

  /// How a message names it.
  var words: String {
    switch kind {
    case .word(let text): "\"\(text)\""
    case .quoted: "a quoted text"
    case .compare(let sign): "\"\(sign.rawValue)\""
    case .contains: "\"~\""
    case .open: "\"(\""
    case .close: "\")\""
    case .comma: "\",\""
    case .end: "the end"
    }
  }
}

/// Takes the text of an expression apart.
struct QueryLexer {
  private let text: String
  private var rest: Substring
  private var offset = 0

  /// The longest expression in bytes of UTF-8.
  static let maximumLength = 65_536

  init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  /// All tokens, with one for the end.
  static func tokens(of text: String) throws -> [QueryToken] {
    guard text.utf8.count <= maximumLength else {
      throw TaglioError(
        .usage,
        "the expression is longer than \(maximumLength) bytes",
        help: "Ask less at once."
      )
    }
    var lexer = QueryLexer(text)
    var tokens: [QueryToken] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private mutating func next() throws -> QueryToken {
    skip { $0.isWhitespace }
    let start = offset
    return QueryToken(kind: try kind(), offset: start)
  }

  private mutating func kind() throws -> QueryToken.Kind {
    guard let first = rest.first else { return .end }
    switch first {
    case "(": return take(1, .open)
    case ")": return take(1, .close)
    case ",": return take(1, .comma)
    case "~": return take(1, .contains)
    case "\"": return .quoted(try doubleQuoted())
    case "'": return .quoted(try singleQuoted())
    case "=", "!", "<", ">": return try comparison()
    default: return try word()
    }
  }

  private mutating func comparison() throws -> QueryToken.Kind {
    guard let sign = VerdictRule.Operator.allCases.first(where: { rest.hasPrefix($0.rawValue) })
    else {
      throw refused("\"!\" is no operator; there are =, !=, <, <=, >, >= and ~", at: offset)
    }
    return take(sign.rawValue.count, .compare(sign))
  }

  /// What has a meaning of its own ends a word, but for a `~0` or `~1` in a JSON Pointer.
  private mutating func word() throws -> QueryToken.Kind {
    let isPointer = rest.first == "/"
    var end = rest.startIndex
    while end < rest.endIndex, !rest[end].isWhitespace, !"()=!<>,\"'".contains(rest[end]) {
      if rest[end] == "~" {
        let next = rest[rest.index(after: end)...].first
        guard isPointer, next == "0" || next == "1" else { break }
      }
      end = rest.index(after: end)
    }
    let word = String(rest[..<end])
    guard !word.contains(where: { "[]{}".contains($0) }) || isPointer else {
      throw refused("a text with brackets or braces is put into quotation marks", at: offset)
    }
    return take(word.count, .word(word))
  }

  // MARK: Quotation marks

  /// A JSON string.
  private mutating func doubleQuoted() throws -> String {
    var isEscaped = false
    let end = rest.dropFirst().firstIndex { character in
      defer { isEscaped = character == "\\" && !isEscaped }
      return character == "\"" && !isEscaped
    }
    guard let end else { throw unclosed() }
    let literal = rest[...end]
    guard let document = try? JSONDocument(parsing: Array(literal.utf8)),
      let contents = document.root.string
    else {
      throw refused("this is no JSON string; a text between ' needs no escapes", at: offset)
    }
    return take(literal.count, contents)
  }

  /// Everything up to the next mark, as it stands.
  private mutating func singleQuoted() throws -> String {
    guard let end = rest.dropFirst().firstIndex(of: "'") else { throw unclosed() }
    let contents = String(rest[..<end].dropFirst())
    return take(contents.count + 2, contents)
  }

  private func unclosed() -> TaglioError {
    refused("the quotation mark at column \(offset + 1) is not closed", at: offset)
  }

  // MARK: Going on

  @discardableResult
  private mutating func take<Value>(_ count: Int, _ value: Value) -> Value {
    rest = rest.dropFirst(count)
    offset += count
    return value
  }

  private mutating func skip(_ isPassed: (Character) -> Bool) {
    take(rest.prefix(while: isPassed).count, ())
  }

  private func refused(_ what: String, at offset: Int) -> TaglioError {
    .query(text, at: offset, what)
  }
}

extension TaglioError {
  /// What is wrong with an expression, and where.
  static func query(_ text: String, at offset: Int, _ what: String) -> TaglioError {
    var error = TaglioError(
      .usage,
      "the expression does not read at column \(offset + 1): \(what)",
      help: "Write for instance: keyword = easy and not (answer > 10 or exists note)"
    )
    let line = String(text.map { $0.isWhitespace ? " " : $0 })
    error.excerpt = Excerpt(line, at: offset)
    return error
  }
}
