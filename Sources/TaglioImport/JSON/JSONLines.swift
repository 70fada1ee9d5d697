import TaglioFormat

/// The records of a JSONL text: one in each line that is not blank.
///
/// A text whose first line is the beginning of a value is no JSONL, whatever its name says, and is
/// read as JSON: files that hold one document over many lines are often named so.
struct JSONLines {
  private static let lineLimit = JSONDocument.Limits().bytes
  private var document = JSONDocument()

  /// Reads the text to its end.
  consuming func read(_ window: consuming TextWindow, _ deliver: RecordSink) throws {
    var isFirst = true
    while let length = try window.lineLength(limit: Self.lineLimit) {
      switch try parseLine(window, length) {
      case .blank: break
      case .value(let position):
        isFirst = false
        try deliver(document, position)
      case .cut where isFirst:
        return try JSONRecords(nil).read(JSONStream(window), deliver)
      case .cut(let refusal): throw refusal
      }
      window.advance(by: min(length + 1, window.count))
    }
  }

  private enum Line {
    case blank
    case value(TextPosition)
    /// The line ends inside its value.
    case cut(Refusal)
  }

  /// Reads the first `length` bytes of the window, which must be one value, into the document.
  private mutating func parseLine(
    _ window: borrowing TextWindow,
    _ length: Int
  ) throws -> Line {
    let start = TextPosition(line: window.position.line)
    do {
      return try window.withBytes { bytes in
        let line = UnsafeRawBufferPointer(rebasing: bytes[..<length])
        guard !line.allSatisfy(isJSONSpace) else { return .blank }
        let end = try document.reparsePrefix(line, at: start)
        try requireBlank(line[end.offset...], at: end)
        return .value(window.position.advanced(to: document.root.position))
      }
    } catch let error as JSONError {
      let refusal = Refusal(error, at: window.position.advanced(to: error.position))
      guard error.code == .unexpectedEnd else { throw refusal }
      return .cut(refusal)
    }
  }

  private func requireBlank(
    _ rest: Slice<UnsafeRawBufferPointer>,
    at end: TextPosition
  ) throws(JSONError) {
    guard let index = rest.firstIndex(where: { !isJSONSpace($0) }) else { return }
    let place = end.advanced(over: UnsafeRawBufferPointer(rebasing: rest[..<index]))
    throw JSONError(.trailingData, at: place, "more follows the record in this line")
  }
}
