extension JSONParser {
  /// Reads the string whose quotation mark is at `at`.
  mutating func string() throws(JSONError) {
    let start = at + 1
    var traits: JSONNode.Traits = [.canonical, .plain]
    at = start
    while true {
      skipPlain()
      guard at < text.count else { throw unterminated() }
      switch text[at] {
      case ASCII.quote:
        appendScalar(.string, from: start, to: at, traits)
        at += 1
        return
      case ASCII.backslash:
        traits.remove(.plain)
        if try !escape() {
          traits.remove(.canonical)
          isCanonical = false
        }
      case 0x80...:
        repeat { try multibyte() } while at < text.count && text[at] >= 0x80
      default: throw rawControl()
      }
    }
  }

  /// Passes over bytes that need no attention: ASCII but for controls, `"` and `\`.
  ///
  /// Eight bytes at a time; a load stays inside the text.
  @inline(__always)
  private mutating func skipPlain() {
    let bytes = UnsafeRawBufferPointer(text)
    var place = at
    let last = text.count &- 8
    while place <= last {
      let special = Self.special(bytes, place)
      guard special == 0 else {
        at = place &+ special.trailingZeroBitCount / 8
        return
      }
      place &+= 8
    }
    while place < text.count, Self.isPlain(text[place]) { place &+= 1 }
    at = place
  }

  /// The high bits of the bytes, of eight from `offset` on, that need attention.
  ///
  /// Borrows may set bits above the lowest one, which is therefore the only one to look at.
  @inline(__always)
  private static func special(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    let quote = (word ^ (ones &* UInt64(ASCII.quote))) &- ones
    let backslash = (word ^ (ones &* UInt64(ASCII.backslash))) &- ones
    let control = word &- ones &* UInt64(ASCII.space)
    return (quote | backslash | control | word) & (ones &* 0x80)
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= ASCII.space && byte < 0x80 && byte != ASCII.quote && byte != ASCII.backslash
  }

  /// Passes over the escape at `at`; says whether canonical text spells the character so.
  private mutating func escape() throws(JSONError) -> Bool {
    guard at + 1 < text.count else { throw unterminated() }
    switch text[at + 1] {
    case ASCII.quote, ASCII.backslash, UInt8(ascii: "b"), UInt8(ascii: "f"), ASCII.n,
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 2
      return true
    case ASCII.slash:
      at += 2
      return false
    case ASCII.u: return try unicodeEscape()
    default:
      throw failure(.syntax, at: at, "\\ followed by \(described(at + 1)) is no escape")
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Bool {
    let start = at
    let unit = try codeUnit(at)
    at += 6
    switch unit {
    case 0xD800...0xDBFF:
      guard at + 1 < text.count, text[at] == ASCII.backslash, text[at + 1] == ASCII.u,
        case 0xDC00...0xDFFF = try codeUnit(at)
      else { throw loneSurrogate(start) }
      at += 6
      return false
    case 0xDC00...0xDFFF: throw loneSurrogate(start)
    case 0x08, 0x09, 0x0A, 0x0C, 0x0D: return false
    case 0x00...0x1F: return text[start + 5] < UInt8(ascii: "A") || text[start + 5] >= ASCII.a
    default: return false
    }
  }

  /// The value of the four digits of the `\u` escape at `start`.
  private func codeUnit(_ start: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for index in start + 2..<start + 6 {
      guard index < text.count else { throw unterminated() }
      guard let digit = Hex.value(text[index], capitals: true) else {
        let detail = "\\u wants four hexadecimal digits, found \(described(index))"
        throw failure(.syntax, at: start, detail)
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// Passes over one character of two to four bytes, or refuses it (RFC 3629, section 4).
  private mutating func multibyte() throws(JSONError) {
    let lead = text[at]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw invalidUTF8()
    }
    guard at + length <= text.count, second.contains(text[at + 1]),
      text[(at + 2)..<(at + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { throw invalidUTF8() }
    at += length
  }

  private func invalidUTF8() -> JSONError {
    if at + 1 < text.count, text[at] == 0xED, (0xA0...0xBF).contains(text[at + 1]) {
      return failure(.loneSurrogate, at: at, "a surrogate is encoded in UTF-8")
    }
    return failure(.invalidUTF8, at: at, "\(described(at)) is not UTF-8 here")
  }

  private func loneSurrogate(_ offset: Int) -> JSONError {
    let spelling = String(decoding: text[offset..<offset + 6], as: UTF8.self)
    return failure(.loneSurrogate, at: offset, "\(spelling) is half of a surrogate pair")
  }

  private func unterminated() -> JSONError {
    failure(.unexpectedEnd, at: text.count, "the text ends inside a string")
  }

  private func rawControl() -> JSONError {
    let byte = Hex.string([text[at]])
    return failure(
      .controlCharacter,
      at: at,
      "control character 0x\(byte) must be written \\u00\(byte)"
    )
  }
}
