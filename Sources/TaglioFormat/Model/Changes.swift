/// What a commit changes, as data. The same form stands in a commit and in its parts.
///
/// Payload: any of `{closed, fields, names, objects, removed, reopened, restored, seals, source,
/// suites, tombstones}`; empty kinds are left out. Each entry but those of `objects` and `source`
/// writes a register of the fold.
public struct Changes: Hashable, Sendable {
  /// Objects that these changes need and that no visible commit listed, ascending.
  public var objects: [ObjectID] = []
  /// Who said it, for what `add` took in.
  public var source: String?
  /// What a name points at from now on; nil takes the name away.
  public var names: [GivenName: NameTarget?] = [:]
  public var fields: [Target: FieldEdits] = [:]
  public var suites: [UUID: MembershipEdits] = [:]
  public var seals: [ObjectID: Seal] = [:]
  /// Versions that are no heads any more, and those that may be again, ascending.
  public var closed: [ObjectID] = []
  public var reopened: [ObjectID] = []
  /// Lineages, runs and suites that lists leave out, and those that they show again, ascending.
  public var removed: [Target] = []
  public var restored: [Target] = []
  public var tombstones: [ObjectID: Tombstone] = [:]

  package init() {}

  /// What a name stands for.
  public enum NameTarget: Hashable, Sendable, CustomStringConvertible {
    case object(ObjectID)
    case suite(UUID)

    public var description: String {
      switch self {
      case .object(let id): id.description
      case .suite(let uuid): uuid.description
      }
    }
  }

  /// Whether nothing is changed. A source alone changes nothing.
  package var isEmpty: Bool { entryCount == 0 }

  /// The number of entries, which decides whether they go to parts.
  package var entryCount: Int {
    objects.count + names.count + closed.count + reopened.count + removed.count + restored.count
      + seals.count + tombstones.count
      + fields.values.reduce(0) { $0 + $1.entryCount }
      + suites.values.reduce(0) { $0 + $1.entryCount }
  }
}

/// Edits of the labels of one target.
public struct FieldEdits: Hashable, Sendable {
  public var set: [ExactString: CanonicalJSON] = [:]
  public var unset: Set<ExactString> = []
  /// Elements that a list field gains and loses.
  public var add: [ExactString: Set<CanonicalJSON>] = [:]
  public var drop: [ExactString: Set<CanonicalJSON>] = [:]

  package init() {}

  package var entryCount: Int {
    self.set.count + unset.count + add.values.reduce(0) { $0 + $1.count }
      + drop.values.reduce(0) { $0 + $1.count }
  }
}

/// Edits of the members of one suite.
public struct MembershipEdits: Hashable, Sendable {
  /// Lineages listed at their head from now on.
  public var add: Set<ObjectID> = []
  /// Lineages listed at a version from now on.
  public var pin: [ObjectID: ObjectID] = [:]
  public var remove: Set<ObjectID> = []

  package init() {}

  package var entryCount: Int { add.count + pin.count + remove.count }
}

/// What closes a run.
public struct Seal: Hashable, Sendable {
  public enum Status: String, Sendable, CaseIterable { case abandoned, complete }

  public var status: Status
  /// The number of outputs.
  public var count: Int
  /// BLAKE2b-256 of the sorted ids of the outputs, each followed by a line feed.
  public var digest: ObjectID
  /// When the run ended.
  public var time: CommitTime

  package init(status: Status, count: Int, digest: ObjectID, time: CommitTime) {
    self.status = status
    self.count = count
    self.digest = digest
    self.time = time
  }

  /// The digest of a set of outputs: what `sort | b2sum -l 256` prints for their ids.
  package static func digest(of outputs: some Sequence<ObjectID>) -> ObjectID {
    var hasher = BLAKE2b()
    var line: [UInt8] = []
    for id in outputs.sorted() {
      line.removeAll(keepingCapacity: true)
      id.appendHex(to: &line)
      line.append(UInt8(ascii: "\n"))
      hasher.update(line)
    }
    return hasher.finalizeID()
  }
}

/// What stands in for an object that was erased or lost.
public struct Tombstone: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable { case lost, redacted }

  public var kind: Kind
  public var type: ObjectType
  public var reason: String
  /// What the fold needs of the object (`StandIn` reads it): its links, or for a commit or changes
  /// the payload without what was erased.
  public var links: CanonicalJSON
  /// BLAKE2b-256 of the canonical text of the object's `immutable_fields`, where it has them.
  public var content: ObjectID?

  package init(
    kind: Kind,
    type: ObjectType,
    reason: String,
    links: CanonicalJSON,
    content: ObjectID?
  ) {
    self.kind = kind
    self.type = type
    self.reason = reason
    self.links = links
    self.content = content
  }
}
