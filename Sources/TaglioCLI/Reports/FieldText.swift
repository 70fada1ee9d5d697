import TaglioFormat

/// Writes a JSON value for reading: YAML-like, with long texts in lines of their own.
///
/// It is not for parsing: `--json` is.
struct FieldText {
  let style: Style
  private var text = ""

  private static let indent = 2

  init(_ style: Style) {
    self.style = style
  }

  /// The members of an object, or another value, each line indented by `depth` steps.
  static func of(_ value: CanonicalJSON, _ style: Style, depth: Int = 1) -> String {
    var writer = FieldText(style)
    let root = value.document.root
    if root.kind == .object {
      writer.members(root, depth)
    } else {
      writer.line("", root, depth)
    }
    return writer.text
  }

  private mutating func members(_ view: JSONView, _ depth: Int) {
    for (key, value) in view.members {
      line(style.bold((key.string ?? "").escapedForTerminal()) + ":", value, depth)
    }
  }

  /// A label and a value: beside it where that fits, else below it.
  private mutating func line(_ label: String, _ view: JSONView, _ depth: Int) {
    let margin = String(repeating: " ", count: FieldText.indent * depth)
    switch view.kind {
    case .object where view.count > 0:
      text += margin + label + "\n"
      members(view, depth + 1)
    case .array where view.count > 0 && !view.isShort:
      text += margin + label + "\n"
      for element in view.elements { item(element, depth + 1) }
    case .string:
      string(view.string ?? "", label, margin, depth)
    default:
      text +=
        margin + [label, view.inlineWords].filter { !$0.isEmpty }.joined(separator: " ") + "\n"
    }
  }

  /// An element of an array; the first member of an object stands beside the dash.
  private mutating func item(_ view: JSONView, _ depth: Int) {
    guard view.kind == .object, view.count > 0 else { return line("-", view, depth) }
    var members = FieldText(style)
    members.members(view, depth + 1)
    let margin = FieldText.indent * depth
    text += members.text.prefix(margin) + "- "
    text += members.text.dropFirst(margin + FieldText.indent)
  }

  private mutating func string(_ string: String, _ label: String, _ margin: String, _ depth: Int) {
    let escaped = string.escapedForTerminal(keepingLines: true)
    let room = style.columns.map { max(20, $0 - margin.count - FieldText.indent) }
    let isOneLine = !escaped.contains("\n")
    if isOneLine, room.map({ escaped.displayWidth + label.count < $0 }) ?? true {
      text +=
        margin
        + [label, string.quotedIfUnclear].filter { !$0.isEmpty }
        .joined(separator: " ") + "\n"
      return
    }
    text += margin + label + "\n"
    let inner = margin + String(repeating: " ", count: FieldText.indent)
    for line in escaped.wrapped(to: room) { text += line.isEmpty ? "\n" : inner + line + "\n" }
  }
}

extension JSONView {
  /// Whether an array is short enough for one line: few values that hold no others.
  fileprivate var isShort: Bool {
    count <= 8 && elements.allSatisfy { $0.count == 0 && ($0.string?.utf8.count ?? 0) <= 24 }
  }

  /// The value in one line.
  fileprivate var inlineWords: String {
    switch kind {
    case .string: (string ?? "").quotedIfUnclear
    case .array where count > 0: "[" + elements.map(\.inlineWords).joined(separator: ", ") + "]"
    default: canonical.description
    }
  }
}

extension String {
  /// The text itself, or in quotation marks where it could be taken for something else.
  fileprivate var quotedIfUnclear: String {
    let isUnclear =
      isEmpty || first?.isWhitespace == true || last?.isWhitespace == true
      || ["null", "true", "false", "-", "[]", "{}"].contains(self) || Double(self) != nil
    let escaped = escapedForTerminal()
    return isUnclear ? "\"\(escaped)\"" : escaped
  }
}
