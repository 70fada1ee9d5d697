extension Character {
  /// How many columns of a terminal the character takes: 2 for the wide ones of East Asia and
  /// emoji, 0 for a mark or a joiner that stands alone, 8 for a tab, which takes at most that, else
  /// 1.
  ///
  /// What combines with a character belongs to it and takes nothing. By the ranges of Unicode's
  /// East Asian Width that terminals agree on; nothing breaks where a terminal sees it otherwise, a
  /// line is only a little longer or shorter.
  var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x09: return 8
    case 0..<0x0300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF, 0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.isEmojiPresentation ? 2 : scalar.takesNothing ? 0 : 1
    }
  }
}

extension Unicode.Scalar {
  fileprivate var takesNothing: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}

extension StringProtocol {
  /// How many columns of a terminal the text takes.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text, or as much of it as fits `width` columns with an ellipsis after it.
  func fitted(to width: Int) -> String {
    guard displayWidth > width else { return String(self) }
    guard width > 0 else { return "" }
    var taken = 0
    var text = ""
    for character in self {
      let next = character.displayWidth
      if taken + next > width - 1 { break }
      text.append(character)
      taken += next
    }
    return text + "…"
  }

  /// The text with spaces after it up to `width` columns.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - displayWidth))
  }
}

extension String {
  /// The text in lines of at most `width` columns, broken at spaces where that is possible.
  ///
  /// Lines that the text has already stay apart, and keep the spaces that they begin with. A word
  /// that is longer stays whole, so that it can be copied, unless it holds wide characters, between
  /// which lines may break.
  func wrapped(to width: Int?) -> [String] {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    guard let width, width > 0 else { return lines.map(String.init) }
    return lines.flatMap { line in
      var wrapping = Wrapping(width: width)
      for word in line.split(separator: " ", omittingEmptySubsequences: false) {
        wrapping.add(word)
      }
      return wrapping.lines + [wrapping.line]
    }
  }
}

/// Words on their way into lines.
private struct Wrapping {
  let width: Int
  /// The lines that are full.
  private(set) var lines: [String] = []
  /// The line that is being filled.
  private(set) var line = ""
  private var used = 0
  private var hasWord = false

  init(width: Int) {
    self.width = width
  }

  mutating func add(_ word: Substring) {
    let length = word.displayWidth
    if hasWord {
      if used + 1 + length > width { breakLine() } else { put(" ", 1) }
    }
    if length > width, word.contains(where: { $0.displayWidth == 2 }) {
      for character in word {
        if used + character.displayWidth > width { breakLine() }
        put(String(character), character.displayWidth)
      }
    } else {
      put(String(word), length)
    }
    hasWord = true
  }

  private mutating func put(_ text: String, _ length: Int) {
    line += text
    used += length
  }

  private mutating func breakLine() {
    lines.append(line)
    (line, used) = ("", 0)
  }
}
