import TaglioFormat

/// The records of JSON texts that follow one another, with white space between them or none.
///
/// Without a pointer, a text that is an array holds a record in each element, and any other text is
/// a record. With one, the records are the elements of the array that it leads to in each text.
struct JSONRecords {
  private let pointer: JSONPointer?
  private var document = JSONDocument()

  init(_ pointer: JSONPointer?) {
    self.pointer = pointer
  }

  /// Reads the stream to its end.
  consuming func read(_ stream: consuming JSONStream, _ deliver: RecordSink) throws {
    while let byte = try stream.peek() {
      if let pointer {
        try PointerSearch(pointer).read(&stream, deliver)
      } else if byte == UInt8(ascii: "[") {
        try stream.readElements { stream, _ in
          try readRecord(&stream, deliver)
        }
      } else {
        try readRecord(&stream, deliver)
      }
    }
  }

  private mutating func readRecord(_ stream: inout JSONStream, _ deliver: RecordSink) throws {
    let position = try stream.readValue(into: &document)
    try deliver(document, position)
  }
}
