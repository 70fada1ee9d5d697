import TaglioFormat
import TaglioStore

/// Finds the case that a row names as its input.
struct BasisMatcher {
  private let snapshot: Snapshot
  private let sources: [String]
  /// The versions that may be meant, by lineage; nil for all that there are.
  private let members: [UInt32: UInt32]?
  /// With a join: the versions by the digest of what stands at the joined field.
  private let joined: [ObjectID: [UInt32]]?

  /// How many ids with one beginning are looked at.
  private static let prefixLimit = 4096

  /// - Throws: `notFound` where the suite has no members.
  init(_ request: RecordRequest, _ repository: Repository, _ snapshot: Snapshot) throws {
    self.snapshot = snapshot
    sources = try snapshot.sourceNames()
    let members = try request.suite.map { try snapshot.listedVersions(of: $0) }
    self.members = members
    joined = try request.join.map { pointer in
      let versions = try members.map { Array($0.values) } ?? snapshot.headsOfCases()
      return try BasisMatcher.table(versions, pointer, FieldReader(repository, snapshot))
    }
  }

  private static func table(
    _ versions: [UInt32],
    _ pointer: JSONPointer,
    _ fields: FieldReader
  ) throws -> [ObjectID: [UInt32]] {
    let place = FieldReader.Place(pointer)
    var table: [ObjectID: [UInt32]] = [:]
    for version in versions {
      guard case .value(let value) = try fields.value(at: place, of: version) else { continue }
      table[BLAKE2b.id(of: value.bytes), default: []].append(version)
    }
    return table
  }

  /// The numbers of all versions that a value may mean: one where it is clear.
  func matches(_ value: JSONView) throws -> [UInt32] {
    if let joined { return joined[BLAKE2b.id(of: value.canonical.bytes), default: []] }
    let byKey = try versions(withKey: value)
    if !byKey.isEmpty { return byKey }
    guard let prefix = value.string.flatMap({ IDPrefix($0) }) else { return [] }
    return try versions(matching: prefix)
  }

  // MARK: By key

  private func versions(withKey value: JSONView) throws -> [UInt32] {
    var found: [UInt32] = []
    for key in keys(value) {
      guard let lineage = try snapshot.index.lineage(LineageID(key: key)),
        let version = try listed(lineage), !found.contains(version)
      else { continue }
      found.append(version)
    }
    return found
  }

  /// The keys that a value may stand for: a UUID, a name within any source, or the key itself.
  private func keys(_ value: JSONView) -> [CaseKey] {
    if let uuid = value.string.flatMap({ UUID($0) }) { return [CaseKey(uuid)] }
    if value.kind == .array { return CaseKey(value).map { [$0] } ?? [] }
    guard let name = name(value) else { return [] }
    if name.hasPrefix("["), let document = try? JSONDocument(parsing: Array(name.utf8)),
      let key = CaseKey(document.root)
    {
      return [key]
    }
    return sources.map { CaseKey(source: $0, name: name) }
  }

  /// A name as `add` takes it: a string, or the digits of a whole number.
  private func name(_ value: JSONView) -> String? {
    switch value.kind {
    case .string: value.string
    case .number: value.canonical.description
    default: nil
    }
  }

  /// The version by which a lineage is listed; nil where it is not.
  private func listed(_ lineage: UInt32) throws -> UInt32? {
    if let members { return members[lineage] }
    return try snapshot.heads(ofLineage: lineage)?.principal.number
  }

  // MARK: By id

  /// A version that is named is that version; the id of a lineage means the version that is listed.
  private func versions(matching prefix: IDPrefix) throws -> [UInt32] {
    var found: Set<UInt32> = []
    for id in try snapshot.index.matches(prefix, limit: BasisMatcher.prefixLimit) {
      guard let number = try snapshot.index.number(of: id) else { continue }
      let row = try snapshot.index.object(number)
      guard row.kind == .case, members.map({ $0[row.lineage] != nil }) ?? true else { continue }
      found.insert(number)
    }
    if found.isEmpty, prefix.lowerBound == prefix.upperBound,
      let lineage = try snapshot.index.lineage(LineageID(prefix.lowerBound)),
      let version = try listed(lineage)
    {
      found.insert(version)
    }
    return found.sorted()
  }
}

extension Snapshot {
  /// The names under which records came in.
  fileprivate func sourceNames() throws -> [String] {
    var names: [String] = []
    try index.forEach(.sourceNames) { (row) throws(FormatError) in
      names.append(String(decoding: try row.heap(.sourceNames), as: UTF8.self))
    }
    return names
  }

  /// The versions that a suite lists, by lineage: the pinned ones, else the principal heads.
  fileprivate func listedVersions(of suite: UUID) throws -> [UInt32: UInt32] {
    var listed: [UInt32: UInt32] = [:]
    for register in try registers(.member, target: suite.rawBytes) {
      guard case .member(let membership?) = register.value,
        let id = ObjectID(bytes: register.key.detail),
        let lineage = try lineage(LineageID(id))
      else { continue }
      switch membership {
      case .floating: listed[lineage] = try heads(ofLineage: lineage)?.principal.number
      case .pinned(let version): listed[lineage] = try index.number(of: version)
      }
    }
    guard listed.isEmpty else { return listed }
    throw TaglioError(
      .notFound,
      "the suite \(suite) has no members here",
      help: "taglio suite ls lists the suites and how many cases they have."
    )
  }

  /// The numbers of the versions that `ls` lists.
  fileprivate func headsOfCases() throws -> [UInt32] {
    let removed = try removedTargets()
    return try lineages().compactMap { lineage in
      let row = try index.object(lineage)
      guard row.kind == .case, try !isOutput(row),
        try !removed.contains(.object(lineageID(lineage).id))
      else { return nil }
      return try heads(ofLineage: lineage)?.principal.number
    }
  }
}
