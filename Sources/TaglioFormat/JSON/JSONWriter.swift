/// Writes canonical JSON (RFC 8785).
package enum JSONWriter {
  /// Appends a string in quotation marks, escaping what must be escaped and nothing else.
  package static func appendString(
    _ contents: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    output.append(ASCII.quote)
    var start = 0
    for (index, byte) in contents.enumerated() where mustEscape(byte) {
      output.append(contentsOf: contents[start..<index])
      appendEscaped(UnicodeScalar(byte), to: &output)
      start = index + 1
    }
    output.append(contentsOf: contents[start...])
    output.append(ASCII.quote)
  }

  /// Appends a string in quotation marks, escaping what must be escaped and nothing else.
  package static func appendString(_ contents: String, to output: inout [UInt8]) {
    var contents = contents
    contents.withUTF8 { appendString($0, to: &output) }
  }

  @inline(__always)
  private static func mustEscape(_ byte: UInt8) -> Bool {
    byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash
  }

  /// Appends one character as it stands inside a string (RFC 8785, section 3.2.2.2).
  static func appendEscaped(_ scalar: UnicodeScalar, to output: inout [UInt8]) {
    guard scalar.isASCII, mustEscape(UInt8(scalar.value)) else {
      output.append(contentsOf: UTF8.encode(scalar) ?? .init())
      return
    }
    output.append(ASCII.backslash)
    let byte = UInt8(scalar.value)
    switch byte {
    case ASCII.quote, ASCII.backslash: output.append(byte)
    case ASCII.backspace: output.append(UInt8(ascii: "b"))
    case ASCII.tab: output.append(UInt8(ascii: "t"))
    case ASCII.lineFeed: output.append(ASCII.n)
    case ASCII.formFeed: output.append(UInt8(ascii: "f"))
    case ASCII.carriageReturn: output.append(UInt8(ascii: "r"))
    default:
      output.append(contentsOf: [ASCII.u, ASCII.zero, ASCII.zero])
      output.append(contentsOf: [Hex.digit(byte >> 4), Hex.digit(byte)])
    }
  }

  /// The canonical text of a string for a message, cut after about `limit` bytes.
  static func quoted(_ text: JSONText, limit: Int) -> String {
    var contents: [UInt8] = []
    text.appendContents(to: &contents)
    var end = min(limit, contents.count)
    while end < contents.count, contents[end] & 0xC0 == 0x80 { end -= 1 }
    var quoted: [UInt8] = []
    contents[..<end].withUnsafeBufferPointer { appendString($0, to: &quoted) }
    return String(decoding: quoted, as: UTF8.self) + (end < contents.count ? "…" : "")
  }
}
