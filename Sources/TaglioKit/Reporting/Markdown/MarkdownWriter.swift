import TaglioFormat

/// Writes Markdown as GitHub and GitLab read it.
///
/// What data says stands in `<code>` with every ASCII punctuation mark as a character reference: so no
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
      if scalar.mustBeEscaped {
        for escaped in scalar.visibleEscape.unicodeScalars { append(escaped, to: &code) }
      } else {
        append(scalar, to: &code)
      }
    }
    return code + "</code>"
  }

  private static func append(_ scalar: Unicode.Scalar, to code: inout String) {
    let isPlain = scalar.properties.isAlphabetic || scalar.value >= 0x80 || scalar == " "
    if isPlain || ("0"..."9").contains(scalar) {
      code.unicodeScalars.append(scalar)
    } else {
      code += "&#\(scalar.value);"
    }
  }
}
