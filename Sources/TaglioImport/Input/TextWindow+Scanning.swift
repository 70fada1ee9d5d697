import TaglioFormat

extension TextWindow {
  /// Passes over white space; whether nothing else is left.
  mutating func isBlank() throws -> Bool {
    while true {
      let length = withBytes { bytes in bytes.firstIndex { !isJSONSpace($0) } ?? bytes.count }
      advance(by: length)
      if count > 0 { return false }
      if isComplete { return true }
      try grow()
    }
  }

  /// The length of the line that begins here, without its LF; nil at the end of the text.
  ///
  /// The line is in memory then.
  mutating func lineLength(limit: Int) throws -> Int? {
    while true {
      let end = withBytes { bytes in bytes.offset(of: UInt8(ascii: "\n")) }
      if let end { return end }
      if isComplete { return count > 0 ? count : nil }
      guard count <= limit else {
        throw Refusal(
          .init(.tooLarge),
          at: position,
          "the line is longer than \(limit) bytes"
        )
      }
      try grow()
    }
  }
}

/// Whether a byte is white space between the tokens of JSON.
func isJSONSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}
