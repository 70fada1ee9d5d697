/// A line of an envelope: objects as people and programs can read them, with the ids by which they
/// are checked.
///
/// `Docs/export.md` is the page of the format.
package enum EnvelopeEntry: Sendable {
  /// The first line, with the version of the format.
  case header(version: Int)
  /// A case, an experiment or a run, and the commits that listed it where it comes from.
  case record(ObjectID, StoredRecord, commits: [ObjectID])
  /// A blob, whole.
  case blob(ObjectID, [UInt8], commits: [ObjectID])
  /// What commits said of objects: labels, names, members of suites, seals, tombstones.
  case state(Changes)
  /// The last line, with the number of objects.
  case end(objects: Int)

  /// The version that this taglio writes, and the latest that it reads.
  package static let version = 1
  /// The largest blob that an envelope carries, in bytes.
  package static let largestBlob = 32 << 20
}

extension EnvelopeEntry {
  /// Reads a line.
  ///
  /// The id of an object is that of the line; whoever takes it in holds `payload` against it.
  ///
  /// - Throws: `payload` for what is no line of an envelope, `newer` for one of a later version.
  package init(_ view: JSONView) throws(FormatError) {
    guard let kind = view["kind"]?.string else {
      throw .payload("a line of an envelope says its \"kind\"")
    }
    switch kind {
    case "envelope": self = try EnvelopeEntry.readHeader(view)
    case "case": self = try EnvelopeEntry.readCase(view)
    case "experiment": self = try EnvelopeEntry.readExperiment(view)
    case "run": self = try EnvelopeEntry.readRun(view)
    case "blob": self = try EnvelopeEntry.readBlob(view)
    case "state":
      let reader = try PayloadReader(view, subject: kind, required: ["changes", "kind"])
      self = .state(try Changes(try reader.value("changes", "an object") { $0 }))
    case "end":
      let reader = try PayloadReader(view, subject: kind, required: ["kind", "objects"])
      self = .end(objects: try reader.count("objects"))
    default: throw .newer("an envelope with lines of the kind \"\(kind)\"")
    }
  }

  private static func readHeader(_ view: JSONView) throws(FormatError) -> EnvelopeEntry {
    guard let version = view["version"]?.int, version > 0 else {
      throw .payload("envelope: \"version\" must be a whole number from 1")
    }
    guard version <= EnvelopeEntry.version else {
      throw .newer("an envelope of version \(version), and this taglio knows \(self.version)")
    }
    _ = try PayloadReader(view, subject: "envelope", required: ["kind", "version"])
    return .header(version: version)
  }

  private static func readCase(_ view: JSONView) throws(FormatError) -> EnvelopeEntry {
    let reader = try PayloadReader(
      view,
      subject: "case",
      required: ["commits", "fields", "id", "key", "kind", "links", "ordinal"]
    )
    let links = try PayloadReader(
      try reader.value("links", "an object") { $0 },
      subject: "links",
      required: ["basis", "creator", "previous", "sources"]
    )
    let record = CaseRecord(
      basis: try links.optionalID("basis"),
      creator: try links.optionalID("creator"),
      immutableFields: try reader.object("fields"),
      key: try reader.nullable("key", "a lower-case UUID, [source, key]", CaseKey.init),
      ordinal: try reader.count("ordinal"),
      previous: try links.optionalID("previous"),
      sources: try links.ids("sources")
    )
    return .record(try reader.id("id"), .case(record), commits: try reader.ids("commits"))
  }

  private static func readExperiment(_ view: JSONView) throws(FormatError) -> EnvelopeEntry {
    let reader = try PayloadReader(
      view,
      subject: "experiment",
      required: ["commits", "fields", "id", "kind", "links"]
    )
    let links = try PayloadReader(
      try reader.value("links", "an object") { $0 },
      subject: "links",
      required: ["previous"]
    )
    let record = ExperimentRecord(
      immutableFields: try reader.object("fields"),
      previous: try links.optionalID("previous")
    )
    return .record(try reader.id("id"), .experiment(record), commits: try reader.ids("commits"))
  }

  private static func readRun(_ view: JSONView) throws(FormatError) -> EnvelopeEntry {
    let reader = try PayloadReader(
      view,
      subject: "run",
      required: ["commits", "fields", "id", "kind", "links", "suite"]
    )
    let links = try PayloadReader(
      try reader.value("links", "an object") { $0 },
      subject: "links",
      required: ["experiment"]
    )
    let fields = try PayloadReader(
      try reader.value("fields", "an object") { $0 },
      subject: "fields",
      required: ["config", "metadata"]
    )
    let record = RunRecord(
      config: try fields.object("config"),
      experiment: try links.id("experiment"),
      metadata: try fields.object("metadata"),
      suite: try reader.nullable("suite", "a lower-case UUID", \.uuid)
    )
    return .record(try reader.id("id"), .run(record), commits: try reader.ids("commits"))
  }

  private static func readBlob(_ view: JSONView) throws(FormatError) -> EnvelopeEntry {
    let reader = try PayloadReader(
      view,
      subject: "blob",
      required: ["commits", "data", "id", "kind", "links"]
    )
    _ = try PayloadReader(try reader.value("links", "an object") { $0 }, subject: "links")
    let bytes = try reader.value("data", "base64") { $0.string.flatMap(Base64.bytes) }
    return .blob(try reader.id("id"), bytes, commits: try reader.ids("commits"))
  }
}
