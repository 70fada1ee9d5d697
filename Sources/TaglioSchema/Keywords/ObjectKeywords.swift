import TaglioFormat

extension SchemaSource {
  /// The keywords about the members of objects.
  func objectKeywords() throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    let named = namedSchemas("properties").map { (ExactString($0.name), $0.schema) }
    var patterns: [(pattern: Pattern, schema: Int)] = []
    for (text, schema) in namedSchemas("patternProperties") {
      patterns.append((try pattern(text, "patternProperties"), schema))
    }
    let rest = schema("additionalProperties")
    if !named.isEmpty || !patterns.isEmpty || rest != nil {
      let names = Dictionary(named) { first, _ in first }
      keywords.append(MemberSchemas(named: names, patterns: patterns, rest: rest))
    }
    if let schema = schema("propertyNames") { keywords.append(MemberNames(schema: schema)) }
    return keywords
  }
}

/// `properties`, `patternProperties` and `additionalProperties`.
private struct MemberSchemas: Keyword {
  let named: [ExactString: Int]
  let patterns: [(pattern: Pattern, schema: Int)]

  /// For members that neither a name nor a pattern has.
  let rest: Int?

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    var isValid = true
    for (key, value) in instance.members where run.goesOn(isValid) {
      guard let schemas = schemas(for: key.string ?? "", &run) else { return false }
      if run.schema.tracks, !schemas.isEmpty { seen.insert(value.index) }
      for schema in schemas where run.evaluate(schema, value, at: .member(key)) == nil {
        isValid = false
      }
    }
    return isValid
  }

  /// The schemas for a member; nil if the check is at its end.
  private func schemas(for name: String, _ run: inout Evaluation) -> [Int]? {
    guard run.spend(1 + name.utf8.count / 64) else { return nil }
    var schemas = named[ExactString(name)].map { [$0] } ?? []
    for (pattern, schema) in patterns {
      guard let matches = run.matches(name, pattern) else { return nil }
      if matches { schemas.append(schema) }
    }
    return schemas.isEmpty ? rest.map { [$0] } ?? [] : schemas
  }
}

/// `propertyNames`.
private struct MemberNames: Keyword {
  let schema: Int

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    var isValid = true
    for (key, _) in instance.members where run.goesOn(isValid) {
      let (inner, violations) = run.attempt(schema, key, keeping: 1)
      guard inner == nil else { continue }
      let reason = violations.first?.message ?? ""
      isValid = run.complain("propertyNames", "the name of a member is wrong: \(reason)")
    }
    return isValid
  }
}
