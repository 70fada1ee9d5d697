import TaglioFormat

/// Cuts texts into what is compared as one.
enum TextTokens {
  /// Words, single punctuation marks, and runs of white space.
  ///
  /// A word is a run of letters and digits. In scripts that put no spaces between words each letter
  /// is a word. A character that Unicode composes of several code points is never cut.
  static func words(_ text: String) -> [ExactString] {
    cut(text) { left, right in
      let kind = left.tokenKind
      return kind == right.tokenKind && (kind == .word || kind == .space)
    }
  }

  /// Lines, each with the line feed that ends it.
  static func lines(_ text: String) -> [ExactString] {
    var lines: [ExactString] = []
    var rest = text.utf8[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(ExactString(String(decoding: rest[...end], as: UTF8.self)))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { lines.append(ExactString(String(decoding: rest, as: UTF8.self))) }
    return lines
  }

  private static func cut(
    _ text: String,
    _ belongTogether: (Character, Character) -> Bool
  ) -> [ExactString] {
    var tokens: [ExactString] = []
    var token = ""
    for character in text {
      if let last = token.last, !belongTogether(last, character) {
        tokens.append(ExactString(token))
        token = ""
      }
      token.append(character)
    }
    if !token.isEmpty { tokens.append(ExactString(token)) }
    return tokens
  }
}

private enum TokenKind {
  case word, space, single
}

extension Character {
  fileprivate var tokenKind: TokenKind {
    if isWhitespace { return .space }
    guard isLetter || isNumber else { return .single }
    return unicodeScalars.first?.isWrittenWithoutSpaces == true ? .single : .word
  }
}

extension Unicode.Scalar {
  /// Letters of Chinese, Japanese, Thai, Lao, Burmese and Khmer.
  fileprivate var isWrittenWithoutSpaces: Bool {
    if properties.isIdeographic { return true }
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x31F0...0x31FF,
      0xFF66...0xFF9F:
      return true
    default: return false
    }
  }
}
