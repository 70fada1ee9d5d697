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

extension Unicode.Scalar {
  /// Controls (C0, DEL, C1), line and paragraph separators, what steers bidirectional text
  /// (`Bidi_Control`), and what shows nothing (`Default_Ignorable_Code_Point`: zero-width spaces,
  /// soft hyphens, fillers, tags, the byte order mark) or annotates text (U+FFF9 to U+FFFB).
  ///
  /// Joiners and variation selectors show nothing either and stay: writing and emoji need them.
  fileprivate var mustBeEscaped: Bool {
    switch value {
    case 0x20...0x7E: false
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    case 0x200C, 0x200D: false
    case 0xFFF9...0xFFFB: true
    default: properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
    }
  }

  fileprivate var visibleEscape: String {
    switch self {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case _ where value < 0x80: "\\x\(hexadecimal(value, digits: 2))"
    case _ where value < 0x10000: "\\u\(hexadecimal(value, digits: 4))"
    default: "\\u{\(hexadecimal(value, digits: 5))}"
    }
  }

  /// As JSON has it: beyond four digits a pair of surrogates.
  fileprivate var jsonEscape: String {
    UTF16.encode(self).map { $0.map { "\\u" + hexadecimal(UInt32($0), digits: 4) }.joined() } ?? ""
  }

  private func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
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
