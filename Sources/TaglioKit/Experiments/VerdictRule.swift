public import TaglioFormat

/// How an output is judged: the place of the verdict in it, and what the value there must be.
///
/// As text: a JSON Pointer, or a pointer, an operator (`=`, `!=`, `<`, `<=`, `>`, `>=`) and a value,
/// which is JSON or else a string as it stands: `/correct`, `/score>=0.5`, `/grade=C`. Spaces around
/// the operator do not count. The pointer ends where the first of `=`, `!`, `<`, `>` stands.
public struct VerdictRule: Hashable, Sendable, CustomStringConvertible {
  /// What the value is compared by.
  public enum Operator: String, Sendable, CaseIterable {
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case equal = "="
    case less = "<"
    case greater = ">"
  }

  /// Where in an output the value stands.
  public var pointer: JSONPointer
  /// What it must be; nil where it is itself the verdict, `true` or `false`.
  public var condition: (operator: Operator, value: CanonicalJSON)? {
    comparison.map { ($0.operator, $0.value) }
  }
  private var comparison: Comparison?

  private struct Comparison: Hashable, Sendable {
    var `operator`: Operator
    var value: CanonicalJSON
  }

  /// Reads the text.
  ///
  /// - Throws: `TaglioError` `badInput`, with an excerpt that points at the mistake.
  public init(_ text: String) throws {
    let end = text.firstIndex { "=!<>".contains($0) } ?? text.endIndex
    let head = text[..<end].trimmed
    guard !head.isEmpty, let pointer = JSONPointer(head) else {
      throw VerdictRule.refused(
        text,
        at: 0,
        "a verdict begins with a JSON Pointer such as /correct"
      )
    }
    self.pointer = pointer
    guard end < text.endIndex else { return }
    let rest = text[end...]
    guard let found = Operator.allCases.first(where: { rest.hasPrefix($0.rawValue) }) else {
      throw VerdictRule.refused(text, at: text[..<end].count, "no operator stands here")
    }
    let value = rest.dropFirst(found.rawValue.count).trimmed
    guard !value.isEmpty else {
      throw VerdictRule.refused(text, at: text.count, "a value is missing here")
    }
    comparison = Comparison(operator: found, value: VerdictRule.value(value))
  }

  private static func value(_ text: String) -> CanonicalJSON {
    // What is no JSON is a string: `/grade=C` needs no quotation marks.
    if let json = try? CanonicalJSON(canonicalizing: Array(text.utf8)) { return json }
    return CanonicalJSON(string: text)
  }

  private static func refused(_ text: String, at offset: Int, _ what: String) -> TaglioError {
    var error = TaglioError(
      .badInput,
      "the verdict \"\(text)\": \(what)",
      help: "Write POINTER or POINTER OP VALUE: /correct, /score>=0.5, /grade=C"
    )
    error.excerpt = TaglioError.Excerpt(text, at: offset)
    return error
  }

  /// The text that `init(_:)` reads as the same verdict.
  public var description: String {
    guard let comparison else { return "\(pointer)" }
    return "\(pointer)\(comparison.operator.rawValue)\(comparison.value)"
  }

  /// Whether an output with this value at the place passed; nil where that says nothing: there is no
  /// value, it is no truth value and nothing is asked of it, or the two have no order.
  package func judge(_ value: CanonicalJSON?) -> Bool? {
    guard let value else { return nil }
    guard let comparison else {
      return value == .true ? true : value == .false ? false : nil
    }
    return comparison.operator.holds(value, comparison.value)
  }
}

extension VerdictRule.Operator {
  /// Whether it holds between two values; nil where they have no order.
  package func holds(_ left: CanonicalJSON, _ right: CanonicalJSON) -> Bool? {
    switch self {
    case .equal: return left == right
    case .notEqual: return left != right
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let order = ScalarOrder.compare(left.document.root, right.document.root) else {
        return nil
      }
      return holds(order)
    }
  }

  private func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}

extension CanonicalJSON {
  /// A string.
  package init(string: String) {
    var bytes: [UInt8] = []
    JSONWriter.appendString(string, to: &bytes)
    self.init(unchecked: bytes)
  }
}
