import TaglioFormat
import TaglioStore
import TaglioSystem

/// A record with what follows from it alone: computed on all cores, before the record is compared
/// with the state.
struct RecordDraft: Sendable {
  let parts: RecordParts
  let place: RecordPlace
  /// BLAKE2b-256 of the fields.
  let content: ObjectID
  /// Of a record with a key.
  let lineage: LineageID?
  /// The version that begins a case, where the record is likely to begin one.
  var first: StagedRecord?

  init(_ parts: RecordParts, _ place: RecordPlace) {
    self.parts = parts
    self.place = place
    content = BLAKE2b.id(of: parts.immutable.bytes)
    lineage = parts.key.map(LineageID.init(key:))
  }
}

extension AddPlanner {
  /// Drafts of some records, in their order.
  func drafts(_ records: [(parts: RecordParts, place: RecordPlace)]) throws -> [RecordDraft] {
    var drafts = try Parallel.map(records) { RecordDraft($0.parts, $0.place) }
    let new = try drafts.indices.filter { try mayBegin(drafts[$0]) }
    let run = run
    let versions = try Parallel.map(new.map { drafts[$0] }) {
      StagedRecord(firstOf: $0.parts, by: run)
    }
    for (index, version) in zip(new, versions) { drafts[index].first = version }
    return drafts
  }

  /// Salted records get their salt only when they are planned, one after another.
  private func mayBegin(_ draft: RecordDraft) throws -> Bool {
    if salts { return false }
    guard let lineage = draft.lineage else { return true }
    return try snapshot.index.lineage(lineage) == nil
  }
}

extension StagedRecord {
  /// The version that begins the case of a record, which a run brings in.
  init(firstOf parts: RecordParts, by run: ObjectID, ordinal: Int = 0) {
    let version = CaseRecord(
      creator: run,
      immutableFields: parts.immutable,
      key: parts.key,
      ordinal: ordinal
    )
    self.init(.case(version), payload: version.payload)
  }
}
