import TaglioFormat

extension String {
  /// The text with everything that could steer a terminal, reorder a line or hide in it made visible.
  ///
  /// Control characters become `\n`, `\t`, `\r` or `\x1b`; C1 controls, line separators, the
  /// controls of bidirectional text and characters that show nothing become `\u202e`, beyond four
  /// digits `\u{e0041}`. Everything else stays as it is, backslashes too: this is for reading, and
  /// `--json` has the exact text.
  func escapedForTerminal(keepingLines: Bool = false) -> String {
    guard unicodeScalars.contains(where: { $0.mustBeEscaped }) else { return self }
    var escaped = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isKept = keepingLines && (scalar == "\n" || scalar == "\t")
      if scalar.mustBeEscaped && !isKept {
        escaped.append(contentsOf: scalar.visibleEscape.unicodeScalars)
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// JSON with everything that could steer a terminal written as an escape of JSON, so that it
  /// stays the same value.
  ///
  /// Line feeds and tabs stay: outside of strings they are white space, and inside they cannot be.
  func escapedJSONForTerminal() -> String {
    guard unicodeScalars.contains(where: { $0.mustBeEscaped }) else { return self }
    var escaped = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.mustBeEscaped && scalar != "\n" && scalar != "\t" {
        escaped.append(contentsOf: scalar.jsonEscape.unicodeScalars)
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

extension String {
  /// The text as one word of a POSIX shell's command line.
  var shellWord: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-_./:@%+=,".utf8.contains(byte)
        }
      }
    return isPlain
      ? self
      : "'"
        + split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: #"'\''"#) + "'"
  }
}
