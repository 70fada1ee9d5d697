import TaglioFormat

extension BinaryInteger {
  /// "1 case", "3 cases".
  func of(_ noun: String, _ plural: String? = nil) -> String {
    "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
  }
}

extension CommitTime {
  /// The time to the second, in UTC: `2026-11-21 09:14:00Z`.
  var words: String {
    let text = "\(self)"
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + "Z"
  }
}

extension CaseKey {
  /// The key for a person, safe to print.
  var words: String { description.escapedForTerminal() }
}

extension CanonicalJSON {
  /// A short form for a line of text: a string without its quotation marks, a list with commas.
  var words: String {
    let root = document.root
    switch root.kind {
    case .string: return (root.string ?? "").escapedForTerminal()
    case .array:
      return root.elements.map { $0.canonical.words }.joined(separator: ", ")
    default: return description.escapedForTerminal()
    }
  }
}
