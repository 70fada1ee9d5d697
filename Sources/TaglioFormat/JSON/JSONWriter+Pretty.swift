extension JSONWriter {
  /// The value with a line for each element and member, in canonical order, for people to read.
  ///
  /// Strings and numbers are spelled as in canonical text; there is no final line feed.
  package static func pretty(_ view: JSONView, indent: Int = 2) -> [UInt8] {
    var output: [UInt8] = []
    let canonical = view.canonical.document
    appendPretty(canonical.root, indent: indent, depth: 0, to: &output)
    return output
  }

  /// The value with a line for each element and member, for people to read.
  package static func pretty(_ json: CanonicalJSON, indent: Int = 2) -> [UInt8] {
    var output: [UInt8] = []
    appendPretty(json.document.root, indent: indent, depth: 0, to: &output)
    return output
  }

  /// `view` belongs to a canonical text, whose source order is the canonical one.
  private static func appendPretty(
    _ view: JSONView,
    indent: Int,
    depth: Int,
    to output: inout [UInt8]
  ) {
    guard view.count > 0 else { return view.appendCanonical(to: &output) }
    let isArray = view.kind == .array
    var separator = isArray ? ASCII.openBracket : ASCII.openBrace
    for element in view.elements {
      beginItem(after: &separator, indent: indent * (depth + 1), to: &output)
      appendPretty(element, indent: indent, depth: depth + 1, to: &output)
    }
    for (key, value) in view.members {
      beginItem(after: &separator, indent: indent * (depth + 1), to: &output)
      key.appendCanonical(to: &output)
      output.append(contentsOf: [ASCII.colon, ASCII.space])
      appendPretty(value, indent: indent, depth: depth + 1, to: &output)
    }
    breakLine(indent * depth, to: &output)
    output.append(isArray ? ASCII.closeBracket : ASCII.closeBrace)
  }

  /// Ends the line with the bracket or, from the second item on, a comma.
  private static func beginItem(
    after separator: inout UInt8,
    indent: Int,
    to output: inout [UInt8]
  ) {
    output.append(separator)
    separator = ASCII.comma
    breakLine(indent, to: &output)
  }

  private static func breakLine(_ indent: Int, to output: inout [UInt8]) {
    output.append(ASCII.lineFeed)
    output.append(contentsOf: repeatElement(ASCII.space, count: indent))
  }
}
