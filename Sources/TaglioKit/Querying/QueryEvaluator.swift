import TaglioFormat
import TaglioStore

/// Says of one record after another whether an expression holds.
struct QueryEvaluator {
  let query: Query
  let references: QueryReferences
  let values: QueryValues

  /// - Throws: `TaglioError` where a value of the expression names nothing.
  init(_ query: Query, _ values: QueryValues) throws {
    self.query = query
    self.values = values
    references = try QueryReferences(query, values.snapshot)
  }

  func holds(_ subject: QuerySubject) throws -> Bool {
    try holds(query.expression, subject)
  }

  private func holds(_ expression: QueryExpression, _ subject: QuerySubject) throws -> Bool {
    switch expression {
    case .condition(let condition): try holds(condition, subject)
    case .not(let part): try !holds(part, subject)
    case .and(let parts): try parts.allSatisfy { try holds($0, subject) }
    case .or(let parts): try parts.contains { try holds($0, subject) }
    }
  }

  private func holds(_ condition: QueryCondition, _ subject: QuerySubject) throws -> Bool {
    let field = condition.field
    switch condition.test {
    case .exists: return try values.exists(field, subject)
    case .contains(let value):
      let wanted = Array(value.text.lowercased().utf8)
      return try values.values(of: field, subject).contains { $0.searched.holds(wanted) }
    case .compare(.notEqual, let value):
      return try values.exists(field, subject) && !isAny(of: [value], field, subject)
    case .compare(let sign, let value):
      if sign == .equal { return try isAny(of: [value], field, subject) }
      let wanted = field.operand(value)
      return try values.values(of: field, subject).contains { sign.holds($0, wanted) == true }
    case .among(let wanted): return try isAny(of: wanted, field, subject)
    }
  }

  /// Whether one of the field's values is one of these.
  private func isAny(
    of wanted: [QueryValue],
    _ field: QueryField,
    _ subject: QuerySubject
  ) throws -> Bool {
    if let known = field.known, known.isReference {
      return try wanted.contains { try refers(known, to: references[known, $0], subject) }
    }
    let operands = Set(wanted.map { field.operand($0) })
    return try values.values(of: field, subject).contains { operands.contains($0) }
  }

  private func refers(
    _ known: QueryField.Known,
    to referent: QueryReferences.Referent,
    _ subject: QuerySubject
  ) throws -> Bool {
    switch referent {
    case .nothing: return false
    case .prefix(let prefix): return try values.ids(subject).contains { prefix.matches($0) }
    case .suite(let id): return try values.suites(subject).contains(id)
    case .object(let number): return try values.numbers(known, subject).contains(number)
    case .lineage(let lineage):
      return try values.objects(known, subject).contains { $0.lineage == lineage }
    }
  }
}

extension QueryField {
  /// What a value is compared as.
  func operand(_ value: QueryValue) -> CanonicalJSON {
    known?.isText == true ? value.asText : value.json
  }
}

extension CanonicalJSON {
  /// What `~` looks in, in small letters: the contents of a string, of anything else its text.
  fileprivate var searched: [UInt8] {
    let text = bytes.first == UInt8(ascii: "\"") ? document.root.string : nil
    return Array((text ?? description).lowercased().utf8)
  }
}

extension [UInt8] {
  /// Whether other bytes stand in these.
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    guard count >= part.count else { return false }
    return (0...(count - part.count)).contains { start in
      self[start] == first && self[start..<(start + part.count)].elementsEqual(part)
    }
  }
}
