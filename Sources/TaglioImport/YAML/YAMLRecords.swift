import TaglioFormat

/// The records of a YAML text: each of its documents is read like a JSON text.
///
/// The text is held whole, since aliases may lead back to any of its document.
struct YAMLRecords {
  /// The longest text that is read, in bytes.
  static let longest = 64 << 20

  private let pointer: JSONPointer?

  init(_ pointer: JSONPointer?) {
    self.pointer = pointer
  }

  /// Reads the text to its end.
  func read(_ window: consuming TextWindow, _ deliver: RecordSink) throws {
    guard let text = try window.takeRest(limit: Self.longest) else {
      throw Refusal(
        .init(.tooLarge),
        at: window.position,
        "the YAML text is longer than \(Self.longest) bytes",
        help: "split the file, or write JSON Lines, of which any length is read"
      )
    }
    try Self.forEachDocument(text) { json, places in
      try read(json, places, deliver)
    }
  }

  private func read(
    _ json: [UInt8],
    _ places: YAMLRecordPlaces,
    _ deliver: RecordSink
  ) throws {
    do {
      try JSONRecords(pointer).read(JSONStream(TextWindow(json))) { document, position in
        try deliver(document, places.position(at: position.offset))
      }
    } catch var refusal as Refusal {
      refusal.position = refusal.position.map { places.position(at: $0.offset) }
      throw refusal
    }
  }

  /// Calls `body` with the JSON text of each document of a YAML text.
  ///
  /// A text without a line break at its end is read as if it had one: the YAML test suite demands
  /// it, and whether an editor adds it must not change a block of text.
  static func forEachDocument(
    _ text: consuming [UInt8],
    _ body: ([UInt8], YAMLRecordPlaces) throws -> Void
  ) throws {
    if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    try text.withUnsafeBufferPointer { text in
      var composer = try YAMLComposer(text)
      while let (json, places) = try composer.next() {
        try body(json, places)
      }
    }
  }
}
