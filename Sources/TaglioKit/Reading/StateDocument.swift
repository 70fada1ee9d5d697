public import TaglioFormat
import TaglioStore

extension Snapshot {
  /// The whole state as one canonical document: equal sets of objects give equal bytes.
  ///
  /// `{closed, commits, fields, heads, lineages, names, removed, runs, seals, suites}`. It holds
  /// what the fold of the visible commits says and nothing of how this copy came to it.
  public func stateDocument() throws -> CanonicalJSON {
    var object = JSONObject()
    object["closed"] = try flagged(.closing)
    object["commits"] = .array(try commitIDs().map { .string("\($0)") })
    object["fields"] = try fieldsDocument()
    object["heads"] = .array(
      try index.heads.map { try index.commit($0).id }.sorted().map { .string("\($0)") }
    )
    object["lineages"] = try lineagesDocument()
    object["names"] = try namesDocument()
    object["removed"] = try flagged(.removal)
    object["runs"] = try runsDocument()
    object["seals"] = try sealsDocument()
    object["suites"] = try suitesDocument()
    return try CanonicalJSON(unbounded: .object(object))
  }

  /// A member of an object whose keys are known to differ: they are ids, or names of registers.
  private typealias Member = (key: String, value: JSONValue)

  private func commitIDs() throws(FormatError) -> [ObjectID] {
    var ids: [ObjectID] = []
    try index.forEach(.commitIDs) { (row) throws(FormatError) in ids.append(try row.id(at: 0)) }
    return ids.sorted()
  }

  /// The targets or versions whose register of a class says yes.
  private func flagged(_ kind: RegisterKey.Class) throws -> JSONValue {
    let targets = try registers(kind).filter { $0.value == .flag(true) }
      .compactMap { Target(rawBytes: $0.key.target) }
    return .array(targets.sorted().map { .string("\($0)") })
  }

  private func fieldsDocument() throws -> JSONValue {
    var fields: [[UInt8]: (fields: [Register], elements: [Register])] = [:]
    for register in try registers(.field) {
      fields[register.key.target, default: ([], [])].fields.append(register)
    }
    for register in try registers(.element) {
      fields[register.key.target, default: ([], [])].elements.append(register)
    }
    var members: [Member] = []
    for (bytes, registers) in fields {
      guard let target = Target(rawBytes: bytes) else { continue }
      let labels = try labels(fields: registers.fields, elements: registers.elements)
      if labels.isEmpty { continue }
      let values = labels.map { (key: $0.name.string, value: $0.value.value) }
      members.append(("\(target)", .object(JSONObject(unique: values))))
    }
    return .object(JSONObject(unique: members))
  }

  private func lineagesDocument() throws -> JSONValue {
    var members: [Member] = []
    for lineage in try lineages() {
      guard let heads = try heads(ofLineage: lineage) else { continue }
      var entry = JSONObject()
      entry["heads"] = .array(heads.all.map { .string("\($0.id)") })
      let versions = try versions(ofLineage: lineage).map(\.id).sorted()
      entry["versions"] = .array(versions.map { .string("\($0)") })
      members.append(("\(try lineageID(lineage))", .object(entry)))
    }
    return .object(JSONObject(unique: members))
  }

  private func namesDocument() throws -> JSONValue {
    var members: [Member] = []
    for register in try registers(.name) {
      guard case .name(let target?) = register.value else { continue }
      let kind = String(decoding: register.key.target, as: UTF8.self)
      let name = String(decoding: register.key.detail, as: UTF8.self)
      members.append(("\(kind)/\(name)", .string("\(target)")))
    }
    return .object(JSONObject(unique: members))
  }

  private func runsDocument() throws -> JSONValue {
    var runs: [ObjectID] = []
    try index.forEach(.runs) { (row) throws(FormatError) in
      runs.append(try index.object(row.uint32(at: 8)).id)
    }
    return .array(runs.sorted().map { .string("\($0)") })
  }

  private func sealsDocument() throws -> JSONValue {
    var members: [Member] = []
    for register in try registers(.seal) {
      guard case .seal(let seal) = register.value, let run = ObjectID(bytes: register.key.target)
      else { continue }
      var entry = JSONObject()
      entry["count"] = .int(Int64(seal.count))
      entry["digest"] = .string("\(seal.digest)")
      entry["status"] = .string(seal.status.rawValue)
      entry["time"] = .string("\(seal.time)")
      members.append(("\(run)", .object(entry)))
    }
    return .object(JSONObject(unique: members))
  }

  private func suitesDocument() throws -> JSONValue {
    var suites: [UUID: [Member]] = [:]
    for register in try registers(.member) {
      guard case .member(let membership?) = register.value,
        let suite = UUID(rawBytes: register.key.target),
        let lineage = ObjectID(bytes: register.key.detail)
      else { continue }
      let value: JSONValue =
        switch membership {
        case .floating: .null
        case .pinned(let version): .string("\(version)")
        }
      suites[suite, default: []].append(("\(lineage)", value))
    }
    let members = suites.map { (key: "\($0)", value: JSONValue.object(JSONObject(unique: $1))) }
    return .object(JSONObject(unique: members))
  }
}

extension Snapshot {
  /// The numbers of all lineages, ascending: those of the cases and experiments that were first of
  /// theirs to be taken in.
  package func lineages() throws(FormatError) -> [UInt32] {
    var lineages: [UInt32] = []
    var last: UInt32?
    for segment in index.segments {
      for position in 0..<segment.count(.versions) {
        let lineage = try segment.row(.versions, position).bigEndian(at: 0, as: UInt32.self)
        if lineage != last { lineages.append(lineage) }
        last = lineage
      }
    }
    guard index.segments.count > 1 else { return lineages }
    return Set(lineages).sorted()
  }
}
