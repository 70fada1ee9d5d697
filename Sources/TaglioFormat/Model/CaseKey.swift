/// What its owner calls a case: a UUID, or a name within a source.
///
/// Held as the canonical text of its JSON form, so that equal keys have equal bytes: a UUID in lower
/// case is `"6f31c4df-…"`, a named key is `["source","key"]`. Two data sets that both count from 1
/// never meet, since their sources differ.
public struct CaseKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The canonical text, which is what a lineage's id is made from.
  public let text: CanonicalJSON

  /// A key that is a UUID.
  public init(_ uuid: UUID) {
    text = CanonicalJSON(unchecked: Array("\"\(uuid)\"".utf8))
  }

  /// A key that counts within one source.
  public init(source: String, name: String) {
    var bytes = [UInt8(ascii: "[")]
    JSONWriter.appendString(source, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    JSONWriter.appendString(name, to: &bytes)
    bytes.append(UInt8(ascii: "]"))
    text = CanonicalJSON(unchecked: bytes)
  }

  /// Takes the text of a key, as `text` gave it.
  package init(unchecked text: CanonicalJSON) {
    self.text = text
  }

  /// Reads the `key` of a payload: a lower-case UUID or an array of two strings; nil for others.
  package init?(_ view: JSONView) {
    switch view.kind {
    case .string:
      guard let text = view.string, let uuid = UUID(text),
        ExactString(text) == ExactString("\(uuid)")
      else {
        return nil
      }
      self.init(uuid)
    case .array:
      guard view.count == 2, let source = view[0]?.string, let name = view[1]?.string else {
        return nil
      }
      self.init(source: source, name: name)
    default: return nil
    }
  }

  /// Reads what an index holds of a key; nil for what is none.
  package static func ofIndex(_ bytes: [UInt8]) throws(FormatError) -> CaseKey? {
    if bytes.withUnsafeBytes(isPlain) { return CaseKey(CanonicalJSON(unchecked: bytes)) }
    // Whatever is wrong with it, the index is made anew.
    guard let document = try? JSONDocument(parsing: bytes) else {
      throw .index("a key does not read")
    }
    return CaseKey(document.root)
  }

  private init(_ text: CanonicalJSON) {
    self.text = text
  }

  /// Whether a text is the key of a name within a source by what it looks like: two strings of ASCII
  /// in which nothing is escaped.
  private static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count > 6, text[0] == ASCII.openBracket, text[text.count - 1] == ASCII.closeBracket,
      let comma = text.indices.dropFirst(2).first(where: {
        text[$0] == ASCII.comma && text[$0 - 1] == ASCII.quote
      })
    else { return false }
    let source = UnsafeRawBufferPointer(rebasing: text[1..<comma])
    let name = UnsafeRawBufferPointer(rebasing: text[comma + 1..<text.count - 1])
    return [source, name].allSatisfy { $0.first == ASCII.quote && CanonicalJSON.isPlain($0) }
  }

  /// Orders by their bytes.
  public static func < (left: CaseKey, right: CaseKey) -> Bool { left.text < right.text }

  /// The UUID, where the key is one.
  public var uuid: UUID? {
    if case .string(let text) = text.value { UUID(text) } else { nil }
  }

  /// The source and the name within it, where the key is such a pair.
  public var named: (source: String, name: String)? {
    guard case .array(let parts) = text.value, parts.count == 2,
      case .string(let source) = parts[0], case .string(let name) = parts[1]
    else { return nil }
    return (source, name)
  }

  /// The key as a person reads it: the UUID, or the name without its source.
  public var description: String { uuid.map(String.init(describing:)) ?? named?.name ?? "\(text)" }
}

/// All versions of one case or experiment: the id that labels, memberships and removals point at.
public struct LineageID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The id: a digest of the key, or the id of the first version.
  public let id: ObjectID

  package init(_ id: ObjectID) {
    self.id = id
  }

  /// BLAKE2b-256 of `key`, a NUL, and the canonical text of the key.
  package init(key: CaseKey) {
    id = BLAKE2b.id(of: Array("key\0".utf8) + key.text.bytes)
  }

  /// Orders by their bytes.
  public static func < (left: LineageID, right: LineageID) -> Bool { left.id < right.id }

  /// 64 hexadecimal digits.
  public var description: String { id.description }
}
