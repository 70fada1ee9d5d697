import TaglioFormat
import TaglioStore

/// What an envelope holds, as far as it must be known before anything of it is taken in: what
/// objects link, and what is said of them.
struct EnvelopeContents {
  private(set) var facts: [ObjectID: Facts] = [:]
  private(set) var fields: [Target: FieldEdits] = [:]
  private(set) var names: [GivenName: Changes.NameTarget] = [:]
  private(set) var suites: [UUID: MembershipEdits] = [:]
  private(set) var seals: [ObjectID: Seal] = [:]
  private(set) var tombstones: [ObjectID: Tombstone] = [:]
  /// By source: the versions that it said last.
  private(set) var said: [ExactString: [ObjectID]] = [:]
  private var hasHeader = false
  private var hasEnd = false

  /// Takes the next line in.
  ///
  /// - Throws: `FormatError` where it breaks a rule: contents that do not hash to the id, an object
  ///   or a statement that comes twice, a line before the first or after the last.
  mutating func take(_ entry: EnvelopeEntry) throws(FormatError) {
    guard !hasEnd else { throw .payload("a line stands after the last one") }
    if case .header = entry {
      guard !hasHeader else { throw .payload("a second envelope begins here") }
      hasHeader = true
      return
    }
    guard hasHeader else {
      throw .payload(
        "the first line is not that of an envelope: {\"kind\":\"envelope\",\"version\":1}"
      )
    }
    switch entry {
    case .header: break
    case .record(let id, let record, _):
      try note(id, Facts(record), type: record.type, payload: record.payload ?? [])
    case .blob(let id, let bytes, _):
      try note(id, Facts(type: .blob), type: .blob, payload: bytes)
    case .state(let changes): try note(changes)
    case .end(let count):
      guard count == facts.count else {
        throw .payload("the last line counts \(count) objects, and there are \(facts.count)")
      }
      hasEnd = true
    }
  }

  /// Takes the next line in; gives the rule that it breaks.
  mutating func fault(inNext line: JSONView) -> FormatError? {
    do throws(FormatError) {
      try take(EnvelopeEntry(line))
      return nil
    } catch {
      return error
    }
  }

  /// - Throws: where lines are missing, or links lead out of the envelope and the store.
  func requireWhole(in repository: Repository) throws {
    guard hasEnd else {
      throw FormatError.payload(
        "the last line is missing: the file is cut short, or is no envelope"
      )
    }
    for (id, facts) in facts {
      for link in facts.links { try require(link, of: id, facts.type, repository) }
    }
    try requireSubjects(repository)
  }

  private mutating func note(
    _ id: ObjectID,
    _ facts: Facts,
    type: ObjectType,
    payload: [UInt8]
  ) throws(FormatError) {
    let actual = ObjectCodec.id(type: type, payload: payload)
    guard actual == id else {
      throw .payload("the contents hash to \(actual.short()), not to the id \(id.short())")
    }
    try note(id, facts)
  }

  private mutating func note(_ id: ObjectID, _ facts: Facts) throws(FormatError) {
    guard self.facts.updateValue(facts, forKey: id) == nil else {
      throw .payload("the object \(id.short()) is there twice")
    }
  }

  // MARK: What is said of objects

  private mutating func note(_ changes: Changes) throws(FormatError) {
    var rest = changes
    if let source = changes.source {
      try merge([ExactString(source): changes.objects], into: \.said)
      (rest.source, rest.objects) = (nil, [])
    }
    (rest.fields, rest.names, rest.suites) = ([:], [:], [:])
    (rest.seals, rest.tombstones) = ([:], [:])
    let hasOthers = changes.fields.values.contains { $0.entryCount != $0.set.count }
    let hasRemovals = changes.suites.values.contains { !$0.remove.isEmpty }
    guard rest == Changes(), !hasOthers, !hasRemovals else {
      throw .payload(
        "\"changes\" holds more than sources, labels, names, members, seals and tombstones"
      )
    }
    try merge(changes.fields, into: \.fields)
    try merge(changes.suites, into: \.suites)
    try merge(changes.seals, into: \.seals)
    try merge(changes.tombstones, into: \.tombstones)
    try merge(changes.names.compactMapValues(\.self), into: \.names)
    for (id, tombstone) in changes.tombstones {
      guard let facts = tombstone.facts else {
        throw .payload("a tombstone of the type \(tombstone.type.rawValue)")
      }
      try note(id, facts)
    }
  }

  private mutating func merge<Key, Value>(
    _ new: [Key: Value],
    into path: WritableKeyPath<EnvelopeContents, [Key: Value]>
  ) throws(FormatError) {
    for (key, value) in new where self[keyPath: path].updateValue(value, forKey: key) != nil {
      throw .payload("\(key) is said twice")
    }
  }

  // MARK: Links

  private func require(
    _ link: Link,
    of id: ObjectID,
    _ type: ObjectType,
    _ repository: Repository
  ) throws {
    let expected = link.expectedType(from: type)
    let (found, target) = try look(link.target, repository)
    guard let found else {
      throw FormatError.payload(
        "\(id.short()) links \(link.target.short()), which is neither in the envelope nor here"
      )
    }
    guard found == expected else {
      throw FormatError.payload(
        "\(id.short()) links \(link.target.short()) as its \(link.role.rawValue), and that is a "
          + found.rawValue
      )
    }
    guard link.role == .previous, let target, target.constants != facts[id]?.constants else {
      return
    }
    throw FormatError.payload("\(id.short()) changes what stays the same along a lineage")
  }

  private func look(
    _ id: ObjectID,
    _ repository: Repository
  ) throws -> (type: ObjectType?, facts: Facts?) {
    if let facts = facts[id] { return (facts.type, facts) }
    guard let number = try repository.snapshot.index.number(of: id) else { return (nil, nil) }
    let facts = try repository.reader.facts(id).success?.facts
    return (try repository.snapshot.index.object(number).kind.type ?? facts?.type, facts)
  }

  /// What is said must be of something that is in the envelope or here.
  private func requireSubjects(_ repository: Repository) throws {
    let firsts = Set(facts.filter { $0.value.previous == nil }.keys)
    let known = firsts.union(facts.values.compactMap(\.keyedLineage?.id)).union(facts.keys)
    var subjects = Array(seals.keys)
    for members in suites.values {
      subjects += Array(members.add) + members.pin.flatMap { [$0, $1] }
    }
    for case .object(let id) in fields.keys { subjects.append(id) }
    for case .object(let id) in names.values { subjects.append(id) }
    for id in said.values.joined() where facts[id]?.type != .case {
      throw FormatError.payload("a source says \(id.short()), which is no case of the envelope")
    }
    for id in subjects where !known.contains(id) {
      guard try repository.snapshot.knows(id) else {
        throw FormatError.payload(
          "something is said of \(id.short()), which is neither in the envelope nor here"
        )
      }
    }
  }
}

extension Snapshot {
  /// Whether an id is that of an object or a lineage that is known here.
  func knows(_ id: ObjectID) throws(FormatError) -> Bool {
    if try index.number(of: id) != nil { return true }
    return try index.lineage(LineageID(id)) != nil
  }
}
