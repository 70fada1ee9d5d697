import TaglioFormat

extension SchemaSource {
  /// `minLength`, `maxLength` and `pattern`.
  func stringKeywords() throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    if let least = try count("minLength") {
      keywords.append(
        Assertion("minLength", "is shorter than \(characters(least))") { instance, run in
          instance.codePoints(&run).map { $0 >= least } ?? true
        }
      )
    }
    if let most = try count("maxLength") {
      keywords.append(
        Assertion("maxLength", "is longer than \(characters(most))") { instance, run in
          instance.codePoints(&run).map { $0 <= most } ?? true
        }
      )
    }
    if let value = self["pattern"] {
      guard let text = value.string else { throw refusal("pattern", "must be a string") }
      keywords.append(PatternKeyword(pattern: try pattern(text, "pattern"), text: text))
    }
    return keywords
  }

  private func characters(_ count: Int) -> String {
    count == 1 ? "1 character" : "\(count) characters"
  }
}

extension JSONView {
  /// The length of a string in code points; nil for any other kind.
  fileprivate func codePoints(_ run: inout Evaluation) -> Int? {
    guard let text = string, run.spend(text.utf8.count / 64) else { return nil }
    return text.unicodeScalars.count
  }
}

/// `pattern`: some part of the string matches.
private struct PatternKeyword: Keyword {
  let pattern: Pattern
  let text: String

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    guard let string = instance.string else { return true }
    guard let matches = run.matches(string, pattern) else { return false }
    return matches
      || run.complain(
        "pattern",
        "\(instance.subject) does not match the pattern \(JSONView.quoted(text))"
      )
  }
}

extension Evaluation {
  /// Whether a text matches a pattern; nil, and the end of the check, if that is too much work.
  mutating func matches(_ text: String, _ pattern: Pattern) -> Bool? {
    let all = instructionsLeft
    var left = all
    let matches = pattern.matches(text, budget: &left)
    return spend(1 + (all - left) / SchemaLimits.instructionsPerStep) ? matches : nil
  }
}
