/// Text for `man`, in its macros of section 7.
struct Roff {
  private(set) var text = ""

  /// A line that begins with a macro; arguments are quoted.
  mutating func macro(_ name: String, _ arguments: String...) {
    text += ([name] + arguments.map { "\"" + $0.roffEscaped + "\"" }).joined(separator: " ") + "\n"
  }

  /// The width of the lines of text, for those who read the source.
  private static let columns = 72

  /// Text that is filled.
  mutating func fill(_ text: String) {
    for line in text.wrapped(to: Roff.columns) { self.line(line) }
  }

  /// A line of text as it is.
  mutating func line(_ line: String) {
    text += line.roffLine + "\n"
  }

  /// Text that is filled, its paragraphs apart.
  mutating func paragraphs(_ body: String) {
    for (number, paragraph) in body.split(separator: "\n\n").enumerated() {
      if number > 0 { macro(".PP") }
      fill(String(paragraph))
    }
  }

  /// Lines that stay as they are, indented.
  mutating func example(_ lines: [String]) {
    macro(".RS", "4")
    macro(".nf")
    for example in lines { line(example) }
    macro(".fi")
    macro(".RE")
  }
}

extension String {
  /// A line of text that no formatter takes for a request.
  fileprivate var roffLine: String {
    let escaped = roffEscaped
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }

  /// The text with every character that formatters change written as what stands for it.
  ///
  /// Hyphens, quotes, carets and tildes come out as they are typed, so that they can be copied.
  fileprivate var roffEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "\"": escaped += "\\(dq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        escaped += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return escaped
  }
}
