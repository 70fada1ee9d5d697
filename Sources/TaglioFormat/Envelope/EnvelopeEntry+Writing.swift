extension EnvelopeEntry {
  /// The line in canonical form, without a line feed.
  ///
  /// Nothing but cases, experiments and runs are written as records.
  package var line: [UInt8] {
    var out = PayloadWriter(reserving: 1024)
    out.begin()
    switch self {
    case .header(let version):
      out.member("kind", "envelope")
      out.member("version", version)
    case .record(let id, let record, let commits):
      out.member("commits", commits)
      EnvelopeEntry.write(record, id, to: &out)
    case .blob(let id, let bytes, let commits):
      out.member("commits", commits)
      out.member("data", Base64.text(bytes))
      out.member("id", id)
      out.member("kind", "blob")
      out.member("links", CanonicalJSON.emptyObject)
    case .state(let changes):
      out.member("changes", changes.canonical)
      out.member("kind", "state")
    case .end(let objects):
      out.member("kind", "end")
      out.member("objects", objects)
    }
    out.end()
    return out.bytes
  }

  private static func write(_ record: StoredRecord, _ id: ObjectID, to out: inout PayloadWriter) {
    switch record {
    case .case(let record): write(record, id, to: &out)
    case .experiment(let record):
      out.member("fields", record.immutableFields)
      out.member("id", id)
      out.member("kind", "experiment")
      out.beginMember("links")
      out.member("previous", record.previous)
      out.end()
    case .run(let record): write(record, id, to: &out)
    case .blob, .commit, .changes: break
    }
  }

  private static func write(_ record: CaseRecord, _ id: ObjectID, to out: inout PayloadWriter) {
    out.member("fields", record.immutableFields)
    out.member("id", id)
    out.member("key", record.key?.text)
    out.member("kind", "case")
    out.beginMember("links")
    out.member("basis", record.basis)
    out.member("creator", record.creator)
    out.member("previous", record.previous)
    out.member("sources", record.sources)
    out.end()
    out.member("ordinal", record.ordinal)
  }

  private static func write(_ record: RunRecord, _ id: ObjectID, to out: inout PayloadWriter) {
    out.beginMember("fields")
    out.member("config", record.config)
    out.member("metadata", record.metadata)
    out.end()
    out.member("id", id)
    out.member("kind", "run")
    out.beginMember("links")
    out.member("experiment", record.experiment)
    out.end()
    out.member("suite", record.suite.map { "\($0)" })
  }
}

extension StoredRecord {
  /// The canonical payload; nil for a blob, whose bytes are not part of the record.
  package var payload: [UInt8]? {
    switch self {
    case .case(let record): record.payload
    case .experiment(let record): record.payload
    case .run(let record): record.payload
    case .commit(let commit): commit.payload
    case .changes(let changes): changes.canonical.bytes
    case .blob: nil
    }
  }
}
