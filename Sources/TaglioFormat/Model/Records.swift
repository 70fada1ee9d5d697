/// A case: what goes into a run or comes out of one.
///
/// Payload: `{basis, creator, immutable_fields, key, ordinal, previous, sources}`, all keys present.
public struct CaseRecord: Hashable, Sendable {
  /// The input case that this one was computed from.
  public var basis: ObjectID?
  /// The run that made the first version.
  public var creator: ObjectID?
  /// The content, a JSON object.
  public var immutableFields: CanonicalJSON
  /// What its owner calls it; the same along a lineage.
  public var key: CaseKey?
  /// Tells equal records apart, from 0.
  public var ordinal: Int
  /// The version this one was edited from.
  public var previous: ObjectID?
  /// Further cases it was joined from, in order.
  public var sources: [ObjectID]

  package init(
    basis: ObjectID? = nil,
    creator: ObjectID?,
    immutableFields: CanonicalJSON,
    key: CaseKey?,
    ordinal: Int = 0,
    previous: ObjectID? = nil,
    sources: [ObjectID] = []
  ) {
    self.basis = basis
    self.creator = creator
    self.immutableFields = immutableFields
    self.key = key
    self.ordinal = ordinal
    self.previous = previous
    self.sources = sources
  }

  package init(_ view: JSONView) throws(FormatError) {
    let reader = try PayloadReader(
      view,
      subject: "case",
      required: [
        "basis", "creator", "immutable_fields", "key", "ordinal", "previous", "sources",
      ]
    )
    self.init(
      basis: try reader.optionalID("basis"),
      creator: try reader.optionalID("creator"),
      immutableFields: try reader.object("immutable_fields"),
      key: try reader.nullable("key", "a lower-case UUID, [source, key]", CaseKey.init),
      ordinal: try reader.count("ordinal"),
      previous: try reader.optionalID("previous"),
      sources: try reader.ids("sources")
    )
  }

  /// The canonical payload.
  package var payload: [UInt8] {
    var out = PayloadWriter(reserving: immutableFields.bytes.count + 512)
    out.begin()
    out.member("basis", basis)
    out.member("creator", creator)
    out.member("immutable_fields", immutableFields)
    out.member("key", key?.text)
    out.member("ordinal", ordinal)
    out.member("previous", previous)
    out.member("sources", sources)
    out.end()
    return out.bytes
  }
}

/// An experiment: the operation that runs perform.
///
/// Payload: `{immutable_fields, previous}`.
public struct ExperimentRecord: Hashable, Sendable {
  /// The content, a JSON object.
  public var immutableFields: CanonicalJSON
  /// The version this one was edited from.
  public var previous: ObjectID?

  package init(immutableFields: CanonicalJSON, previous: ObjectID? = nil) {
    self.immutableFields = immutableFields
    self.previous = previous
  }

  package init(_ view: JSONView) throws(FormatError) {
    let reader = try PayloadReader(
      view,
      subject: "experiment",
      required: ["immutable_fields", "previous"]
    )
    immutableFields = try reader.object("immutable_fields")
    previous = try reader.optionalID("previous")
  }

  package var payload: [UInt8] {
    var out = PayloadWriter(reserving: immutableFields.bytes.count + 128)
    out.begin()
    out.member("immutable_fields", immutableFields)
    out.member("previous", previous)
    out.end()
    return out.bytes
  }
}

/// A run: one execution of an experiment.
///
/// Payload: `{config, experiment, metadata, suite}`.
public struct RunRecord: Hashable, Sendable {
  /// What was chosen, a JSON object.
  public var config: CanonicalJSON
  /// The version of the experiment that was run.
  public var experiment: ObjectID
  /// What was observed at the start, a JSON object.
  public var metadata: CanonicalJSON
  /// The suite whose cases it was run on.
  public var suite: UUID?

  package init(
    config: CanonicalJSON,
    experiment: ObjectID,
    metadata: CanonicalJSON,
    suite: UUID? = nil
  ) {
    self.config = config
    self.experiment = experiment
    self.metadata = metadata
    self.suite = suite
  }

  package init(_ view: JSONView) throws(FormatError) {
    let reader = try PayloadReader(
      view,
      subject: "run",
      required: ["config", "experiment", "metadata", "suite"]
    )
    config = try reader.object("config")
    experiment = try reader.id("experiment")
    metadata = try reader.object("metadata")
    suite = try reader.nullable("suite", "a lower-case UUID", \.uuid)
  }

  package var payload: [UInt8] {
    var out = PayloadWriter(reserving: config.bytes.count + metadata.bytes.count + 256)
    out.begin()
    out.member("config", config)
    out.member("experiment", experiment)
    out.member("metadata", metadata)
    out.member("suite", suite.map { "\($0)" })
    out.end()
    return out.bytes
  }
}

extension JSONView {
  /// A UUID written in lower case.
  package var uuid: UUID? {
    guard let text = string, let uuid = UUID(text), stringEquals("\(uuid)") else { return nil }
    return uuid
  }
}
