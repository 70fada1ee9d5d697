import TaglioFormat
import TaglioStore

extension Repository {
  /// What a person may mean who has typed the beginning of a name: keys of cases, names that were
  /// given, and from the fourth digit on ids, cut to twelve digits.
  ///
  /// Reads the refs, which are sorted, and so costs what it finds and not what there is.
  ///
  /// - Parameter limit: the most of each sort, and of all.
  package func names(beginning text: String, limit: Int) throws -> [String] {
    var found = try keys(beginning: text, limit: limit)
    for kind in RefKind.allCases where kind != .cases {
      found += try givenNames(kind, beginning: text, limit: limit)
    }
    if let prefix = IDPrefix(text) {
      let ids = try snapshot.index.matches(prefix, limit: limit)
      // A prefix has small letters; a name is completed as it was typed.
      found += ids.map { $0.short(max(12, prefix.digits)) }.filter { $0.hasPrefix(text) }
    }
    var seen: Set<ExactString> = []
    return Array(found.filter { seen.insert(ExactString($0)).inserted }.prefix(limit))
  }

  /// Keys that are UUIDs stand as they are, others as JSON with their source before them.
  private func keys(beginning text: String, limit: Int) throws -> [String] {
    var names = try books.refNames(RefName(.cases, text), limit: limit).map(\.name)
    // Keys with a source are found by their names below.
    if text.isEmpty { names.removeAll { $0.hasPrefix("[") } }
    var sources: [String] = []
    try snapshot.index.forEach(.sourceNames) { (row) throws(FormatError) in
      sources.append(String(decoding: try row.heap(.sourceNames), as: UTF8.self))
    }
    for source in sources where names.count < limit {
      // Without the quotation mark and bracket at its end.
      let key = CaseKey(source: source, name: text).text.bytes.dropLast(2)
      let beginning = RefName(.cases, String(decoding: key, as: UTF8.self))
      names += try books.refNames(beginning, limit: limit).compactMap(\.keyName)
    }
    return names
  }

  /// `name`, or `kind/name` where that is what was begun.
  private func givenNames(
    _ kind: RefKind,
    beginning text: String,
    limit: Int
  ) throws -> [String] {
    let heading = kind.rawValue + "/"
    if text.hasPrefix(heading) || heading.hasPrefix(text) {
      let rest = String(text.dropFirst(heading.count))
      return try books.refNames(RefName(kind, rest), limit: limit).map { heading + $0.name }
    }
    return try books.refNames(RefName(kind, text), limit: limit).map(\.name)
  }
}

extension RefName {
  /// The name within its source, where the ref is of a key that has one.
  fileprivate var keyName: String? {
    // A ref that does not read is nobody's key; fsck reports it.
    guard let document = try? JSONDocument(parsing: Array(name.utf8)) else { return nil }
    return CaseKey(document.root)?.named?.name
  }
}
