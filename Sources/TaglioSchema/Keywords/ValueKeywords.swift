import TaglioFormat

extension SchemaSource {
  /// `type`, `enum` and `const`.
  func valueKeywords() throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    if let types = try types() {
      keywords.append(
        Assertion("type", "is not of type \(types.words)") { instance, _ in
          types.include(instance)
        }
      )
    }
    if let value = self["enum"] {
      guard value.kind == .array else { throw refusal("enum", "must be an array of values") }
      keywords.append(Choice(name: "enum", values: value.elements.map(\.canonical)))
    }
    if let value = self["const"] {
      keywords.append(Choice(name: "const", values: [value.canonical]))
    }
    return keywords
  }

  private func types() throws(SchemaError) -> ValueTypes? {
    guard let value = self["type"] else { return nil }
    if let name = value.string, let type = ValueTypes(name: name) { return type }
    let types = value.elements.compactMap { $0.string.flatMap(ValueTypes.init(name:)) }
    let union = types.reduce(ValueTypes(rawValue: 0)) { $0.union($1) }
    guard types.count == value.count, !types.isEmpty,
      Set(types.map(\.rawValue)).count == types.count
    else {
      let names = JSONView.alternatives(ValueTypes.named.map(\.key))
      throw refusal("type", "must be \(names), or an array of some of them, each once")
    }
    return union
  }
}

/// `enum` and `const`: the value is one of these, number for number and byte for byte.
private struct Choice: Keyword {
  let name: String
  private let values: Set<CanonicalJSON>
  private let complaint: String

  init(name: String, values: [CanonicalJSON]) {
    self.name = name
    self.values = Set(values)
    let words = values.prefix(5).map(Self.words) + (values.count > 5 ? ["…"] : [])
    complaint =
      values.count == 1
      ? "is not \(words[0])" : "is not one of \(words.joined(separator: ", "))"
  }

  private static func words(_ value: CanonicalJSON) -> String {
    let root = value.document.root
    guard root.kind == .array || root.kind == .object else { return root.subject }
    let text = value.description.unicodeScalars
    return String(String.UnicodeScalarView(text.prefix(40))) + (text.count > 40 ? "…" : "")
  }

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    let canonical = instance.canonical
    guard run.spend(canonical.bytes.count / 8) else { return false }
    return values.contains(canonical) || run.complain(name, "\(instance.subject) \(complaint)")
  }
}
