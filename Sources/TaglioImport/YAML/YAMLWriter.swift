package import TaglioFormat

/// Writes JSON values as YAML that a person likes to edit, and that this module reads back as
/// exactly the same values.
///
/// Collections are in block style, members in the order of their object. A text is plain where
/// nothing could take it for anything else, a literal block where it has several lines that show as
/// they are, else in double quotation marks with escapes.
package struct YAMLWriter {
  /// The text so far.
  package private(set) var text = ""

  /// The longest key that stands before its colon without `?`.
  ///
  /// libyaml looks for the colon within 1,024 characters.
  private static let longestImplicitKey = 1000

  package init() {}

  /// The YAML text of one value.
  package static func text(_ value: CanonicalJSON) -> String {
    var writer = YAMLWriter()
    writer.appendRoot(value.document.root)
    return writer.text
  }

  /// Appends lines of comment; an empty text is an empty line of comment.
  package mutating func comment(_ comment: String, column: Int = 0) {
    let margin = YAMLWriter.margin(column)
    for line in comment.split(separator: "\n", omittingEmptySubsequences: false) {
      let visible = line.unicodeScalars.map { YAMLScalarText.shows($0) ? String($0) : "?" }
      text += margin + "#" + (line.isEmpty ? "" : " " + visible.joined()) + "\n"
    }
  }

  /// Appends a member of the object at the left margin.
  package mutating func member(_ name: String, _ value: CanonicalJSON) {
    appendMember(name, value.document.root, column: 0)
  }

  // MARK: Values

  private mutating func appendRoot(_ view: JSONView) {
    switch view.kind {
    case .object where view.count > 0: appendMembers(view, column: 0, isInline: true)
    case .array where view.count > 0: appendElements(view, column: 0, isInline: true)
    default: text += scalar(view, column: 0) + "\n"
    }
  }

  /// Appends what stands after `key:`.
  private mutating func appendValue(_ view: JSONView, column: Int) {
    switch view.kind {
    case .object where view.count > 0:
      text += "\n"
      appendMembers(view, column: column + 2, isInline: false)
    case .array where view.count > 0:
      text += "\n"
      appendElements(view, column: column + 2, isInline: false)
    default: text += " " + scalar(view, column: column) + "\n"
    }
  }

  /// Appends members that begin at a column.
  ///
  /// - Parameter isInline: whether the line has reached the column already.
  private mutating func appendMembers(_ view: JSONView, column: Int, isInline: Bool) {
    var isInline = isInline
    for (key, value) in view.members {
      appendMember(key.string ?? "", value, column: column, isInline: isInline)
      isInline = false
    }
  }

  private mutating func appendMember(
    _ name: String,
    _ value: JSONView,
    column: Int,
    isInline: Bool = false
  ) {
    let margin = YAMLWriter.margin(column)
    let key = YAMLScalarText(name).key
    text += isInline ? "" : margin
    text += key.utf8.count > YAMLWriter.longestImplicitKey ? "? \(key)\n\(margin):" : key + ":"
    appendValue(value, column: column)
  }

  private mutating func appendElements(_ view: JSONView, column: Int, isInline: Bool) {
    var isInline = isInline
    for element in view.elements {
      text += (isInline ? "" : YAMLWriter.margin(column)) + "- "
      isInline = false
      switch element.kind {
      case .object where element.count > 0:
        appendMembers(element, column: column + 2, isInline: true)
      case .array where element.count > 0:
        appendElements(element, column: column + 2, isInline: true)
      default: text += scalar(element, column: column) + "\n"
      }
    }
  }

  /// A value that holds no others, where its collection begins at `column`.
  private func scalar(_ view: JSONView, column: Int) -> String {
    guard let string = view.string else { return view.canonical.description }
    return YAMLScalarText(string).value(column: column)
  }

  private static func margin(_ column: Int) -> String { String(repeating: " ", count: column) }
}

/// A text on its way to being a scalar.
struct YAMLScalarText {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  /// As a key, in one line.
  var key: String { isPlain ? text : quoted }

  /// As a value of a collection that begins at `column`.
  func value(column: Int) -> String {
    if isPlain { return text }
    return isLiteral ? literal(column: column) : quoted
  }

  // MARK: Plain

  /// Whether the text can stand without quotation marks in block style, and means itself.
  private var isPlain: Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    guard !YAMLScalarText.indicators.contains(first), first != " ", last != " ", last != ":" else {
      return false
    }
    guard text.unicodeScalars.allSatisfy(YAMLScalarText.shows), !text.hasPrefix("...") else {
      return false
    }
    guard !contains(": "), !contains(" #") else { return false }
    return YAMLCoreSchema(Array(text.utf8)) == .text
  }

  /// What a plain scalar cannot begin with.
  private static let indicators = Set("-?:,[]{}#&*!|>'\"%@`".unicodeScalars)

  private func contains(_ pair: String) -> Bool {
    let (bytes, pair) = (Array(text.utf8), Array(pair.utf8))
    return zip(bytes, bytes.dropFirst()).contains { $0 == pair[0] && $1 == pair[1] }
  }

  // MARK: Literal

  private var lines: [Substring.UnicodeScalarView] {
    Substring(text).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Substring.UnicodeScalarView($0) }
  }

  /// Whether the text has several lines and stands in a block exactly as it is: nothing invisible,
  /// no spaces at the end of a line, at most one line feed at the end.
  private var isLiteral: Bool {
    let lines = lines
    guard lines.count > 1, lines.contains(where: { !$0.isEmpty }) else { return false }
    if lines.suffix(2).allSatisfy(\.isEmpty) { return false }
    return lines.allSatisfy { line in
      line.last != " " && line.allSatisfy(YAMLScalarText.shows)
    }
  }

  private func literal(column: Int) -> String {
    let lines = lines
    let endsLine = lines.last?.isEmpty == true
    // What begins with a space or an empty line says how far it is indented.
    let isUnclear = lines.first?.first == " " || lines.first?.isEmpty == true
    let margin = String(repeating: " ", count: column + 2)
    let body = (endsLine ? lines.dropLast() : lines[...]).map { line in
      line.isEmpty ? "" : margin + String(line)
    }
    return "|" + (isUnclear ? "2" : "") + (endsLine ? "" : "-") + "\n"
      + body.joined(separator: "\n")
  }

  // MARK: Quoted

  private var quoted: String {
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars { quoted.append(contentsOf: YAMLScalarText.escape(scalar)) }
    quoted.append("\"")
    return String(quoted)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    switch scalar {
    case "\"": return "\\\"".unicodeScalars
    case "\\": return "\\\\".unicodeScalars
    case "\n": return "\\n".unicodeScalars
    case "\r": return "\\r".unicodeScalars
    case "\t": return "\\t".unicodeScalars
    default:
      guard !shows(scalar) else { return String.UnicodeScalarView([scalar]) }
      let digits = String(scalar.value, radix: 16)
      let (mark, length) =
        scalar.value < 0x100
        ? ("x", 2)
        : scalar.value < 0x1_0000
          ? ("u", 4)
          : ("U", 8)
      let zeros = String(repeating: "0", count: length - digits.count)
      return "\\\(mark)\(zeros)\(digits)".unicodeScalars
    }
  }

  /// Whether a character may stand as it is: YAML allows it, every version of YAML reads it alike,
  /// and a person sees it.
  static func shows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
    case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }
}
