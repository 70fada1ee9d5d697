import TaglioFormat

extension SchemaSource {
  /// The keywords about what the others have left over.
  func unevaluatedKeywords() -> [any Keyword] {
    var keywords: [any Keyword] = []
    if let schema = schema("unevaluatedItems") { keywords.append(UnevaluatedItems(schema: schema)) }
    if let schema = schema("unevaluatedProperties") {
      keywords.append(UnevaluatedProperties(schema: schema))
    }
    return keywords
  }
}

private struct UnevaluatedItems: Keyword {
  let schema: Int

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    guard instance.kind == .array else { return true }
    var isValid = true
    for (index, element) in instance.elements.enumerated()
    where run.goesOn(isValid) && !seen.contains(element.index) {
      if run.evaluate(schema, element, at: .element(index)) == nil { isValid = false }
    }
    seen.insertAll()
    return isValid
  }
}

private struct UnevaluatedProperties: Keyword {
  let schema: Int

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    guard instance.kind == .object else { return true }
    var isValid = true
    for (key, value) in instance.members where run.goesOn(isValid) && !seen.contains(value.index) {
      if run.evaluate(schema, value, at: .member(key)) == nil { isValid = false }
    }
    seen.insertAll()
    return isValid
  }
}
