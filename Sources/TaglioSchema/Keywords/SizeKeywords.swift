import TaglioFormat

extension SchemaSource {
  /// How many elements and members there are, and `uniqueItems`.
  func sizeKeywords() throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    let sizes: [(String, String, JSONKind)] = [
      ("Items", "elements", .array), ("Properties", "members", .object),
    ]
    for (suffix, words, kind) in sizes {
      if let least = try count("min" + suffix) {
        keywords.append(
          Assertion("min" + suffix, "has fewer than \(least) \(words)") { instance, _ in
            instance.kind != kind || instance.count >= least
          }
        )
      }
      if let most = try count("max" + suffix) {
        keywords.append(
          Assertion("max" + suffix, "has more than \(most) \(words)") { instance, _ in
            instance.kind != kind || instance.count <= most
          }
        )
      }
    }
    guard let unique = self["uniqueItems"] else { return keywords }
    guard let isDemanded = unique.bool else {
      throw refusal("uniqueItems", "must be true or false")
    }
    return keywords + (isDemanded ? [UniqueItems()] : [])
  }
}

/// `uniqueItems`: no two elements are the same value.
private struct UniqueItems: Keyword {
  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    guard instance.kind == .array else { return true }
    var places: [CanonicalJSON: Int] = [:]
    for (index, element) in instance.elements.enumerated() {
      let value = element.canonical
      guard run.spend(1 + value.bytes.count / 8) else { return false }
      if let first = places.updateValue(index, forKey: value) {
        return run.complain("uniqueItems", "the elements \(first) and \(index) are the same")
      }
    }
    return true
  }
}
