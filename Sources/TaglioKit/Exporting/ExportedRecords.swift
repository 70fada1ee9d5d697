package import TaglioFormat
import TaglioStore

/// Makes records of versions, as `add` and `run record` take them.
///
/// A case is its immutable fields with its labels among them. An output is
/// `{"basis", "key", "output", "trial"}`: the version of its input, what people call that, the
/// fields, and which trial it is.
package struct ExportedRecords {
  private let repository: Repository
  private let snapshot: Snapshot
  private let isOfOutputs: Bool
  /// Labels that could not be written, because a field has the name.
  package private(set) var hiddenLabels: Set<ExactString> = []
  /// Labels that were written.
  package private(set) var labels: Set<ExactString> = []

  package init(_ repository: Repository, _ selection: ExportSelection) {
    self.repository = repository
    snapshot = repository.snapshot
    isOfOutputs = selection.isOfOutputs
  }

  /// - Throws: `damage` where the version does not read.
  package mutating func record(of version: Version) throws -> CanonicalJSON {
    let record = try repository.record(version.id)
    guard case .case(let record) = record else {
      throw TaglioError(.damage, "\(version.id.short()) is no case", help: TaglioError.fromCopy)
    }
    return try isOfOutputs ? output(record) : labelled(record.immutableFields, version)
  }

  private func output(_ record: CaseRecord) throws -> CanonicalJSON {
    let basis = try record.basis.flatMap { try snapshot.index.number(of: $0) }
    var out = PayloadWriter(reserving: record.immutableFields.bytes.count + 256)
    out.begin()
    out.member("basis", record.basis)
    out.member("key", try basis.flatMap { try snapshot.key(of: $0)?.description })
    out.member("output", record.immutableFields)
    out.member("trial", record.ordinal)
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }

  private mutating func labelled(
    _ fields: CanonicalJSON,
    _ version: Version
  ) throws -> CanonicalJSON {
    let target = Target.object(try snapshot.lineageID(version.row.lineage).id)
    let held = try snapshot.labels(of: target)
    guard !held.isEmpty else { return fields }
    var members = fields.document.root.members.map { member in
      (name: member.key.string ?? "", value: member.value.canonical)
    }
    let names = Set(members.map { ExactString($0.name) })
    for (name, value) in held {
      if names.contains(name) {
        hiddenLabels.insert(name)
      } else {
        labels.insert(name)
        members.append((name.string, value))
      }
    }
    var out = PayloadWriter(reserving: fields.bytes.count + 256)
    out.begin()
    for member in members.sorted(by: { $0.name.precedes($1.name) }) {
      out.member(member.name, member.value)
    }
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }
}

/// How the cases of an export came in, so that a person can be told how to read them back.
package struct ExportOrigins: Sendable {
  /// What one import was told.
  package struct Import: Hashable, Comparable, Sendable {
    package var source: String?
    package var key: String?

    package static func < (left: Import, right: Import) -> Bool {
      (left.source ?? "", left.key ?? "") < (right.source ?? "", right.key ?? "")
    }
  }

  /// Each once, in order; none where some cases were joined from others, which records do not tell.
  package private(set) var imports: [Import] = []

  package init(_ selection: ExportSelection, _ repository: Repository) throws {
    let snapshot = repository.snapshot
    guard selection.versions.allSatisfy({ $0.row.basis == ObjectRow.none }) else { return }
    let creators = Set(selection.versions.map(\.row.creator)).subtracting([ObjectRow.none])
    var found: Set<Import> = []
    for creator in creators where try snapshot.index.object(creator).flags.contains(.importRun) {
      let id = try snapshot.index.object(creator).id
      guard let config = try Contents(repository, id).fields?.document.root["config"] else {
        continue
      }
      found.insert(Import(source: config["source"]?.string, key: config["key"]?.string))
    }
    imports = found.sorted()
  }
}
