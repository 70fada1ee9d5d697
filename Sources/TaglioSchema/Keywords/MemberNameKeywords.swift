import TaglioFormat

extension SchemaSource {
  /// `required` and `dependentRequired`.
  func memberNameKeywords() throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    if let value = self["required"] {
      keywords.append(Required(names: try names(value, "required"), trigger: nil))
    }
    guard let value = self["dependentRequired"] else { return keywords }
    guard value.kind == .object else {
      throw refusal("dependentRequired", "must be an object of arrays of strings")
    }
    for (key, value) in value.members {
      let names = try names(value, "dependentRequired")
      keywords.append(Required(names: names, trigger: key.string ?? ""))
    }
    return keywords
  }
}

/// `required`, and one member of `dependentRequired`: an object has these members.
private struct Required: Keyword {
  let names: [ExactString]

  /// The member without which nothing is demanded.
  let trigger: String?

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    guard instance.kind == .object else { return true }
    if let trigger, instance[trigger] == nil { return run.spend(instance.count / 8) }
    guard run.spend(names.count + instance.count) else { return false }
    var isValid = true
    let missing = names.count > 8 ? missingOfMany(instance) : missingOfFew(instance)
    for name in missing {
      isValid = run.complain(trigger == nil ? "required" : "dependentRequired", words(name))
    }
    return isValid
  }

  private func missingOfFew(_ instance: JSONView) -> [ExactString] {
    names.filter { instance[$0.string] == nil }
  }

  private func missingOfMany(_ instance: JSONView) -> [ExactString] {
    let present = Set(instance.members.map { ExactString($0.key.string ?? "") })
    return names.filter { !present.contains($0) }
  }

  private func words(_ name: ExactString) -> String {
    let missing = "the member \(JSONView.quoted(name.string)) is missing"
    return trigger.map { "\(missing), which \(JSONView.quoted($0)) demands" } ?? missing
  }
}
