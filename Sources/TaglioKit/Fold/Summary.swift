package import TaglioFormat

/// The line of text by which a person recognises a record in a list.
enum Summary {
  /// The longest line in Unicode scalars, before the sign that it was cut.
  static let length = 96

  /// Fields that usually hold what a case is about, the likeliest first.
  private static let telling = [
    "input", "question", "prompt", "query", "user", "text", "problem_statement", "instruction",
    "turns", "messages", "name", "title", "content", "value", "id", "uuid",
  ]

  static func of(_ root: JSONView) -> String {
    for name in telling {
      if let value = root[name], let text = firstText(value) { return cut(text) }
    }
    if let text = firstText(root) { return cut(text) }
    return cut(root.canonical.description)
  }

  /// An experiment is recognised by its name.
  static func ofExperiment(_ fields: JSONView) -> String {
    guard let name = fields["name"]?.string, !name.isEmpty else { return of(fields) }
    return cut(name)
  }

  /// A string in the value; of a conversation the last one that says something.
  private static func firstText(_ view: JSONView, depth: Int = 0) -> String? {
    guard depth < 4 else { return nil }
    switch view.kind {
    case .string:
      guard let text = view.string, !text.unicodeScalars.allSatisfy(isSpace) else { return nil }
      return text
    case .array:
      return view.elements.reversed().lazy.compactMap { firstText($0, depth: depth + 1) }.first
    case .object:
      for name in telling {
        if let value = view[name], let text = firstText(value, depth: depth + 1) { return text }
      }
      return view.members.lazy.compactMap { firstText($0.value, depth: depth + 1) }.first
    default: return nil
    }
  }

  /// One line: runs of white space become one space, and what is too long is cut.
  private static func cut(_ text: String) -> String {
    if let line = text.utf8.withContiguousStorageIfAvailable(cutASCII), let line { return line }
    return cutScalars(text)
  }

  /// As `cutScalars`, for text of which all that is looked at is ASCII; nil for other text.
  private static func cutASCII(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    var line: [UInt8] = []
    line.reserveCapacity(length + 3)
    var isAfterSpace = false
    for byte in text {
      guard byte < 0x80 else { return nil }
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isAfterSpace = !line.isEmpty
        continue
      }
      guard line.count < length else {
        line += "…".utf8
        break
      }
      if isAfterSpace {
        line.append(0x20)
        isAfterSpace = false
      }
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  private static func cutScalars(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var count = 0
    var isAfterSpace = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        isAfterSpace = count > 0
        continue
      }
      guard count < length else {
        line.append("…")
        break
      }
      if isAfterSpace {
        line.append(" ")
        count += 1
        isAfterSpace = false
      }
      line.append(scalar)
      count += 1
    }
    return String(line)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t"..."\r", "\u{85}", "\u{A0}", "\u{2028}", "\u{2029}", "\u{3000}": true
    default: false
    }
  }
}

extension ObjectFacts {
  /// What the fold takes from a record.
  package init(_ record: StoredRecord) {
    self.init(facts: Facts(record))
    switch record {
    case .case(let record):
      var fields = record.immutableFields.document.root
      isSalted = fields.salt != nil
      if isSalted { fields = record.immutableFields.unsalted.document.root }
      label = Label(key: record.key, summary: Summary.of(fields)).bytes
      extract = Extract(fields, .fields)
    case .experiment(let record):
      let fields = record.immutableFields.unsalted.document.root
      label = Label(key: nil, summary: Summary.ofExperiment(fields)).bytes
      extract = Extract(fields, .wide)
    case .run(let record):
      start = record.metadata.document.root["time"]?.time
      label = Label(key: nil, summary: record.config.document.root["source"]?.string).bytes
      extract = Extract(CanonicalJSON(unchecked: record.payload).document.root, .wide)
    case .changes(let changes): hasTombstones = !changes.tombstones.isEmpty
    case .blob, .commit: break
    }
  }
}
