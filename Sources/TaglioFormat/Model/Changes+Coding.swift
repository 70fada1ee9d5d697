extension Changes {
  private static let keys = [
    "closed", "fields", "names", "objects", "removed", "reopened", "restored", "seals", "source",
    "suites", "tombstones",
  ]

  /// Reads changes; `newer` where they hold something that this version does not know.
  package init(_ view: JSONView) throws(FormatError) {
    let reader = try PayloadReader(view, subject: "changes", optional: Changes.keys)
    objects = try reader.ascending("objects", "an object id", \.objectID)
    if reader["source"] != nil { source = try reader.string("source") }
    names = try Changes.readNames(reader)
    fields = .init(
      uniqueKeysWithValues: try reader.members("fields", key: Target.init) {
        (_, view) throws(FormatError) in try FieldEdits(view)
      }
    )
    suites = .init(
      uniqueKeysWithValues: try reader.members("suites", key: { UUID(exactly: $0) }) {
        (_, view) throws(FormatError) in try MembershipEdits(view)
      }
    )
    seals = .init(
      uniqueKeysWithValues: try reader.members("seals", key: { ObjectID($0) }) {
        (_, view) throws(FormatError) in try Seal(view)
      }
    )
    closed = try reader.ascending("closed", "an object id", \.objectID)
    reopened = try reader.ascending("reopened", "an object id", \.objectID)
    removed = try reader.ascending("removed", "a lineage, run or suite", \.target)
    restored = try reader.ascending("restored", "a lineage, run or suite", \.target)
    tombstones = .init(
      uniqueKeysWithValues: try reader.members("tombstones", key: { ObjectID($0) }) {
        (_, view) throws(FormatError) in try Tombstone(view)
      }
    )
  }

  private static func readNames(
    _ reader: PayloadReader
  ) throws(FormatError) -> [GivenName: NameTarget?] {
    var names: [GivenName: NameTarget?] = [:]
    let members = try reader.members("names", key: { ExactString($0) }) {
      (_, view) in view
    }
    for (text, view) in members {
      guard let name = GivenName(text.string) else { throw unreadableName(text.string) }
      names.updateValue(try readTarget(of: name, view), forKey: name)
    }
    return names
  }

  /// A kind that is not known comes from a newer version; a bad name of a known kind is an error.
  private static func unreadableName(_ text: String) -> FormatError {
    let kind = text.prefix { $0 != "/" }
    return GivenName.Kind(rawValue: String(kind)) == nil
      ? .newer("changes: names of the kind \"\(kind)\"")
      : .payload("changes: \"\(text)\" is not a name")
  }

  private static func readTarget(
    of name: GivenName,
    _ view: JSONView
  ) throws(FormatError) -> NameTarget? {
    if view.kind == .null { return nil }
    if name.kind == .suites, let uuid = view.uuid { return .suite(uuid) }
    if name.kind != .suites, let id = view.objectID { return .object(id) }
    throw .payload("changes: the name \"\(name)\" does not point at what its kind names")
  }

  /// The canonical text.
  package var canonical: CanonicalJSON {
    var out = PayloadWriter(reserving: objects.count * 67 + 256)
    write(to: &out)
    return CanonicalJSON(unchecked: out.bytes)
  }

  package func write(to out: inout PayloadWriter) {
    out.begin()
    if !closed.isEmpty { out.member("closed", closed) }
    writeMap("fields", fields, to: &out) { $0.write(to: &$1) }
    if !names.isEmpty {
      out.beginMember("names")
      for (name, target) in names.sorted(by: { $0.key.description.precedes($1.key.description) }) {
        out.member("\(name)", target.map { "\($0)" })
      }
      out.end()
    }
    if !objects.isEmpty { out.member("objects", objects) }
    if !removed.isEmpty { out.member("removed", strings: removed.map(\.description)) }
    if !reopened.isEmpty { out.member("reopened", reopened) }
    if !restored.isEmpty { out.member("restored", strings: restored.map(\.description)) }
    writeMap("seals", seals, to: &out) { $0.write(to: &$1) }
    if let source { out.member("source", source) }
    writeMap("suites", suites, to: &out) { $0.write(to: &$1) }
    writeMap("tombstones", tombstones, to: &out) { $0.write(to: &$1) }
    out.end()
  }

  private func writeMap<Key: CustomStringConvertible, Value>(
    _ name: String,
    _ map: [Key: Value],
    to out: inout PayloadWriter,
    _ write: (Value, inout PayloadWriter) -> Void
  ) {
    guard !map.isEmpty else { return }
    out.beginMember(name)
    let entries = map.map { ($0.key.description, $0.value) }
    for (key, value) in entries.sorted(by: { $0.0.precedes($1.0) }) {
      out.name(key)
      write(value, &out)
    }
    out.end()
  }
}

extension FieldEdits {
  init(_ view: JSONView) throws(FormatError) {
    let reader = try PayloadReader(
      view,
      subject: "fields",
      optional: ["add", "drop", "set", "unset"]
    )
    guard view.count > 0 else { throw .payload("fields: a target without edits") }
    set = .init(
      uniqueKeysWithValues: try reader.members("set", key: FieldEdits.fieldName) {
        (_, view) in view.canonical
      }
    )
    let unsetNames = try reader.ascending("unset", "a field's name") { view in
      view.string.flatMap(FieldEdits.fieldName)
    }
    unset = Set(unsetNames)
    add = try FieldEdits.readElements(reader, "add")
    drop = try FieldEdits.readElements(reader, "drop")
  }

  private static func fieldName(_ text: String) -> ExactString? {
    text.isEmpty || text.utf8.contains(0) ? nil : ExactString(text)
  }

  private static func readElements(
    _ reader: PayloadReader,
    _ name: String
  ) throws(FormatError) -> [ExactString: Set<CanonicalJSON>] {
    .init(
      uniqueKeysWithValues: try reader.members(name, key: fieldName) {
        (_, view) throws(FormatError) in
        guard view.kind == .array, view.count > 0 else {
          throw .payload("fields: \"\(name)\" holds arrays with elements")
        }
        let values = view.elements.map(\.canonical)
        try reader.requireAscending(values, name)
        return Set(values)
      }
    )
  }

  func write(to out: inout PayloadWriter) {
    out.begin()
    writeElements("add", add, to: &out)
    writeElements("drop", drop, to: &out)
    if !set.isEmpty {
      out.beginMember("set")
      for (name, value) in set.sorted(by: { $0.key.string.precedes($1.key.string) }) {
        out.member(name.string, value)
      }
      out.end()
    }
    if !unset.isEmpty { out.member("unset", strings: unset.sorted().map(\.string)) }
    out.end()
  }

  private func writeElements(
    _ name: String,
    _ elements: [ExactString: Set<CanonicalJSON>],
    to out: inout PayloadWriter
  ) {
    guard !elements.isEmpty else { return }
    out.beginMember(name)
    for (name, values) in elements.sorted(by: { $0.key.string.precedes($1.key.string) }) {
      out.member(name.string, values.sorted())
    }
    out.end()
  }
}

extension MembershipEdits {
  init(_ view: JSONView) throws(FormatError) {
    let reader = try PayloadReader(view, subject: "suites", optional: ["add", "pin", "remove"])
    guard view.count > 0 else { throw .payload("suites: a suite without edits") }
    add = Set(try reader.ascending("add", "a lineage", \.objectID))
    pin = .init(
      uniqueKeysWithValues: try reader.members("pin", key: { ObjectID($0) }) {
        (_, view) throws(FormatError) in
        guard let version = view.objectID else { throw .payload("suites: a pin is an object id") }
        return version
      }
    )
    remove = Set(try reader.ascending("remove", "a lineage", \.objectID))
  }

  func write(to out: inout PayloadWriter) {
    out.begin()
    if !add.isEmpty { out.member("add", add.sorted()) }
    if !pin.isEmpty {
      out.beginMember("pin")
      for (lineage, version) in pin.sorted(by: { $0.key < $1.key }) {
        out.member("\(lineage)", version)
      }
      out.end()
    }
    if !remove.isEmpty { out.member("remove", remove.sorted()) }
    out.end()
  }
}

extension Seal {
  init(_ view: JSONView) throws(FormatError) {
    let reader = try PayloadReader(
      view,
      subject: "seal",
      required: ["count", "digest", "status", "time"]
    )
    let status = try reader.string("status")
    guard let known = Status(rawValue: status) else {
      throw .newer("seal: unknown status \"\(status)\"")
    }
    self.init(
      status: known,
      count: try reader.count("count"),
      digest: try reader.id("digest"),
      time: try reader.value("time", "a time such as 2026-11-21T09:14:00.000Z", \.time)
    )
  }

  func write(to out: inout PayloadWriter) {
    out.begin()
    out.member("count", count)
    out.member("digest", digest)
    out.member("status", status.rawValue)
    out.member("time", "\(time)")
    out.end()
  }
}

extension Tombstone {
  init(_ view: JSONView) throws(FormatError) {
    let reader = try PayloadReader(
      view,
      subject: "tombstone",
      required: ["content", "kind", "links", "reason", "type"]
    )
    let kind = try reader.string("kind")
    let type = try reader.string("type")
    guard let knownKind = Kind(rawValue: kind) else {
      throw .newer("tombstone: unknown kind \"\(kind)\"")
    }
    guard let knownType = ObjectType(rawValue: type) else {
      throw .newer("tombstone: unknown type \"\(type)\"")
    }
    self.init(
      kind: knownKind,
      type: knownType,
      reason: try reader.string("reason"),
      links: try reader.object("links"),
      content: try reader.optionalID("content")
    )
    _ = try StandIn(self)
  }

  func write(to out: inout PayloadWriter) {
    out.begin()
    out.member("content", content)
    out.member("kind", kind.rawValue)
    out.member("links", links)
    out.member("reason", reason)
    out.member("type", type.rawValue)
    out.end()
  }
}

extension JSONView {
  fileprivate var target: Target? { string.flatMap { Target($0) } }

  package var time: CommitTime? { string.flatMap { CommitTime($0) } }
}

extension UUID {
  /// Reads only the lower-case form.
  package init?(exactly text: String) {
    guard let uuid = UUID(text), ExactString(text) == ExactString("\(uuid)") else { return nil }
    self = uuid
  }
}

extension String {
  /// The order of RFC 8785: by UTF-16 code units.
  package func precedes(_ other: String) -> Bool {
    utf16.lexicographicallyPrecedes(other.utf16)
  }
}
