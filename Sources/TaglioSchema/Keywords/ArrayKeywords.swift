import TaglioFormat

extension SchemaSource {
  /// `prefixItems`, `items` and `contains` with its bounds, which belong to another vocabulary.
  func arrayKeywords(countsContained: Bool) throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    let (first, rest) = (schemas("prefixItems"), schema("items"))
    if !first.isEmpty || rest != nil {
      keywords.append(ElementSchemas(first: first, rest: rest))
    }
    let least = countsContained ? try count("minContains") : nil
    let most = countsContained ? try count("maxContains") : nil
    if let schema = schema("contains") {
      keywords.append(Contains(schema: schema, least: least ?? 1, most: most))
    }
    return keywords
  }
}

/// `prefixItems` and `items`.
private struct ElementSchemas: Keyword {
  let first: [Int]

  /// For the elements after the first ones.
  let rest: Int?

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    guard instance.kind == .array else { return true }
    var isValid = true
    for (index, element) in instance.elements.enumerated() {
      guard run.goesOn(isValid), let schema = index < first.count ? first[index] : rest else {
        break
      }
      if run.schema.tracks { seen.insert(element.index) }
      if run.evaluate(schema, element, at: .element(index)) == nil { isValid = false }
    }
    return isValid
  }
}

/// `contains`, `minContains` and `maxContains`.
private struct Contains: Keyword {
  let schema: Int
  let least: Int
  let most: Int?

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    guard instance.kind == .array else { return true }
    var count = 0
    for (index, element) in instance.elements.enumerated() where !run.isAborted {
      guard run.attempt(schema, element, at: .element(index)) != nil else { continue }
      count += 1
      if run.schema.tracks { seen.insert(element.index) }
    }
    let words = "the array has \(count) of the elements that it must contain"
    if count < least {
      return run.complain(least == 1 ? "contains" : "minContains", "\(words), not \(least)")
    }
    guard let most, count > most else { return true }
    return run.complain("maxContains", "\(words), more than \(most)")
  }
}
