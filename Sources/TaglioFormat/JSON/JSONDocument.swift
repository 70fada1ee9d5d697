/// One parsed JSON text: its bytes and a flat table of sixteen-byte nodes.
///
/// What was accepted has a canonical text: every number has a value, no key occurs twice.
package struct JSONDocument: Sendable {
  /// What a text may have at most.
  package struct Limits: Hashable, Sendable {
    /// Arrays and objects inside one another; more than 1,024 are never read.
    package var depth: Int

    /// Bytes of the text; more than 2 GiB are never read.
    package var bytes: Int

    package init(depth: Int = 512, bytes: Int = 64 << 20) {
      self.depth = min(depth, 1024)
      self.bytes = min(bytes, 1 << 31 - 1)
    }

    /// For texts that taglio has made itself.
    static let widest = Limits(depth: .max, bytes: .max)
  }

  private(set) var text: [UInt8]
  private(set) var nodes: JSONNodeTable

  /// Where the text begins in what it was cut from.
  private(set) var origin = TextPosition()

  private var isCanonicalForm = true
  private var hasOpenNumbers = false

  /// The document `null`.
  package init() {
    text = Self.nullText
    nodes = .null
  }

  private static let nullText = Array("null".utf8)

  /// Reads a text that is one value, with white space around it or none.
  package init(parsing bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) {
    self.init()
    let parser = try bytes.withParser { bytes throws(JSONError) in
      try Self.parseAll(bytes, limits, reusing: Self.table(for: bytes.count))
    }
    text = bytes
    adopt(parser)
  }

  /// Reads a copy of a text that is one value, with white space around it or none.
  package init(
    parsing bytes: UnsafeRawBufferPointer,
    limits: Limits = Limits()
  ) throws(JSONError) {
    self.init()
    try reparse(bytes, limits: limits)
  }

  /// Replaces this document by that of another text, reusing its memory.
  ///
  /// If the text is refused, the document is `null`.
  package mutating func reparse(
    _ bytes: UnsafeRawBufferPointer,
    limits: Limits = Limits()
  ) throws(JSONError) {
    let table = surrenderNodes()
    let bytes = bytes.bindMemory(to: UInt8.self)
    do {
      adopt(try Self.parseAll(bytes, limits, reusing: table), text: bytes)
    } catch {
      self = JSONDocument()
      throw error
    }
  }

  /// Replaces this document by the value that begins at `start` of a larger text, after optional
  /// white space, reusing its memory; returns where the value ends.
  ///
  /// Costs what the value costs, however long the text around it is. If the value is refused, the
  /// document is `null`.
  package mutating func reparsePrefix(
    _ bytes: UnsafeRawBufferPointer,
    at start: TextPosition,
    limits: Limits = Limits()
  ) throws(JSONError) -> TextPosition {
    let table = surrenderNodes()
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start.offset...])
      .bindMemory(to: UInt8.self)
    let window = UnsafeBufferPointer(rebasing: rest.prefix(limits.bytes + 1))
    var parser = JSONParser(window, from: start, limits: limits, reusing: table)
    do {
      try parser.parseValue()
    } catch {
      self = JSONDocument()
      // What is wrong within the last escape or character before the cut is the cut's doing.
      let isAtEnd = error.position.offset - start.offset + 12 > limits.bytes
      throw isAtEnd && window.count < rest.count ? Self.tooLarge(limits, at: start) : error
    }
    guard parser.at <= limits.bytes else {
      self = JSONDocument()
      throw Self.tooLarge(limits, at: start)
    }
    let value = UnsafeBufferPointer(rebasing: window[..<parser.at])
    adopt(parser, text: value)
    return start.advanced(over: UnsafeRawBufferPointer(value))
  }

  /// Reads the value that begins at `start` of a larger text, after optional white space.
  package static func parsePrefix(
    _ bytes: UnsafeRawBufferPointer,
    at start: TextPosition,
    limits: Limits = Limits()
  ) throws(JSONError) -> (document: JSONDocument, end: TextPosition) {
    var document = JSONDocument()
    let end = try document.reparsePrefix(bytes, at: start, limits: limits)
    return (document, end)
  }

  /// Reads the value that begins at byte `start` of a larger text, after optional white space.
  ///
  /// Counts the lines before `start`; a loop over a long text passes on a `TextPosition` instead.
  package static func parsePrefix(
    _ bytes: UnsafeRawBufferPointer,
    at start: Int,
    limits: Limits = Limits()
  ) throws(JSONError) -> (document: JSONDocument, end: Int) {
    let position = TextPosition().advanced(
      over: UnsafeRawBufferPointer(rebasing: bytes[..<start])
    )
    let (document, end) = try parsePrefix(bytes, at: position, limits: limits)
    return (document, end.offset)
  }

  /// The value that the text is.
  package var root: JSONView { JSONView(document: self, index: 0) }

  /// Whether the text is its value's canonical text, byte for byte.
  package var isCanonical: Bool {
    guard isCanonicalForm else { return false }
    guard hasOpenNumbers else { return true }
    return root.canonical.bytes == text
  }

  private static func parseAll(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ limits: Limits,
    reusing nodes: consuming JSONNodeTable
  ) throws(JSONError) -> JSONParser {
    guard bytes.count <= limits.bytes else { throw tooLarge(limits, at: TextPosition()) }
    var parser = JSONParser(bytes, from: TextPosition(), limits: limits, reusing: nodes)
    try parser.parseValue()
    try parser.parseEnd()
    return parser
  }

  /// Room for the nodes of most texts of this length.
  private static func table(for length: Int) -> JSONNodeTable {
    JSONNodeTable(capacity: 8 + length / 16)
  }

  private static func tooLarge(_ limits: Limits, at position: TextPosition) -> JSONError {
    JSONError(.tooLarge, at: position, "the text is longer than \(limits.bytes) bytes")
  }

  /// Gives away the table, so that the parser is its only owner.
  private mutating func surrenderNodes() -> JSONNodeTable {
    var table = JSONNodeTable.null
    swap(&table, &nodes)
    return table
  }

  private mutating func adopt(_ parser: consuming JSONParser, text: UnsafeBufferPointer<UInt8>) {
    self.text.removeAll(keepingCapacity: true)
    self.text.append(contentsOf: text)
    adopt(parser)
  }

  private mutating func adopt(_ parser: consuming JSONParser) {
    nodes = parser.nodes
    origin = parser.origin
    isCanonicalForm = parser.isCanonical
    hasOpenNumbers = parser.hasOpenNumbers
  }
}

extension [UInt8] {
  /// `withUnsafeBufferPointer` with a typed error.
  fileprivate func withParser<R>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(JSONError) -> R
  ) throws(JSONError) -> R {
    let result = withUnsafeBufferPointer { bytes in
      Result { () throws(JSONError) in try body(bytes) }
    }
    return try result.get()
  }
}
