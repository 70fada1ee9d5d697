import TaglioFormat

/// What the index keeps of an object to show it in a list: its key and a line of text.
///
/// As bytes: the length of the key's canonical text in two bytes (0: none), the key, the line. A key
/// of more than 65,535 bytes is left out.
struct Label: Hashable {
  var key: CaseKey?
  var summary: String

  init(key: CaseKey?, summary: String?) {
    self.key = key
    self.summary = summary ?? ""
  }

  /// Nil where there is nothing to keep.
  var bytes: [UInt8]? {
    guard key != nil || !summary.isEmpty else { return nil }
    let text = key?.text.bytes ?? []
    let kept = text.count <= UInt16.max ? text : []
    var bytes: [UInt8] = []
    bytes.appendBigEndian(UInt16(kept.count))
    return bytes + kept + Array(summary.utf8)
  }

  init(bytes: [UInt8]) throws(FormatError) {
    guard bytes.count >= 2 else { throw .index("a summary is cut") }
    let length = Int(bytes[0]) << 8 | Int(bytes[1])
    guard length <= bytes.count - 2 else { throw .index("a summary's key is cut") }
    if length > 0 {
      key = try CaseKey.ofIndex(Array(bytes[2..<(2 + length)]))
    }
    summary = String(decoding: bytes[(2 + length)...], as: UTF8.self)
  }
}

/// The order of keys that a person expects: by source, and names that are numbers by their value.
struct KeyOrder: Comparable {
  private let source: ExactString
  private let digits: Int
  private let name: ExactString

  init(_ key: CaseKey) {
    let named = key.named
    source = ExactString(named?.source ?? "")
    let name = named?.name ?? key.description
    let isNumber =
      name.utf8.allSatisfy { (48...57).contains($0) } && (name.utf8.first != 48 || name == "0")
    digits = isNumber ? name.utf8.count : .max
    self.name = ExactString(name)
  }

  static func < (left: KeyOrder, right: KeyOrder) -> Bool {
    (left.source, left.digits, left.name) < (right.source, right.digits, right.name)
  }

  /// Appends bytes whose order is that of the keys: source, NUL, the number of digits, the name.
  ///
  /// - Parameter text: a key's canonical text.
  static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let parts = plainParts(text) ?? parsedParts(text)
    bytes += parts.source
    bytes.append(0)
    let isNumber =
      parts.name.allSatisfy { (48...57).contains($0) }
      && (parts.name.first != 48 || parts.name.count == 1)
    bytes.appendBigEndian(isNumber ? UInt32(parts.name.count) : UInt32.max)
    bytes += parts.name
  }

  /// Source and name of a text without escapes, `["source","name"]` or `"name"`.
  private static func plainParts(
    _ text: UnsafeRawBufferPointer
  ) -> (source: ArraySlice<UInt8>, name: ArraySlice<UInt8>)? {
    guard text.offset(of: UInt8(ascii: "\\")) == nil else { return nil }
    let bytes = Array(text)
    guard bytes.first == UInt8(ascii: "[") else { return ([], bytes.dropFirst().dropLast()) }
    guard let end = text.offset(of: UInt8(ascii: "\""), from: 2) else { return nil }
    return (bytes[2..<end], bytes[(end + 3)...].dropLast(2))
  }

  private static func parsedParts(
    _ text: UnsafeRawBufferPointer
  ) -> (source: ArraySlice<UInt8>, name: ArraySlice<UInt8>) {
    let key = CaseKey(unchecked: CanonicalJSON(unchecked: Array(text)))
    let named = key.named
    return (
      ArraySlice((named?.source ?? "").utf8), ArraySlice((named?.name ?? key.description).utf8)
    )
  }
}
