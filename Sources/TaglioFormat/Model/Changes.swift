/// What a commit changes, as data.
///
/// The same form stands in a commit and in its parts.
///
/// Payload: any of `{closed, fields, names, objects, removed, reopened, restored, seals, source,
/// suites, tombstones}`; empty kinds are left out. Each entry but those of `objects` and `source`
/// writes a register of the fold.
package struct Changes: Hashable, Sendable {
  /// Objects that these changes need and that no visible commit listed, ascending.
  package var objects: [ObjectID] = []
  /// Who said it, for what `add` took in.
  package var source: String?
  /// What a name points at from now on; nil takes the name away.
  package var names: [GivenName: NameTarget?] = [:]
  package var fields: [Target: FieldEdits] = [:]
  package var suites: [UUID: MembershipEdits] = [:]
  package var seals: [ObjectID: Seal] = [:]
  /// Versions that are no heads any more, and those that may be again, ascending.
  package var closed: [ObjectID] = []
  package var reopened: [ObjectID] = []
  /// Lineages, runs and suites that lists leave out, and those that they show again, ascending.
  package var removed: [Target] = []
  package var restored: [Target] = []
  package var tombstones: [ObjectID: Tombstone] = [:]

  package init() {}

  /// What a name stands for.
  package enum NameTarget: Hashable, Sendable, CustomStringConvertible {
    case object(ObjectID)
    case suite(UUID)

    package var description: String {
      switch self {
      case .object(let id): id.description
      case .suite(let uuid): uuid.description
      }
    }
  }

  /// Whether nothing is changed.
  ///
  /// A source alone changes nothing.
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
package struct FieldEdits: Hashable, Sendable {
  package var set: [ExactString: CanonicalJSON] = [:]
  package var unset: Set<ExactString> = []
  /// Elements that a list field gains and loses.
  package var add: [ExactString: Set<CanonicalJSON>] = [:]
  package var drop: [ExactString: Set<CanonicalJSON>] = [:]

  package init() {}

  package var entryCount: Int {
    self.set.count + unset.count + add.values.reduce(0) { $0 + $1.count }
      + drop.values.reduce(0) { $0 + $1.count }
  }
}

/// Edits of the members of one suite.
package struct MembershipEdits: Hashable, Sendable {
  /// Lineages listed at their head from now on.
  package var add: Set<ObjectID> = []
  /// Lineages listed at a version from now on.
  package var pin: [ObjectID: ObjectID] = [:]
  package var remove: Set<ObjectID> = []

  package init() {}

  package var entryCount: Int { add.count + pin.count + remove.count }
}

/// What closes a run.
public struct Seal: Hashable, Sendable {
  /// How a run ended.
  public enum Status: String, Sendable, CaseIterable { case abandoned, complete }

  /// How the run ended.
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
package struct Tombstone: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable { case lost, redacted }

  package var kind: Kind
  package var type: ObjectType
  package var reason: String
  /// What the fold needs of the object (`StandIn` reads it): its links, or for a commit or changes
  /// the payload without what was erased.
  package var links: CanonicalJSON
  /// BLAKE2b-256 of the canonical text of the object's `immutable_fields`, where it has them.
  package var content: ObjectID?

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
