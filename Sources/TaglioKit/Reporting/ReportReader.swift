import TaglioFormat
import TaglioStore

/// Opens the records that a report shows, and remembers what does not read.
final class ReportReader {
  let repository: Repository
  let snapshot: Snapshot
  private let outputs: OutputReader
  /// Missing or damaged here, in the order in which they were met.
  private(set) var damaged: [ObjectID] = []

  /// The fields of a record, or why there are none.
  enum Fields {
    case fields(CanonicalJSON)
    case absent(String)
  }

  init(_ repository: Repository) {
    self.repository = repository
    snapshot = repository.snapshot
    outputs = OutputReader(repository, snapshot)
  }

  /// The outputs of a case in a run, by trial, up to `limit`.
  func outputs(of cell: ReportRow.Cell, limit: Int = .max) throws -> [Output] {
    try cell.outcome?.outputs.prefix(limit).map { try outputs.output($0) } ?? []
  }

  func fields(of id: ObjectID) throws -> Fields {
    let contents = try Contents(repository, id)
    if let fields = contents.fields { return .fields(fields.unsalted) }
    return .absent(absence(contents, id))
  }

  /// Why a record has no fields to show; nil where it has.
  func absence(of id: ObjectID) throws -> String? {
    if case .absent(let why) = try fields(of: id) { why } else { nil }
  }

  private func absence(_ contents: Contents, _ id: ObjectID) -> String {
    switch contents {
    case .absent(.redacted, let reason): return "erased: \(reason)"
    case .absent(.lost, let reason): return "lost on all copies: \(reason)"
    case .damaged:
      if !damaged.contains(id) { damaged.append(id) }
      return "missing or damaged here; see: taglio fsck"
    case .record: return "not a case"
    }
  }

  /// How two versions differ; nil where one of them cannot be read.
  func differences(_ old: Version, _ new: Version) throws -> [FieldDifference]? {
    let comparison = try repository.compare(old, with: new)
    for side in [comparison.old, comparison.new] {
      guard let side, side.contents.isDamaged else { continue }
      _ = absence(side.contents, side.mention.id)
    }
    return comparison.fields
  }

  /// What the case of a row is called.
  func mention(of row: ReportRow) throws -> VersionMention? {
    try row.input.map { try snapshot.mention(of: $0) }
  }

  /// The error that an output holds, in words: its kind and its message where it has them; nil where
  /// it holds none or cannot be read.
  func error(of output: Output) throws -> String? {
    guard case .fields(let fields) = try fields(of: output.shown.id),
      let error = fields.document.root["error"]
    else { return nil }
    let words = ["kind", "message"].compactMap { error[$0]?.string }
    return words.isEmpty ? ReportText.value(error.canonical) : words.joined(separator: ": ")
  }
}

extension VersionMention {
  /// The key, or the beginning of the id.
  var name: String { subject.key?.description ?? id.short() }
}
