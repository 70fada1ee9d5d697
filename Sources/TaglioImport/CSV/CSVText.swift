import TaglioFormat

/// Looks for bytes that no cell may hold.
enum CSVText {
  /// Refuses NUL and what is not UTF-8.
  ///
  /// A surrogate in three bytes is what `UTF16Reader` makes of half a pair.
  static func check(_ row: UnsafeRawBufferPointer) throws(CSVFault) {
    guard let offset = firstFault(in: row) else { return }
    let byte = row[offset]
    if byte == 0 {
      throw CSVFault(
        at: offset,
        .init(.controlCharacter),
        "a NUL byte stands in the text",
        help: "remove it; a text full of them is UTF-16 or no text: file FILE"
      )
    }
    if byte == 0xED, offset + 1 < row.count, (0xA0...0xBF).contains(row[offset + 1]) {
      throw CSVFault(at: offset, .init(.loneSurrogate), "half of a surrogate pair stands here")
    }
    let hex = String(byte, radix: 16, uppercase: true)
    throw CSVFault(at: offset, .init(.invalidUTF8), "0x\(hex) is not UTF-8 here")
  }

  private static func firstFault(in row: UnsafeRawBufferPointer) -> Int? {
    guard !row.allSatisfy({ $0 != 0 && $0 < 0x80 }) else { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var rest = row.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar) where scalar.first == 0: return offset
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
