extension Character {
  /// How many columns of a terminal the character takes: 2 for the wide ones of East Asia and
  /// emoji, else 1.
  ///
  /// By the ranges of Unicode's East Asian Width that terminals agree on; nothing breaks where a
  /// terminal sees it otherwise, a line is only a little longer or shorter.
  var displayWidth: Int {
    guard let value = unicodeScalars.first?.value, value >= 0x1100 else { return 1 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
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
  /// Lines that the text has already stay apart.
  func wrapped(to width: Int?) -> [String] {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    guard let width, width > 0 else { return lines.map(String.init) }
    return lines.flatMap { $0.wrapped(to: width) }
  }
}

extension Substring {
  fileprivate func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      let length = word.displayWidth
      if !lines.isEmpty || !line.isEmpty, used + 1 + length > width {
        lines.append(line)
        (line, used) = (String(word), length)
      } else {
        let isFirst = line.isEmpty && used == 0
        line += (isFirst ? "" : " ") + word
        used += length + (isFirst ? 0 : 1)
      }
    }
    return lines + [line]
  }
}
