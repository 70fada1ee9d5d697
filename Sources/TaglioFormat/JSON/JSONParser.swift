/// Reads one JSON value into nodes.
///
/// The grammar is RFC 8259's. The parser does not recurse: `open` is the innermost open container,
/// and while a container is open its `link` holds the one around it.
struct JSONParser {
  let text: UnsafeBufferPointer<UInt8>
  let origin: TextPosition
  let limits: JSONDocument.Limits
  var at = 0
  var nodes: JSONNodeTable

  /// No white space, no key out of order, no scalar in another spelling was seen.
  var isCanonical = true

  /// A number was seen whose canonical text was not worked out.
  var hasOpenNumbers = false

  private var open = outside
  private var depth = 0
  private var lastKey = 0
  private static let outside = -1

  /// `text` begins at `origin`; `nodes` is a table whose memory is used again.
  init(
    _ text: UnsafeBufferPointer<UInt8>,
    from origin: TextPosition,
    limits: JSONDocument.Limits,
    reusing nodes: consuming JSONNodeTable
  ) {
    self.text = text
    self.origin = origin
    self.limits = limits
    self.nodes = nodes
    self.nodes.removeAll()
  }

  /// Reads one value, after optional white space, and stops behind it.
  mutating func parseValue() throws(JSONError) {
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
      throw failure(.byteOrderMark, at: 0, "the text begins with a byte order mark")
    }
    try value()
    while open != Self.outside {
      if nodes[open].kind == .object {
        try member()
      } else {
        try element()
      }
    }
  }

  /// Demands that only white space follows.
  mutating func parseEnd() throws(JSONError) {
    skipSpace()
    guard at == text.count else {
      throw failure(.trailingData, at: at, "\(described(at)) follows the value")
    }
  }

  private mutating func value() throws(JSONError) {
    switch try token("a value") {
    case ASCII.quote: try string()
    case ASCII.openBrace: try openContainer(.object)
    case ASCII.openBracket: try openContainer(.array)
    case ASCII.minus, ASCII.zero...(ASCII.zero + 9): try number()
    case UInt8(ascii: "t"): try literal("true", .true)
    case UInt8(ascii: "f"): try literal("false", .false)
    case ASCII.n: try literal("null", .null)
    default: throw unexpected("a value")
    }
  }

  /// Reads the next element of the open array, or its end.
  private mutating func element() throws(JSONError) {
    let byte = try token("',' or ']'")
    if byte == ASCII.closeBracket { return closeContainer() }
    if nodes[open].length > 0 {
      guard byte == ASCII.comma else { throw unexpected("',' or ']'") }
      at += 1
    }
    nodes[open].length += 1
    try value()
  }

  /// Reads the next member of the open object, or its end.
  private mutating func member() throws(JSONError) {
    var byte = try token("',' or '}'")
    if byte == ASCII.closeBrace { return try closeObject() }
    if nodes[open].length > 0 {
      guard byte == ASCII.comma else { throw unexpected("',' or '}'") }
      at += 1
      byte = try token("a key in quotation marks")
    }
    guard byte == ASCII.quote else { throw unexpected("a key in quotation marks") }
    try string()
    noteKey(nodes.count - 1)
    guard try token("':'") == ASCII.colon else { throw unexpected("':'") }
    at += 1
    try value()
  }

  /// Counts the key at `index` and remembers whether it keeps to the canonical order.
  private mutating func noteKey(_ index: Int) {
    nodes[index].link = UInt32(index)
    let isOrdered = !nodes[open].traits.contains(.unordered)
    if isOrdered, nodes[open].length > 0, compareKeys(lastKey, index) >= 0 {
      nodes[open].traits.insert(.unordered)
      isCanonical = false
    }
    nodes[open].length += 1
    lastKey = index
  }

  private mutating func openContainer(_ kind: JSONKind) throws(JSONError) {
    guard depth < limits.depth else {
      throw failure(.tooDeep, at: at, "nested more than \(limits.depth) levels deep")
    }
    depth += 1
    let around = UInt32(bitPattern: Int32(truncatingIfNeeded: open))
    open = nodes.count
    nodes.append(JSONNode(kind: kind, traits: [], length: 0, start: UInt32(at), link: around))
    at += 1
  }

  private mutating func closeObject() throws(JSONError) {
    if nodes[open].traits.contains(.unordered) {
      try arrangeKeys(of: open)
    }
    closeContainer()
  }

  private mutating func closeContainer() {
    let closed = open
    open = Int(Int32(bitPattern: nodes[closed].link))
    nodes[closed].link = UInt32(nodes.count)
    // In an object, the key of a value stands right before it.
    lastKey = closed - 1
    depth -= 1
    at += 1
  }

  private mutating func literal(_ word: StaticString, _ kind: JSONKind) throws(JSONError) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard at + offset < text.count else { throw endOfText("'\(word)'") }
      guard text[at + offset] == word.utf8Start[offset] else { throw unexpected("a value") }
    }
    appendScalar(kind, from: at, to: at + word.utf8CodeUnitCount, .canonical)
    at += word.utf8CodeUnitCount
  }

  mutating func appendScalar(
    _ kind: JSONKind,
    from start: Int,
    to end: Int,
    _ traits: JSONNode.Traits
  ) {
    nodes.append(
      JSONNode(
        kind: kind,
        traits: traits,
        length: UInt32(end - start),
        start: UInt32(start),
        link: 0
      )
    )
  }

  private mutating func skipSpace() {
    while at < text.count {
      switch text[at] {
      case ASCII.space, ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: at += 1
      default: return
      }
      isCanonical = false
    }
  }

  /// The next byte that is not white space, which stays unread.
  @inline(__always)
  private mutating func token(_ wanted: StaticString) throws(JSONError) -> UInt8 {
    if at < text.count, text[at] > ASCII.space { return text[at] }
    skipSpace()
    guard at < text.count else { throw endOfText("\(wanted)") }
    return text[at]
  }
}
