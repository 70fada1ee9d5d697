import TaglioFormat

/// Texts of any length, as much of them as a report shows.
enum ReportText {
  /// The beginning of a text, cut between two characters of Unicode, and the bytes that were left out.
  static func cut(_ text: String, to limit: Int) -> (text: String, left: Int) {
    guard text.utf8.count > limit else { return (text, 0) }
    let beginning = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    return (beginning, text.utf8.count - beginning.utf8.count)
  }

  /// A line: the beginning of a text with its white space as single spaces.
  static func line(_ text: String, to limit: Int) -> String {
    let (beginning, left) = cut(text, to: limit)
    let words = beginning.split { $0.isWhitespace }
    return words.joined(separator: " ") + (left > 0 ? "…" : "")
  }

  /// A value for reading: a text as it is, others as JSON with a line for each member.
  static func value(_ value: CanonicalJSON) -> String {
    let root = value.document.root
    if let text = root.string { return text }
    return root.count > 0
      ? String(decoding: JSONWriter.pretty(value), as: UTF8.self) : value.description
  }

  /// A value in a line: a text without its quotation marks, a list with commas.
  static func words(_ value: CanonicalJSON, to limit: Int = 60) -> String {
    let root = value.document.root
    if let text = root.string { return line(text, to: limit) }
    guard root.kind == .array else { return line(value.description, to: limit) }
    let parts = root.elements.prefix(8).map { words($0.canonical, to: limit) }
    return line(parts.joined(separator: ", "), to: limit) + (root.count > parts.count ? ", …" : "")
  }
}

extension CommitTime {
  /// `2026-11-21 09:14 UTC`.
  var minute: String {
    let text = "\(self)"
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }
}
