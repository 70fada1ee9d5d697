import CYaml
import TaglioFormat

/// From the marks of libyaml, which count characters, to places in the bytes of the text.
struct YAMLPlaces {
  private let text: UnsafeBufferPointer<UInt8>

  /// Where each line begins.
  ///
  /// Lines end as YAML has it: with LF, CR LF or CR.
  private var lineStarts = [0]

  /// The character and the byte of the last mark; marks seldom go back.
  private var index = 0
  private var offset = 0

  /// Looks at the whole text, which must stay where it is.
  ///
  /// - Throws: `byteOrderMark`, which YAML 1.2 forbids in content and libyaml takes for a letter;
  ///   `ambiguousLineBreak` for a raw U+0085, U+2028 or U+2029. In YAML 1.1, and for libyaml,
  ///   these end a line and are folded; in YAML 1.2 they are characters like others.
  init(_ text: UnsafeBufferPointer<UInt8>) throws(Refusal) {
    self.text = text
    for offset in text.indices {
      switch text[offset] {
      case UInt8(ascii: "\n"): lineStarts.append(offset + 1)
      case UInt8(ascii: "\r") where byte(offset + 1) != UInt8(ascii: "\n"):
        lineStarts.append(offset + 1)
      case 0xC2 where byte(offset + 1) == 0x85: throw ambiguous("0085", "\\N", offset)
      case 0xE2 where byte(offset + 1) == 0x80:
        if byte(offset + 2) == 0xA8 { throw ambiguous("2028", "\\L", offset) }
        if byte(offset + 2) == 0xA9 { throw ambiguous("2029", "\\P", offset) }
      case 0xEF where byte(offset + 1) == 0xBB && byte(offset + 2) == 0xBF:
        throw byteOrderMark(offset)
      default: continue
      }
    }
  }

  /// The place of a mark.
  mutating func position(_ mark: yaml_mark_t) -> TextPosition {
    while index < mark.index && offset < text.count {
      offset += 1
      while offset < text.count && isContinuation(offset) { offset += 1 }
      index += 1
    }
    while index > mark.index && offset > 0 {
      offset -= 1
      while offset > 0 && isContinuation(offset) { offset -= 1 }
      index -= 1
    }
    let line = min(mark.line, lineStarts.count - 1)
    return place(line)
  }

  /// The place of a byte.
  func position(offset: Int) -> TextPosition {
    let line = (lineStarts.firstIndex { $0 > offset } ?? lineStarts.count) - 1
    return TextPosition(
      offset: offset,
      line: line + 1,
      column: offset - lineStarts[line] + 1
    )
  }

  private func place(_ line: Int) -> TextPosition {
    TextPosition(offset: offset, line: line + 1, column: max(offset - lineStarts[line], 0) + 1)
  }

  private func isContinuation(_ offset: Int) -> Bool {
    text[offset] & 0xC0 == 0x80
  }

  private func byte(_ offset: Int) -> UInt8? {
    offset < text.count ? text[offset] : nil
  }

  private func byteOrderMark(_ offset: Int) -> Refusal {
    Refusal(
      .init(.byteOrderMark),
      at: position(offset: offset),
      "a byte order mark stands inside the text",
      help: "remove it, or write it as \\uFEFF in double quotation marks"
    )
  }

  private func ambiguous(_ point: String, _ escape: String, _ offset: Int) -> Refusal {
    Refusal(
      .ambiguousLineBreak,
      at: position(offset: offset),
      "U+\(point) is a line break in YAML 1.1 and none in YAML 1.2",
      help: "write it as \(escape) in double quotation marks"
    )
  }
}
