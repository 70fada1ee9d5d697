import TaglioFormat

/// A record taken apart: its key, what is hashed, and its labels.
struct RecordParts: Sendable {
  var key: CaseKey?
  var immutable: CanonicalJSON
  var labels: [ExactString: CanonicalJSON]

  /// The same with a salt, unless the record brings its own or has other data in its place.
  func salted(_ salt: () -> String) -> RecordParts {
    guard immutable.document.root[Salt.field] == nil else { return self }
    var parts = self
    parts.immutable = immutable.salted(salt())
    return parts
  }
}

/// Takes records of one input apart.
struct RecordSplitter {
  private let rule: KeyRule
  private let source: String?
  private let mutable: [String]
  private let mutableBytes: [[UInt8]]

  /// The largest record in bytes of canonical text.
  private static let maximumLength = 64 << 20

  init(rule: KeyRule, source: String?, mutable: [String]) {
    self.rule = rule
    self.source = source
    self.mutable = mutable
    mutableBytes = mutable.map { Array($0.utf8) }
  }

  func split(_ record: JSONView, _ place: RecordPlace) throws -> RecordParts {
    var labels: [ExactString: CanonicalJSON] = [:]
    for name in mutable {
      if let value = record[name] { labels[ExactString(name)] = value.canonical }
    }
    var bytes: [UInt8] = []
    record.appendCanonical(to: &bytes, omitting: labels.isEmpty ? [] : mutableBytes)
    guard bytes.count <= RecordSplitter.maximumLength else {
      throw TaglioError(
        .badInput,
        "the record takes more than 64 MiB in canonical form",
        place: place,
        help: "Store large content as a blob and link it."
      )
    }
    return RecordParts(
      key: try key(of: record, place),
      immutable: CanonicalJSON(unchecked: bytes),
      labels: labels
    )
  }

  private func key(of record: JSONView, _ place: RecordPlace) throws -> CaseKey? {
    guard let field = rule.configured else { return nil }
    guard let value = record[field], value.kind != .null else {
      guard case .field = rule else { return nil }
      throw TaglioError(
        .badInput,
        "the record has no field \"\(field)\" to take its key from",
        place: place,
        field: "/" + field,
        help: "Name the field that tells records apart with --key, or use --no-key."
          + RecordSplitter.fields(of: record)
      )
    }
    if let uuid = value.string.flatMap({ UUID($0) }) { return CaseKey(uuid) }
    guard let source else {
      throw TaglioError.sourceNeeded(place)
    }
    return CaseKey(source: source, name: try name(value, field, place))
  }

  /// The fields that the record has, for a person who looks for the key among them.
  private static func fields(of record: JSONView) -> String {
    let names = record.members.prefix(9).map { "\"\($0.key.string ?? "")\"" }
    guard !names.isEmpty else { return "" }
    return " It has: \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? ", …" : "")."
  }

  /// The name within the source: a string as it is, a whole number as its digits.
  private func name(_ value: JSONView, _ field: String, _ place: RecordPlace) throws -> String {
    if let text = value.string, !text.isEmpty { return text }
    let text = value.canonical.description
    if value.kind == .number, text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }) {
      return text
    }
    throw TaglioError(
      .badInput,
      "the key \"\(field)\" must be a UUID, a text that is not empty, or a whole number",
      place: place,
      field: "/" + field,
      help: "Correct the record, or name another field with --key."
    )
  }
}

extension TaglioError {
  static func sourceNeeded(_ place: RecordPlace) -> TaglioError {
    TaglioError(
      .badInput,
      "records without a UUID need the name of their source, and \(place.file) has none",
      place: place,
      help: "Say --source NAME, or add a file inside the project's directory."
    )
  }
}
