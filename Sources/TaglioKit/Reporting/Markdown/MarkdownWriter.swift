import TaglioFormat

/// Writes Markdown as GitHub and GitLab read it.
///
/// What data says stands in `<code>` with ASCII punctuation marks as character references (all but
/// `-`, `,` and `/`): so no
/// text begins a link, a table cell, a formula or an element, and nobody is mentioned.
struct MarkdownWriter {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ markdown: String) {
    bytes += markdown.utf8
  }

  /// A line and the empty line behind it.
  mutating func paragraph(_ markdown: String) {
    raw(markdown + "\n\n")
  }

  /// A table; cells are Markdown.
  mutating func table(_ heading: [String], _ rows: [[String]]) {
    raw(MarkdownWriter.row(heading))
    raw(MarkdownWriter.row(heading.map { _ in "---" }))
    for cells in rows { raw(MarkdownWriter.row(cells)) }
    raw("\n")
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  /// What data says, harmless wherever it is put; nothing where it says nothing.
  static func code(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    var code = "<code>"
    for scalar in text.unicodeScalars {
      if scalar.isNoncharacter {
        code += "\u{FFFD}"
      } else if scalar.mustBeEscaped {
        for escaped in scalar.visibleEscape.unicodeScalars { append(escaped, to: &code) }
      } else {
        append(scalar, to: &code)
      }
    }
    return code + "</code>"
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -,/".unicodeScalars
  )

  private static func append(_ scalar: Unicode.Scalar, to code: inout String) {
    if scalar.value >= 0x80 || plain.contains(scalar) {
      code.unicodeScalars.append(scalar)
    } else {
      code += "&#\(scalar.value);"
    }
  }
}
