extension JSONParser {
  /// The position of the byte at `offset` of the text.
  func position(_ offset: Int) -> TextPosition {
    origin.advanced(over: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[..<offset]))
  }

  func failure(_ code: JSONError.Code, at offset: Int, _ detail: String) -> JSONError {
    JSONError(code, at: position(offset), detail)
  }

  func endOfText(_ wanted: String) -> JSONError {
    if nodes.count == 0 && text.allSatisfy({ $0 <= ASCII.space }) {
      return failure(.unexpectedEnd, at: text.count, "the text is empty")
    }
    return failure(.unexpectedEnd, at: text.count, "the text ends where \(wanted) was expected")
  }

  /// The byte at `at` is not what the grammar wants.
  func unexpected(_ wanted: String) -> JSONError {
    let hint = hint.map { "; \($0)" } ?? ""
    return failure(.syntax, at: at, "expected \(wanted), found \(described(at))\(hint)")
  }

  /// What the writer probably meant, for the slips that are common.
  private var hint: String? {
    switch text[at] {
    case UInt8(ascii: "'"): return "strings stand in double quotation marks"
    case ASCII.slash, UInt8(ascii: "#"): return "JSON has no comments"
    case ASCII.closeBrace, ASCII.closeBracket: return "is there a comma too many before it?"
    case UInt8(ascii: "N"), UInt8(ascii: "I"): return "JSON has no NaN, Infinity or None"
    case UInt8(ascii: "T"), UInt8(ascii: "F"): return "JSON writes true and false"
    default: return nil
    }
  }

  /// The character at `offset` as a person would name it.
  func described(_ offset: Int) -> String {
    let byte = text[offset]
    guard (0x21..<0x7F).contains(byte) else { return "byte 0x" + Hex.string([byte]) }
    return "'" + String(UnicodeScalar(byte)) + "'"
  }
}
