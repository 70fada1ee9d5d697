extension Unicode.Scalar {
  /// Controls (C0, DEL, C1), line and paragraph separators, what steers bidirectional text
  /// (`Bidi_Control`), and what shows nothing (`Default_Ignorable_Code_Point`: zero-width spaces,
  /// soft hyphens, fillers, tags, the byte order mark) or annotates text (U+FFF9 to U+FFFB).
  ///
  /// Joiners and variation selectors show nothing either and stay: writing and emoji need them.
  package var mustBeEscaped: Bool {
    switch value {
    case 0x20...0x7E: false
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    case 0x200C, 0x200D: false
    case 0xFFF9...0xFFFB: true
    default: properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
    }
  }

  /// Whether it is the last or the last but one of a plane, which are no characters: XML forbids two
  /// of them.
  package var isNoncharacter: Bool { value & 0xFFFE == 0xFFFE }

  /// What is shown in its place: `\n`, `\x1b`, `\u202e`, `\u{e0041}`.
  package var visibleEscape: String {
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
  package var jsonEscape: String {
    UTF16.encode(self).map { $0.map { "\\u" + hexadecimal(UInt32($0), digits: 4) }.joined() } ?? ""
  }

  private func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
