import TaglioFormat
import TaglioStore

/// Tells what one commit changed, entry by entry, so that only those that are asked for are read.
struct ChangeReader {
  /// Something that a commit wrote.
  enum Entry: Hashable {
    case object(UInt32)
    case label(Target, ExactString)
    case name(GivenName, String?)
    case member(ObjectID, of: UUID, Membership?)
    case seal(ObjectID, Seal)
    case closing(ObjectID, Bool)
    case removal(Target, Bool)
    case tombstone(ObjectID, Tombstone)
  }

  private let repository: Repository
  private let snapshot: Snapshot
  private var before: Past
  private var after: Past
  /// The labels of the target that was last asked for.
  private var labels:
    (
      target: Target, old: [ExactString: CanonicalJSON], new: [ExactString: CanonicalJSON]
    )?

  init(_ commit: UInt32, _ repository: Repository) throws {
    self.repository = repository
    snapshot = repository.snapshot
    before = try Past(before: commit, in: snapshot)
    after = Past(at: commit, in: snapshot)
  }

  mutating func change(_ entry: Entry) throws -> CommitChange {
    switch entry {
    case .object(let number): return try object(number)
    case .label(let target, let name): return try label(target, name)
    case .name(let name, let target):
      var old: String?
      if case .name(let value?)? = try before.register(.name(name))?.value { old = "\(value)" }
      return .name(name, old: old, new: target)
    case .member(let lineage, let suite, let membership):
      return try member(lineage, of: suite, membership)
    case .seal(let run, let seal): return try self.seal(run, seal)
    case .closing(let version, let isClosed):
      return .closing(try mention(of: version), isClosed: isClosed)
    case .removal(let target, let isRemoved):
      return .removal(try snapshot.subject(of: target), isRemoved: isRemoved)
    case .tombstone(let id, let tombstone):
      return .tombstone(
        id,
        kind: tombstone.kind.rawValue,
        type: tombstone.type.rawValue,
        reason: tombstone.reason
      )
    }
  }

  private func object(_ number: UInt32) throws -> CommitChange {
    let version = try snapshot.version(number)
    switch version.row.kind {
    case .case, .experiment:
      return version.row.previous == ObjectRow.none
        ? .added(try snapshot.mention(of: number)) : .edited(try repository.edit(version))
    case .run:
      if let run = try snapshot.runItem(of: version.id) { return .run(run) }
    case .blob, .changes, .missing: break
    }
    return .object(version.id, type: "\(version.row.kind)")
  }

  private mutating func label(_ target: Target, _ name: ExactString) throws -> CommitChange {
    if labels?.target != target {
      labels = (target, try before.labels(of: target), try after.labels(of: target))
    }
    return .label(
      try snapshot.subject(of: target),
      name: name,
      old: labels?.old[name],
      new: labels?.new[name]
    )
  }

  private mutating func member(
    _ lineage: ObjectID,
    of suite: UUID,
    _ membership: Membership?
  ) throws -> CommitChange {
    var old: Membership?
    let register = try before.register(.member(lineage, of: suite))
    if case .member(let value)? = register?.value { old = value }
    return .member(
      try snapshot.subject(of: .object(lineage)),
      of: try snapshot.subject(of: .suite(suite)),
      old: old,
      new: membership
    )
  }

  private mutating func seal(_ run: ObjectID, _ seal: Seal) throws -> CommitChange {
    var old: Seal?
    if case .seal(let value)? = try before.register(.seal(of: run))?.value { old = value }
    return .seal(try snapshot.subject(of: .object(run)), old: old, new: seal)
  }

  private func mention(of id: ObjectID) throws -> VersionMention {
    if let number = try snapshot.index.number(of: id) { return try snapshot.mention(of: number) }
    let subject = Subject(kind: .unknown, target: .object(id), text: "")
    return VersionMention(id: id, subject: subject, summary: "")
  }
}

extension [ChangeReader.Entry] {
  /// What changes write: objects in the order in which lists show them, then the rest by kind.
  init(_ changes: [Changes], _ snapshot: Snapshot) throws(FormatError) {
    self = []
    var numbers: Set<UInt32> = []
    var fields: [Target: Set<ExactString>] = [:]
    for part in changes {
      for id in part.objects {
        if let number = try snapshot.index.number(of: id) { numbers.insert(number) }
      }
      for (target, edits) in part.fields { fields[target, default: []].formUnion(edits.names) }
    }
    append(contentsOf: numbers.sorted().map { .object($0) })
    var labelled: [(place: UInt32, target: Target, names: Set<ExactString>)] = []
    for (target, names) in fields {
      labelled.append((try snapshot.place(of: target), target, names))
    }
    for (_, target, names) in labelled.sorted(by: { ($0.place, $0.target) < ($1.place, $1.target) })
    {
      append(contentsOf: names.sorted().map { .label(target, $0) })
    }
    for part in changes { append(registersOf: part) }
  }

  private mutating func append(registersOf changes: Changes) {
    for (name, target) in changes.names.sorted(by: { $0.key < $1.key }) {
      append(.name(name, target.map { "\($0)" }))
    }
    for (suite, edits) in changes.suites.sorted(by: { $0.key < $1.key }) {
      for (lineage, membership) in edits.memberships {
        append(.member(lineage, of: suite, membership))
      }
    }
    for (run, seal) in changes.seals.sorted(by: { $0.key < $1.key }) { append(.seal(run, seal)) }
    append(contentsOf: changes.closed.map { .closing($0, true) })
    append(contentsOf: changes.reopened.map { .closing($0, false) })
    append(contentsOf: changes.removed.map { .removal($0, true) })
    append(contentsOf: changes.restored.map { .removal($0, false) })
    for (id, tombstone) in changes.tombstones.sorted(by: { $0.key < $1.key }) {
      append(.tombstone(id, tombstone))
    }
  }
}

extension Snapshot {
  /// Where lists show a target; the last place for suites and what is not known.
  fileprivate func place(of target: Target) throws(FormatError) -> UInt32 {
    guard case .object(let id) = target else { return .max }
    if let lineage = try index.lineage(LineageID(id)) { return lineage }
    return try index.number(of: id) ?? .max
  }
}

extension MembershipEdits {
  /// What a suite does with its members from now on, by lineage.
  fileprivate var memberships: [(lineage: ObjectID, membership: Membership?)] {
    let all: [(lineage: ObjectID, membership: Membership?)] =
      add.map { ($0, .floating) } + pin.map { ($0.key, .pinned($0.value)) }
      + remove.map { ($0, nil) }
    return all.sorted { $0.lineage < $1.lineage }
  }
}
