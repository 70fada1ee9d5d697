import TaglioFormat

/// Writes HTML or XML: names come from the code, and everything else is escaped on its way.
///
/// What data says becomes text or the value of an attribute and nothing else: no text can end an
/// element, begin a comment or steer how lines run. Characters that show nothing or reorder text
/// become `\u202e`, as on a terminal; what is no character and XML forbids becomes U+FFFD.
struct MarkupWriter {
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var bytes: [UInt8] = []

  /// Hands on what was written so far.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Markup that stands in the code, as it is.
  mutating func raw(_ markup: String) {
    bytes += markup.utf8
  }

  /// What another writer wrote.
  mutating func append(_ other: MarkupWriter) {
    bytes += other.bytes
  }

  mutating func text(_ text: String, keepingLines: Bool = false) {
    for scalar in text.unicodeScalars { append(scalar, keepingLines) }
  }

  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    begin(name, attributes)
    raw(">")
  }

  mutating func close(_ name: String) {
    raw("</\(name)>")
  }

  /// An element without content.
  mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
    begin(name, attributes)
    raw("/>")
  }

  /// An element that holds a text.
  mutating func element(_ name: String, _ text: String, keepingLines: Bool = false) {
    element(name, [:], text, keepingLines: keepingLines)
  }

  /// An element that holds a text.
  mutating func element(
    _ name: String,
    _ attributes: Attributes,
    _ text: String,
    keepingLines: Bool = false
  ) {
    open(name, attributes)
    self.text(text, keepingLines: keepingLines)
    close(name)
  }

  /// An element that holds others.
  mutating func element<Failure: Error>(
    _ name: String,
    _ attributes: Attributes = [:],
    _ body: (inout MarkupWriter) throws(Failure) -> Void
  ) throws(Failure) {
    open(name, attributes)
    try body(&self)
    close(name)
  }

  private mutating func begin(_ name: String, _ attributes: Attributes) {
    raw("<\(name)")
    for (name, value) in attributes {
      raw(" \(name)=\"")
      text(value)
      raw("\"")
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ keepsLines: Bool) {
    switch scalar {
    case "&": raw("&amp;")
    case "<": raw("&lt;")
    case ">": raw("&gt;")
    case "\"": raw("&quot;")
    case "'": raw("&#39;")
    case "\n" where keepsLines, "\t" where keepsLines: bytes.append(UInt8(scalar.value))
    case _ where scalar.isNoncharacter: raw("\u{FFFD}")
    case _ where scalar.value < 0x80 && !scalar.mustBeEscaped: bytes.append(UInt8(scalar.value))
    case _ where scalar.mustBeEscaped: raw(scalar.visibleEscape)
    default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
  }
}
