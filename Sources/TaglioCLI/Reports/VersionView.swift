import TaglioFormat
import TaglioKit
import TaglioStore

/// A version of a case or an experiment.
struct VersionView: Report {
  var kind: String
  var version: VersionItem
  var lineage: LineageItem
  /// All versions of the lineage that are heads.
  var heads: [ObjectID]
  var total: Int
  /// The run that made the first version.
  var creator: RunItem?
  var contents: Contents
  /// What an experiment says of outputs; nil for cases.
  var experiment: ExperimentItem?

  init(_ repository: Repository, _ version: Version) throws {
    let snapshot = repository.snapshot
    let versions = try repository.versions(of: version)
    guard let item = versions.first(where: { $0.id == version.id }) else {
      throw TaglioError(.damage, "no commit lists the version \(version.id)", help: "taglio fsck")
    }
    self.version = item
    kind = "\(version.row.kind)"
    lineage = try snapshot.lineageItem(of: version)
    heads = versions.filter(\.isHead).map(\.id)
    total = versions.count
    let creatorNumber = version.row.creator
    creator =
      creatorNumber == ObjectRow.none
      ? nil : try snapshot.runItem(of: snapshot.index.object(creatorNumber).id)
    contents = try Contents(repository, version.id)
    guard version.row.kind == .experiment else { return }
    experiment = try repository.experimentItem(of: version)
  }

  func text(_ style: Style) -> String {
    let name = lineage.key?.words ?? experiment?.nameWords
    var title = [kind, name].compactMap(\.self).joined(separator: " ")
    title = style.bold(title) + " · version \(version.sequence) of \(total)"
    title += " · \(style.id(version.id))\(lineage.isRemoved ? " · removed" : "")\n"
    let body = contents.words(style).map { "  \($0)\n" } ?? fields(style)
    return title + facts(style) + "\n" + body
  }

  private func facts(_ style: Style) -> String {
    var facts = FactLines()
    experiment?.add(to: &facts)
    facts.add("source", lineage.key?.named?.source.escapedForTerminal())
    facts.add("lineage", style.plain(lineage.lineage.id))
    if heads.count > 1 || heads.first != version.id {
      facts.add("heads", heads.map { style.id($0) }.joined(separator: " "))
    }
    facts.add("previous", version.previous.map { style.id($0) })
    for label in lineage.labels {
      facts.add(label.name.string.escapedForTerminal(), label.value.words)
    }
    facts.add("made by", creator?.origin(style))
    if case .record(.case(let record)) = contents {
      facts.add("basis", record.basis.map { style.id($0) })
      facts.add("joined from", record.sources.map { style.id($0) }.joined(separator: " "))
      facts.add("salted", record.immutableFields.salt == nil ? nil : "yes")
      facts.add("ordinal", record.ordinal > 0 ? "\(record.ordinal)" : nil)
    }
    facts.add("commit", version.commit.map { String($0.line(style, after: 12).dropLast()) })
    return facts.text(style)
  }

  private var immutableFields: CanonicalJSON? {
    guard case .record(let record) = contents else { return nil }
    switch record {
    case .case(let record): return record.immutableFields
    case .experiment(let record): return record.immutableFields
    default: return nil
    }
  }

  private func fields(_ style: Style) -> String {
    immutableFields.map { FieldText.of($0.unsalted, style) } ?? ""
  }
}

extension VersionView {
  /// `{basis, commit, contents, creator, heads, id, immutable_fields, key, labels, lineage,
  /// ordinal, previous, sequence, sources, type, versions}`, and of an experiment `{definition}`.
  var json: JSONTree {
    guard let experiment, case .object(let members) = record else { return record }
    return .object(members + [("definition", experiment.json)])
  }

  private var record: JSONTree {
    var record: CaseRecord?
    if case .record(.case(let found)) = contents { record = found }
    return [
      "basis": .id(record?.basis),
      "commit": version.commit.map(\.json) ?? .null,
      "contents": contents.json,
      "creator": creator.map(\.json) ?? .null,
      "heads": .ids(heads),
      "id": .id(version.id),
      "immutable_fields": immutableFields.map { .value($0) } ?? .null,
      "is_removed": .flag(lineage.isRemoved),
      "key": .key(lineage.key),
      "labels": .labels(lineage.labels),
      "lineage": .text("\(lineage.lineage)"),
      "ordinal": record.map { .number($0.ordinal) } ?? .null,
      "previous": .id(version.previous),
      "sequence": .number(version.sequence),
      "sources": record.map { .ids($0.sources) } ?? .null,
      "type": .text(kind),
      "versions": .number(total),
    ]
  }
}

extension RunItem {
  /// What made a case: an import, or a run of an experiment.
  fileprivate func origin(_ style: Style) -> String {
    let source = summary.isEmpty ? "" : " of \(summary.escapedForTerminal())"
    return isImport
      ? "import\(source) (run \(style.id(id)))" : "run \(style.id(id)) of \(experimentWords)"
  }
}
