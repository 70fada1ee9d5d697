/// What the fold and the verification need of an object, whether it is here or a tombstone stands in
/// for it.
package struct Facts: Hashable, Sendable {
  package var type: ObjectType
  package var basis: ObjectID?
  package var creator: ObjectID?
  package var previous: ObjectID?
  package var sources: [ObjectID] = []
  package var attachments: [ObjectID] = []
  /// The lineage's id where the key decides it, nil where the first version does.
  package var keyedLineage: LineageID?
  package var ordinal = 0
  /// BLAKE2b-256 of the canonical `immutable_fields`.
  package var content: ObjectID?
  package var experiment: ObjectID?
  package var suite: UUID?

  package init(type: ObjectType) {
    self.type = type
  }

  package init(_ record: StoredRecord) {
    self.init(type: record.type)
    switch record {
    case .case(let record):
      basis = record.basis
      creator = record.creator
      previous = record.previous
      sources = record.sources
      attachments = record.immutableFields.attachments
      keyedLineage = record.key.map(LineageID.init(key:))
      ordinal = record.ordinal
      content = BLAKE2b.id(of: record.immutableFields.bytes)
    case .experiment(let record):
      previous = record.previous
      content = BLAKE2b.id(of: record.immutableFields.bytes)
    case .run(let record):
      experiment = record.experiment
      suite = record.suite
    case .blob, .commit, .changes: break
    }
  }

  /// What must be the same in every version of a lineage.
  package var constants: Constants {
    Constants(
      type: type,
      basis: basis,
      creator: creator,
      keyedLineage: keyedLineage,
      ordinal: ordinal,
      sources: sources
    )
  }

  package struct Constants: Hashable, Sendable {
    var type: ObjectType
    var basis: ObjectID?
    var creator: ObjectID?
    var keyedLineage: LineageID?
    var ordinal: Int
    var sources: [ObjectID]
  }

  /// Where the object leads.
  package var links: [Link] {
    [
      basis.map { Link(.basis, $0) }, creator.map { Link(.creator, $0) },
      previous.map { Link(.previous, $0) }, experiment.map { Link(.experiment, $0) },
    ].compactMap(\.self) + sources.map { Link(.source, $0) }
      + attachments.map { Link(.attachment, $0) }
  }
}

/// What a tombstone's `links` say, by the type of the object it stands in for.
///
/// - case: `{attachments, basis, creator, lineage, ordinal, previous, sources}`, where `lineage` is
///   the lineage's id if the case had a key, else null (a key may be what had to be erased);
/// - experiment: `{previous}`; run: `{experiment, suite}`; blob: `{}`;
/// - commit and changes: the payload, with what was erased replaced.
package enum StandIn: Sendable {
  case facts(Facts)
  case commit(Commit)
  case changes(Changes)

  package init(_ tombstone: Tombstone) throws(FormatError) {
    let view = tombstone.links.document.root
    switch tombstone.type {
    case .commit: self = .commit(try Commit(view))
    case .changes: self = .changes(try Changes(view))
    default:
      var facts = try Facts(standIn: view, type: tombstone.type)
      facts.content = tombstone.content
      self = .facts(facts)
    }
  }
}

extension Facts {
  fileprivate init(standIn view: JSONView, type: ObjectType) throws(FormatError) {
    self.init(type: type)
    let reader = try PayloadReader(
      view,
      subject: "tombstone links",
      required: Facts.standInKeys(type)
    )
    switch type {
    case .case:
      attachments = try reader.ids("attachments")
      basis = try reader.optionalID("basis")
      creator = try reader.optionalID("creator")
      keyedLineage = try reader.optionalID("lineage").map(LineageID.init)
      ordinal = try reader.count("ordinal")
      previous = try reader.optionalID("previous")
      sources = try reader.ids("sources")
    case .experiment: previous = try reader.optionalID("previous")
    case .run:
      experiment = try reader.id("experiment")
      suite = try reader.nullable("suite", "a lower-case UUID", \.uuid)
    case .blob, .commit, .changes: break
    }
  }

  private static func standInKeys(_ type: ObjectType) -> [String] {
    switch type {
    case .case:
      ["attachments", "basis", "creator", "lineage", "ordinal", "previous", "sources"]
    case .experiment: ["previous"]
    case .run: ["experiment", "suite"]
    case .blob, .commit, .changes: []
    }
  }

  /// The `links` of a tombstone for this object.
  ///
  /// Not for commits and changes.
  package var standInLinks: CanonicalJSON {
    var out = PayloadWriter()
    out.begin()
    switch type {
    case .case:
      out.member("attachments", attachments)
      out.member("basis", basis)
      out.member("creator", creator)
      out.member("lineage", keyedLineage?.id)
      out.member("ordinal", ordinal)
      out.member("previous", previous)
      out.member("sources", sources)
    case .experiment: out.member("previous", previous)
    case .run:
      out.member("experiment", experiment)
      out.member("suite", suite.map { "\($0)" })
    case .blob, .commit, .changes: break
    }
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }
}
