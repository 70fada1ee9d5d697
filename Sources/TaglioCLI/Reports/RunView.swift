import TaglioFormat
import TaglioKit

/// A run.
struct RunView: Report {
  var item: RunItem
  var contents: Contents
  var labels: [(name: ExactString, value: CanonicalJSON)]

  init(_ repository: Repository, _ id: ObjectID) throws {
    guard let item = try repository.snapshot.runItem(of: id) else {
      throw TaglioError(.notFound, "\(id.short()) is not a run")
    }
    self.item = item
    contents = try Contents(repository, id)
    labels = try repository.snapshot.labels(of: .object(id))
  }

  func text(_ style: Style) -> String {
    var facts = FactLines()
    facts.add("started", item.start?.words)
    facts.add("ended", item.seal.map { "\($0.time.words), \($0.status), \($0.count.of("output"))" })
    facts.add(item.isImport ? "cases" : "outputs", "\(item.outputs)")
    if let record { facts.add("suite", record.suite.map { "\($0)" }) }
    for label in labels { facts.add(label.name.string.escapedForTerminal(), label.value.words) }
    let title = style.bold(item.isImport ? "import" : "run of \(item.experimentWords)")
    let removed = item.isRemoved ? " · removed" : ""
    let body = contents.words(style).map { "  \($0)\n" } ?? fields(style)
    return title + " · \(style.id(item.id))\(removed)\n" + facts.text(style) + "\n" + body
  }

  private var record: RunRecord? {
    if case .record(.run(let record)) = contents { record } else { nil }
  }

  private func fields(_ style: Style) -> String {
    guard let record else { return "" }
    var text = "  config\n" + FieldText.of(record.config, style, depth: 2)
    if record.metadata != .emptyObject {
      text += "  metadata\n" + FieldText.of(record.metadata, style, depth: 2)
    }
    return text
  }

  /// `{config, contents, experiment_id, labels, metadata, type}` and what a list has of a run.
  var json: JSONTree {
    guard case .object(var members) = item.json else { return item.json }
    members += [
      ("config", record.map { .value($0.config) } ?? .null),
      ("contents", contents.json),
      ("experiment_id", .id(record?.experiment)),
      ("labels", .labels(labels)),
      ("metadata", record.map { .value($0.metadata) } ?? .null),
      ("type", .text("run")),
    ]
    return .object(members)
  }
}
