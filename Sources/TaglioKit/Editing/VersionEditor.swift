import TaglioFormat
import TaglioStore

/// The next version of a head, as edits of its fields make it.
struct VersionEdit {
  /// The version, ready to be staged.
  var record: StagedRecord
  /// What has to be listed with it: blobs that it links and that no commit lists yet.
  var blobs: [ObjectID]
  /// The fields that changed, as JSON Pointers.
  var fields: [String]
}

/// Makes the next version of one head.
struct VersionEditor {
  let repository: Repository
  let snapshot: Snapshot
  let base: Version

  /// The version that follows; nil where the content stays as it is.
  ///
  /// What is constant along a lineage is kept.
  ///
  /// - Throws: `notFound` and `badInput`, with the field, for edits that cannot be made.
  func next(_ edits: [JSONEdit]) throws -> VersionEdit? {
    try requireContents()
    let record = try repository.record(base.id)
    let old = try record.editableFields(base.id)
    let new = try VersionEditor.apply(edits, to: old)
    guard new != old else { return nil }
    try check(record, old, new)
    let version = try record.following(base.id, with: new)
    return VersionEdit(
      record: StagedRecord(version.record, payload: version.payload),
      blobs: try repository.unlistedBlobs(of: new, in: snapshot),
      fields: FieldDifference.between(old, new).map(\.path.description)
    )
  }

  private func requireContents() throws {
    guard let tombstone = try repository.tombstone(of: base.id), tombstone.kind == .redacted else {
      return
    }
    throw TaglioError(
      .badInput,
      "\(base.id.short()) was erased, and what is gone cannot be edited: \(tombstone.reason)",
      help: "A next version comes with taglio add; labels can still be changed with --label."
    )
  }

  // MARK: Applying

  private static func apply(
    _ edits: [JSONEdit],
    to old: CanonicalJSON
  ) throws -> CanonicalJSON {
    var value = old.value
    for edit in edits {
      do {
        value = try value.applying(edit)
      } catch {
        throw TaglioError(error)
      }
      guard case .object = value else {
        throw TaglioError(
          .badInput,
          "the fields must stay an object, and this would make them \(value.kindWords)",
          help: "Name the field: --set /field=VALUE"
        )
      }
    }
    do {
      return try CanonicalJSON(value)
    } catch {
      throw TaglioError(
        .badInput,
        "the edited fields are refused: \(error.detail)",
        help: "Keep large or deep content in a blob and link it.",
        cause: error
      )
    }
  }

  // MARK: What must stay

  private func check(_ record: StoredRecord, _ old: CanonicalJSON, _ new: CanonicalJSON) throws {
    if let salt = old.salt, new.salt != salt {
      throw TaglioError(
        .badInput,
        "the field \"\(Salt.field)\" keeps the text from being guessed and never changes",
        field: "/\(Salt.field)",
        help: "Leave it as it is."
      )
    }
    guard case .case(let version) = record, let origin = try importRun(version.creator) else {
      return
    }
    let (before, after) = (old.document.root, new.document.root)
    if version.key != nil, let field = origin.keyField,
      before[field]?.canonical != after[field]?.canonical
    {
      throw TaglioError(
        .badInput,
        "the field \"\(field)\" holds the key, which never changes along a lineage",
        field: "\(JSONPointer(tokens: [field]))",
        help: "Leave it as it is; a record with another key is another case: add it."
      )
    }
    for name in origin.labels where before[name] == nil && after[name] != nil {
      throw TaglioError(
        .badInput,
        "\"\(name)\" is a label of these cases and no part of a version",
        field: "\(JSONPointer(tokens: [name]))",
        help: "Use: --label \(name)=VALUE"
      )
    }
  }

  /// The configuration of the import that made the lineage; nil where something else made it.
  private func importRun(_ creator: ObjectID?) throws -> ImportOrigin? {
    guard let creator, try repository.tombstone(of: creator)?.kind != .redacted,
      case .run(let run) = try repository.record(creator), run.experiment == ImportExperiment.id
    else { return nil }
    return ImportOrigin(run.config)
  }
}

extension Repository {
  /// The blobs that fields link and that no visible commit lists: the commit has to list them.
  ///
  /// - Throws: `badInput` where one is not here at all.
  func unlistedBlobs(of content: CanonicalJSON, in snapshot: Snapshot) throws -> [ObjectID] {
    try Set(content.attachments).sorted().filter { id in
      if try snapshot.index.number(of: id) != nil { return false }
      if try objects.contains(id) { return true }
      throw TaglioError(
        .badInput,
        "the fields link the blob \(id.short()), which is not in this store",
        help: "Copy the object from the store that has it, then try again."
      )
    }
  }
}

/// What an import run says of the records it took in.
private struct ImportOrigin {
  var keyField: String?
  var labels: [String]

  init(_ config: CanonicalJSON) {
    let root = config.document.root
    keyField = root["key"]?.string
    labels = root["mutable"]?.elements.compactMap(\.string) ?? []
  }
}

extension StoredRecord {
  /// The content of a case or an experiment.
  func editableFields(_ id: ObjectID) throws -> CanonicalJSON {
    switch self {
    case .case(let record): return record.immutableFields
    case .experiment(let record): return record.immutableFields
    default: throw TaglioError(.damage, "\(id) has no fields; run: taglio fsck")
    }
  }

  /// The version that follows this one, `id`, with other content.
  fileprivate func following(
    _ id: ObjectID,
    with content: CanonicalJSON
  ) throws -> (record: StoredRecord, payload: [UInt8]) {
    switch self {
    case .case(var record):
      record.immutableFields = content
      record.previous = id
      return (.case(record), record.payload)
    case .experiment(var record):
      record.immutableFields = content
      record.previous = id
      return (.experiment(record), record.payload)
    default: throw TaglioError(.damage, "\(id) has no versions; run: taglio fsck")
    }
  }
}

extension TaglioError {
  /// What an edit of a JSON value was refused for.
  init(_ error: JSONEditError) {
    self.init(
      .notFound,
      error.detail,
      help: error.candidates.isEmpty
        ? "Correct the path; taglio show prints the fields."
        : "Correct the path; these are there.",
      candidates: error.candidates
    )
  }
}
