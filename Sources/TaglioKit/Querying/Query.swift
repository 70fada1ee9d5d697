import TaglioFormat

/// An expression that records are searched by: `keyword = easy and not answer >= 10`.
///
/// `Docs/query.md` is the page of the language. A comparison is true or false, and false with what is
/// not there; `not` turns that around.
public struct Query: Hashable, Sendable {
  let expression: QueryExpression

  /// Finds everything.
  public static let all = Query(expression: .and([]))

  init(expression: QueryExpression) {
    self.expression = expression
  }

  /// Reads an expression.
  ///
  /// - Throws: `TaglioError` `usage`, with an excerpt that points at the mistake.
  public init(parsing text: String) throws {
    var parser = try QueryParser(text)
    expression = try parser.parse()
  }
}

/// The parts of an expression.
indirect enum QueryExpression: Hashable, Sendable {
  case condition(QueryCondition)
  case not(QueryExpression)
  /// True where all are; with none, always.
  case and([QueryExpression])
  case or([QueryExpression])

  /// The conditions that hold wherever the expression does.
  var demanded: [QueryCondition] {
    switch self {
    case .condition(let condition): [condition]
    case .and(let parts): parts.flatMap(\.demanded)
    case .not, .or: []
    }
  }

  /// All conditions in it.
  var conditions: [QueryCondition] {
    switch self {
    case .condition(let condition): [condition]
    case .not(let part): part.conditions
    case .and(let parts), .or(let parts): parts.flatMap(\.conditions)
    }
  }
}

/// A field, and what it is asked.
struct QueryCondition: Hashable, Sendable {
  var field: QueryField
  var test: Test

  /// What a field is asked.
  enum Test: Hashable, Sendable {
    case exists
    case compare(VerdictRule.Operator, QueryValue)
    /// The text of the field has this in it, whatever the case of letters.
    case contains(QueryValue)
    case among([QueryValue])
  }

  /// The values that it names.
  var values: [QueryValue] {
    switch test {
    case .exists: []
    case .compare(_, let value), .contains(let value): [value]
    case .among(let values): values
    }
  }
}

/// A value as it was written.
struct QueryValue: Hashable, Sendable {
  /// The value: of a bare word what JSON it is, else a string.
  var json: CanonicalJSON
  /// The word, or the contents of the quotation marks.
  var text: String

  /// A word without quotation marks.
  init(word: String) {
    text = word
    json = QueryValue.scalar(word) ?? CanonicalJSON(string: word)
  }

  /// What stood between quotation marks.
  init(quoted text: String) {
    self.text = text
    json = CanonicalJSON(string: text)
  }

  private static func scalar(_ word: String) -> CanonicalJSON? {
    // A word that is no JSON is a string, whatever the parser has against it.
    guard let json = try? CanonicalJSON(canonicalizing: Array(word.utf8)) else { return nil }
    return json
  }

  /// What fields that are texts are compared with: a key `2` is no number.
  var asText: CanonicalJSON { CanonicalJSON(string: text) }
}
