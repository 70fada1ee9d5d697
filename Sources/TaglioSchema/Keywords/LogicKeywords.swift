import TaglioFormat

extension SchemaSource {
  /// The keywords that apply schemas to the same value.
  func logicKeywords() -> [any Keyword] {
    var keywords: [any Keyword] = []
    if self["allOf"] != nil { keywords.append(AllOf(schemas: schemas("allOf"))) }
    if self["anyOf"] != nil { keywords.append(AnyOf(schemas: schemas("anyOf"))) }
    if self["oneOf"] != nil { keywords.append(OneOf(schemas: schemas("oneOf"))) }
    if let schema = schema("not") { keywords.append(Not(schema: schema)) }
    if let condition = schema("if") {
      keywords.append(
        Conditional(condition: condition, then: schema("then"), otherwise: schema("else"))
      )
    }
    for (name, schema) in namedSchemas("dependentSchemas") {
      keywords.append(DependentSchema(trigger: name, schema: schema))
    }
    return keywords
  }
}

private struct AllOf: Keyword {
  let schemas: [Int]

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    var isValid = true
    for schema in schemas where run.goesOn(isValid) {
      if let inner = run.evaluate(schema, instance) {
        seen.formUnion(inner)
      } else {
        isValid = false
      }
    }
    return isValid
  }
}

private struct AnyOf: Keyword {
  let schemas: [Int]

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    var isValid = false
    var reasons: [Violation] = []
    for schema in schemas {
      let (inner, violations) = run.attempt(schema, instance, keeping: isValid ? 0 : 1)
      reasons += violations
      guard let inner else { continue }
      isValid = true
      seen.formUnion(inner)
      // Every schema that holds says what it has looked at.
      guard run.schema.tracks else { break }
    }
    return isValid || run.complain("anyOf", .noneOf(schemas.count, instance, reasons))
  }
}

private struct OneOf: Keyword {
  let schemas: [Int]

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    var first: Int?
    var reasons: [Violation] = []
    for (index, schema) in schemas.enumerated() {
      let (inner, violations) = run.attempt(schema, instance, keeping: first == nil ? 1 : 0)
      reasons += violations
      guard let inner else { continue }
      if let first {
        let both = "meets the schemas \(first) and \(index) of oneOf"
        return run.complain("oneOf", "\(instance.subject) \(both), and must meet one only")
      }
      first = index
      seen.formUnion(inner)
    }
    return first != nil || run.complain("oneOf", .noneOf(schemas.count, instance, reasons))
  }
}

extension String {
  /// Why a value meets none of several schemas, with the first reasons, each cut where it is long.
  fileprivate static func noneOf(
    _ count: Int,
    _ instance: JSONView,
    _ reasons: [Violation]
  ) -> String {
    let details = reasons.prefix(3).map { String($0.description.prefix(120)) }
    let more = count > 3 ? "; …" : ""
    let what = count == 1 ? "does not meet the schema" : "meets none of the \(count) schemas"
    return "\(instance.subject) \(what): " + details.joined(separator: "; ") + more
  }
}

private struct Not: Keyword {
  let schema: Int

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    run.attempt(schema, instance).seen == nil
      || run.complain("not", "\(instance.subject) is what must not be here")
  }
}

private struct Conditional: Keyword {
  let condition: Int
  let then: Int?
  let otherwise: Int?

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    let inner = run.attempt(condition, instance).seen
    if let inner { seen.formUnion(inner) }
    guard let branch = inner == nil ? otherwise : then else { return true }
    guard let inner = run.evaluate(branch, instance) else { return false }
    seen.formUnion(inner)
    return true
  }
}

/// One member of `dependentSchemas`.
private struct DependentSchema: Keyword {
  let trigger: String
  let schema: Int

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    guard run.spend(instance.count / 8) else { return false }
    guard instance[trigger] != nil else { return true }
    guard let inner = run.evaluate(schema, instance) else { return false }
    seen.formUnion(inner)
    return true
  }
}
