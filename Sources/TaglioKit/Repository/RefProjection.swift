package import TaglioFormat
import TaglioStore

/// What the refs say of a state: the principal head of every keyed case, the head of every named
/// experiment, what other names point at, and the heads of the commit graph.
package struct RefProjection {
  private let snapshot: Snapshot

  package init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
  }

  /// The heads of the commit graph, ascending.
  package func heads() throws -> [ObjectID] {
    try snapshot.index.heads.map { try snapshot.index.commit($0).id }.sorted()
  }

  /// Calls `body` with each ref that there is.
  package func forEach(_ body: (RefName, RefTarget) throws -> Void) throws {
    for lineage in try snapshot.lineages() {
      if let ref = try ofCase(lineage) { try body(ref.name, ref.target) }
    }
    for register in try snapshot.registers(.name) {
      let ref = try ofName(register)
      if let target = ref.target { try body(ref.name, target) }
    }
  }

  /// All refs.
  package func all(_ scratch: (any Scratch)?) throws -> RefChanges {
    let refs = RefChanges(scratch)
    try forEach { refs.add($0, $1) }
    return refs
  }

  /// The refs that commits may have changed.
  func touched(
    by commits: [ObjectID],
    reading store: any ObjectStore,
    _ scratch: (any Scratch)?
  ) throws -> RefChanges {
    let reader = ObjectReader(store: store) { try snapshot.index.tombstoneCommits(of: $0) }
    var lineages: Set<UInt32> = []
    var names: Set<GivenName> = []
    for commit in commits {
      guard let loaded = try reader.commit(commit, lenient: true, slim: true).success
      else { continue }
      for changes in loaded.changes {
        for id in changes.objects + changes.closed + changes.reopened {
          guard let number = try snapshot.index.number(of: id) else { continue }
          let row = try snapshot.index.object(number)
          if row.lineage != ObjectRow.none { lineages.insert(row.lineage) }
        }
        names.formUnion(changes.names.keys)
      }
    }
    let refs = RefChanges(scratch)
    for lineage in lineages.sorted() {
      if let ref = try ofCase(lineage) { refs.add(ref.name, ref.target) }
    }
    for register in try snapshot.registers(.name) {
      guard try names.contains(register.key.givenName) || isExperiment(register, in: lineages)
      else {
        continue
      }
      let ref = try ofName(register)
      refs.add(ref.name, ref.target)
    }
    return refs
  }

  /// A key that is a UUID is written as such, a named one as its JSON.
  private func ofCase(_ lineage: UInt32) throws -> (name: RefName, target: RefTarget)? {
    guard try snapshot.index.object(lineage).kind == .case,
      let heads = try snapshot.heads(ofLineage: lineage),
      let key = try snapshot.label(of: heads.principal.number).key
    else { return nil }
    let name = key.uuid.map { "\($0)" } ?? "\(key.text)"
    return (RefName(.cases, name), .object(heads.principal.id))
  }

  private func ofName(_ register: Register) throws -> (name: RefName, target: RefTarget?) {
    let name = try register.key.givenName
    let ref = RefName(name.kind.refKind, name.name.string)
    guard case .name(let target?) = register.value else { return (ref, nil) }
    switch target {
    case .suite(let uuid): return (ref, .uuid(uuid))
    case .object(let id):
      let head = name.kind == .experiments ? try head(ofExperiment: id) : nil
      return (ref, .object(head ?? id))
    }
  }

  private func head(ofExperiment id: ObjectID) throws -> ObjectID? {
    guard let number = try snapshot.index.number(of: id) else { return nil }
    let row = try snapshot.index.object(number)
    guard row.kind == .experiment else { return nil }
    return try snapshot.heads(ofLineage: row.lineage)?.principal.id
  }

  private func isExperiment(_ register: Register, in lineages: Set<UInt32>) throws -> Bool {
    guard case .name(.object(let id)?) = register.value,
      let number = try snapshot.index.number(of: id)
    else { return false }
    return lineages.contains(try snapshot.index.object(number).lineage)
  }
}

extension GivenName.Kind {
  fileprivate var refKind: RefKind {
    switch self {
    case .commits: .commits
    case .experiments: .experiments
    case .runs: .runs
    case .suites: .suites
    }
  }
}

extension RegisterKey {
  /// The name that a register of the class `name` is of.
  var givenName: GivenName {
    get throws(FormatError) {
      guard let kind = GivenName.Kind(rawValue: String(decoding: target, as: UTF8.self)),
        let name = GivenName(kind: kind, name: String(decoding: detail, as: UTF8.self))
      else { throw .index("a name that does not read") }
      return name
    }
  }
}
