import TaglioFormat

/// A document for `--json`, in the making.
///
/// Unlike `JSONValue` it takes values of the store as they are, whatever their depth, and writes a
/// list of a million entries in one pass.
enum JSONTree: Sendable {
  case null
  case flag(Bool)
  case number(Int)
  case text(String)
  /// An id, as a string of its digits.
  case digest(ObjectID)
  /// A value of the store, exactly.
  case value(CanonicalJSON)
  case list([JSONTree])
  /// Members in any order; names must differ.
  case object([(name: String, value: JSONTree)])

  /// The canonical text.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// Appends the canonical text.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .flag(let flag): bytes += flag ? "true".utf8 : "false".utf8
    case .number(let number): bytes += String(number).utf8
    case .text(let text): JSONWriter.appendString(text, to: &bytes)
    case .digest(let id):
      bytes.append(UInt8(ascii: "\""))
      id.appendHex(to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    case .value(let value): bytes += value.bytes
    case .list(let elements):
      JSONTree.write("[", elements, "]", to: &bytes) { $0.write(to: &$1) }
    case .object(let members):
      JSONTree.write("{", JSONTree.sorted(members), "}", to: &bytes) { member, bytes in
        JSONWriter.appendString(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
    }
  }

  /// The members by the UTF-16 code units of their names.
  private static func sorted(
    _ members: [(name: String, value: JSONTree)]
  ) -> [(name: String, value: JSONTree)] {
    if isSorted(members) { return members }
    return members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
  }

  /// Whether names of ASCII are in their order already, as where they are written down in code.
  private static func isSorted(_ members: [(name: String, value: JSONTree)]) -> Bool {
    for (place, member) in members.enumerated() {
      guard member.name.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
      if place > 0, !(members[place - 1].name < member.name) { return false }
    }
    return true
  }

  private static func write<Element>(
    _ opening: String,
    _ elements: [Element],
    _ closing: String,
    to bytes: inout [UInt8],
    _ writeElement: (Element, inout [UInt8]) -> Void
  ) {
    bytes += opening.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      writeElement(element, &bytes)
    }
    bytes += closing.utf8
  }
}

extension JSONTree {
  static func id(_ id: ObjectID?) -> JSONTree { id.map { .digest($0) } ?? .null }

  static func time(_ time: CommitTime?) -> JSONTree { time.map { .text("\($0)") } ?? .null }

  static func optional(_ text: String?) -> JSONTree { text.map { .text($0) } ?? .null }

  /// A number with a fraction, or null.
  static func double(_ value: Double?) -> JSONTree {
    guard let value, value.isFinite else { return .null }
    var bytes: [UInt8] = []
    JSONWriter.appendNumber(value, to: &bytes)
    return .value(CanonicalJSON(unchecked: bytes))
  }

  static func ids(_ ids: [ObjectID]) -> JSONTree { .list(ids.map { .digest($0) }) }

  static func texts(_ texts: [String]) -> JSONTree { .list(texts.map { .text($0) }) }

  /// The key as records have it: a UUID or `["source","key"]`.
  static func key(_ key: CaseKey?) -> JSONTree { key.map { .value($0.text) } ?? .null }

  static func labels(_ labels: [(name: ExactString, value: CanonicalJSON)]) -> JSONTree {
    .object(labels.map { ($0.name.string, .value($0.value)) })
  }
}

extension JSONTree: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral members: (String, JSONTree)...) {
    self = .object(members.map { (name: $0.0, value: $0.1) })
  }
}
