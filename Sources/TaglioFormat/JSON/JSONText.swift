/// What stands between the quotation marks of a string that the parser has accepted.
///
/// It lends bytes from the document; it must not outlive the access that made it.
struct JSONText {
  let raw: UnsafeBufferPointer<UInt8>

  /// No escapes: `raw` is the contents.
  let isPlain: Bool

  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>, _ node: JSONNode) {
    raw = UnsafeBufferPointer(rebasing: text[node.range])
    isPlain = node.traits.contains(.plain)
  }

  init(plain raw: UnsafeBufferPointer<UInt8>) {
    self.raw = raw
    isPlain = true
  }

  /// Appends the contents.
  func appendContents(to output: inout [UInt8]) {
    forEachPiece { piece in
      switch piece {
      case .run(let run): output.append(contentsOf: run)
      case .scalar(let scalar): output.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
    }
  }

  /// Appends the canonical text, quotation marks included.
  func appendCanonical(to output: inout [UInt8]) {
    output.append(ASCII.quote)
    forEachPiece { piece in
      switch piece {
      case .run(let run): output.append(contentsOf: run)
      case .scalar(let scalar): JSONWriter.appendEscaped(scalar, to: &output)
      }
    }
    output.append(ASCII.quote)
  }

  /// Whether the contents are exactly these bytes.
  func equals(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if isPlain { return raw.count == bytes.count && raw.elementsEqual(bytes) }
    return JSONTextBytes(self).elementsEqual(bytes)
  }

  /// The order of RFC 8785: by UTF-16 code units.
  ///
  /// UTF-8 orders by code points. The two differ only where one side has a code point beyond
  /// U+FFFF (first byte F0…F4) and the other one from U+E000 to U+FFFF (EE, EF): UTF-16 writes
  /// the former with surrogates, which come first.
  ///
  /// - Returns: negative, zero or positive as this text stands before, equals or follows `other`.
  func compare(_ other: JSONText) -> Int {
    guard isPlain && other.isPlain else {
      return Self.compare(JSONTextBytes(self), JSONTextBytes(other))
    }
    let common = min(raw.count, other.raw.count)
    for index in 0..<common where raw[index] != other.raw[index] {
      return Self.rank(raw[index]) - Self.rank(other.raw[index])
    }
    return raw.count - other.raw.count
  }

  private static func compare(_ left: JSONTextBytes, _ right: JSONTextBytes) -> Int {
    var (left, right) = (left, right)
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil): return 0
      case (nil, _): return -1
      case (_, nil): return 1
      case (let left?, let right?) where left != right: return rank(left) - rank(right)
      default: continue
      }
    }
  }

  /// Moves EE and EF behind F4.
  @inline(__always)
  private static func rank(_ byte: UInt8) -> Int {
    byte == 0xEE || byte == 0xEF ? Int(byte) + 0x10 : Int(byte)
  }

  /// A stretch without escapes, or what one escape (or a pair of surrogates) stands for.
  private enum Piece {
    case run(Slice<UnsafeBufferPointer<UInt8>>)
    case scalar(UnicodeScalar)
  }

  private func forEachPiece(_ body: (Piece) -> Void) {
    var start = 0
    while let escape = raw[start...].firstIndex(of: ASCII.backslash) {
      body(.run(raw[start..<escape]))
      let (scalar, end) = unescape(at: escape)
      body(.scalar(scalar))
      start = end
    }
    body(.run(raw[start...]))
  }

  /// The scalar that the escape at `start` stands for, and where the text goes on.
  func unescape(at start: Int) -> (scalar: UnicodeScalar, end: Int) {
    switch raw[start + 1] {
    case UInt8(ascii: "b"): return ("\u{8}", start + 2)
    case UInt8(ascii: "f"): return ("\u{C}", start + 2)
    case ASCII.n: return ("\n", start + 2)
    case UInt8(ascii: "r"): return ("\r", start + 2)
    case UInt8(ascii: "t"): return ("\t", start + 2)
    case ASCII.u: break
    default: return (UnicodeScalar(raw[start + 1]), start + 2)
    }
    let unit = codeUnit(start + 2)
    if let scalar = UnicodeScalar(unit) { return (scalar, start + 6) }
    let point = 0x1_0000 + (unit - 0xD800) << 10 + (codeUnit(start + 8) - 0xDC00)
    return (UnicodeScalar(point) ?? "\u{FFFD}", start + 12)
  }

  private func codeUnit(_ start: Int) -> UInt32 {
    raw[start..<start + 4].reduce(0) { $0 << 4 | UInt32(Hex.value($1, capitals: true) ?? 0) }
  }
}

/// The bytes of a string's contents one by one, escapes resolved in passing.
struct JSONTextBytes: Sequence, IteratorProtocol {
  private let text: JSONText
  private var at = 0

  /// What is left of the last escape's UTF-8, the next byte lowest.
  private var pending: UInt32 = 0
  private var pendingCount = 0

  init(_ text: JSONText) {
    self.text = text
  }

  mutating func next() -> UInt8? {
    if pendingCount == 0 {
      guard at < text.raw.count else { return nil }
      let byte = text.raw[at]
      guard byte == ASCII.backslash else {
        at += 1
        return byte
      }
      unescape()
    }
    defer {
      pending >>= 8
      pendingCount -= 1
    }
    return UInt8(truncatingIfNeeded: pending)
  }

  private mutating func unescape() {
    let (scalar, end) = text.unescape(at: at)
    at = end
    for byte in UTF8.encode(scalar) ?? .init() {
      pending |= UInt32(byte) << UInt32(8 * pendingCount)
      pendingCount += 1
    }
  }
}
