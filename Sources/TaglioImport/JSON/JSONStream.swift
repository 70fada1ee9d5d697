import TaglioFormat

/// The tokens and values of JSON texts that follow one another, with one value in memory at a time.
struct JSONStream: ~Copyable {
  private var window: TextWindow

  init(_ window: consuming TextWindow) {
    self.window = window
  }

  /// Where the text stands.
  var position: TextPosition { window.position }

  /// The next byte that is not white space, which stays unread; nil at the end of the text.
  mutating func peek() throws -> UInt8? {
    try window.isBlank() ? nil : window.nextByte
  }

  /// Passes over the byte that was peeked at.
  mutating func skipByte() {
    window.advance(by: 1)
  }

  /// Reads the next value whole.
  ///
  /// - Returns: where the value begins.
  mutating func readValue(into document: inout JSONDocument) throws -> TextPosition {
    _ = try peek()
    let start = window.position
    while true {
      do {
        let end = try window.parseValue(into: &document)
        guard end.offset == window.count, !window.isComplete else {
          window.advance(by: end.offset, line: end.line, column: end.column)
          return start
        }
      } catch let error as JSONError {
        guard !window.isComplete, window.mayHaveCaused(error) else {
          throw Refusal(error, at: window.position.advanced(to: error.position))
        }
      }
      try window.grow()
    }
  }
}

extension TextWindow {
  /// Reads the value that begins the window; its end, with the offset counted in the window.
  func parseValue(into document: inout JSONDocument) throws -> TextPosition {
    let start = TextPosition(line: position.line, column: position.column)
    return try withBytes { try document.reparsePrefix($0, at: start) }
  }

  /// Whether an error may be owed to the end of the window, not to the text: it says so, or is so
  /// near that a character or an escape may have been cut, or it is in a number that reaches it.
  func mayHaveCaused(_ error: JSONError) -> Bool {
    let offset = error.position.offset
    if error.code == .unexpectedEnd || count - offset < 16 { return true }
    let numberBytes = "+-.0123456789Ee".utf8
    return withBytes { bytes in bytes[offset...].allSatisfy { numberBytes.contains($0) } }
  }
}

extension TextPosition {
  /// A place whose line and column count from the text's beginning, but whose offset from here.
  func advanced(to place: TextPosition) -> TextPosition {
    TextPosition(offset: offset + place.offset, line: place.line, column: place.column)
  }
}
