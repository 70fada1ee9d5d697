import TaglioFormat

/// The part of a text that is in memory: from what is read next to as far as was needed so far.
///
/// A text is UTF-8 here. It may be compressed by gzip, recognised by its first bytes whatever the
/// file's name is, and begin with a byte order mark, which is passed over.
struct TextWindow: ~Copyable {
  private let reader: (any InputReader)?
  private var bytes: [UInt8]
  private var next = 0

  /// Where the unread part begins, after decompression and without the byte order mark.
  private(set) var position = TextPosition()

  /// Whether the window reaches to the end of the text.
  private(set) var isComplete: Bool

  /// How many bytes the window first holds.
  private static let firstLength = 256 << 10

  /// The beginning of a source's text.
  ///
  /// - Parameter decodesUTF16: whether UTF-16 with a byte order mark is taken and turned into UTF-8;
  ///   else it is refused.
  static func open(
    _ source: any InputSource,
    decodesUTF16: Bool = false
  ) throws -> TextWindow {
    let reader = try expandedReader(source)
    var window = TextWindow([], then: decodesUTF16 ? try decodedReader(reader) : reader)
    try window.inspectBeginning()
    return window
  }

  /// A text that is in memory already.
  init(_ text: [UInt8]) {
    self.init(text, then: nil)
  }

  private init(_ bytes: [UInt8], then reader: (any InputReader)?) {
    self.bytes = bytes
    self.reader = reader
    isComplete = reader == nil
  }

  /// How many bytes are in memory.
  var count: Int { bytes.count - next }

  /// The first byte in memory.
  var nextByte: UInt8? { next < bytes.count ? bytes[next] : nil }

  /// Lends the bytes in memory.
  func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try bytes.withUnsafeBytes { bytes in
      try body(UnsafeRawBufferPointer(rebasing: bytes[next...]))
    }
  }

  /// Reads on, about as much as is in memory already, or finds that the window is complete.
  mutating func grow() throws {
    guard let reader, !isComplete else { return }
    bytes.removeFirst(next)
    next = 0
    isComplete = try !reader.read(max(bytes.count, Self.firstLength), into: &bytes)
  }

  /// Passes over bytes in memory.
  mutating func advance(by count: Int) {
    position = withBytes {
      position.advanced(over: UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
    next += count
  }

  /// Passes over bytes in memory, after which the text stands in `line` and `column`.
  mutating func advance(by count: Int, line: Int, column: Int) {
    next += count
    position = TextPosition(offset: position.offset + count, line: line, column: column)
  }

  /// Takes the whole rest out of the text, if it is at most `limit` bytes; else nil.
  mutating func takeRest(limit: Int) throws -> [UInt8]? {
    while !isComplete && count <= limit { try grow() }
    guard count <= limit else { return nil }
    defer { next = bytes.count }
    return next == 0 ? bytes : Array(bytes[next...])
  }

  private static func expandedReader(_ source: any InputSource) throws -> any InputReader {
    let (first, reader) = try peek(2, into: source.open())
    return first.starts(with: [0x1F, 0x8B]) ? try GunzipReader(reader) : reader
  }

  private static func decodedReader(_ text: any InputReader) throws -> any InputReader {
    let (first, reader) = try peek(4, into: text)
    return UTF16Reader.ByteOrder(first).map { UTF16Reader(reader, $0) } ?? reader
  }

  /// The beginning of what a reader gives, `count` bytes where it has so many, and one that gives
  /// the same.
  private static func peek(
    _ count: Int,
    into reader: any InputReader
  ) throws -> (first: [UInt8], reader: any InputReader) {
    var first: [UInt8] = []
    while try first.count < count && reader.read(firstLength, into: &first) {}
    return (first, ResumedReader(first, then: reader))
  }

  private mutating func inspectBeginning() throws {
    while count < 4 && !isComplete { try grow() }
    if let other = Self.otherEncoding(bytes.prefix(4)) {
      throw Refusal(
        .encoding,
        at: position,
        "the text is \(other); taglio reads UTF-8",
        help: "convert the file: iconv -f \(other) -t UTF-8 FILE"
      )
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
  }

  /// Another encoding than UTF-8, known by its byte order mark or by the zeros it puts beside ASCII
  /// (RFC 4627, section 3).
  private static func otherEncoding(_ first: ArraySlice<UInt8>) -> String? {
    let zeros = first.map { $0 == 0 }
    if first.starts(with: [0xFF, 0xFE, 0, 0]) || zeros == [false, true, true, true] {
      return "UTF-32"
    }
    if first.starts(with: [0, 0, 0xFE, 0xFF]) || zeros == [true, true, true, false] {
      return "UTF-32"
    }
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    let alternates = zeros == [false, true, false, true] || zeros == [true, false, true, false]
    return alternates ? "UTF-16" : nil
  }
}
