import TaglioFormat
import TaglioKit

/// A run.
struct RunView: Report {
  var run: RunOverview
  var outputs: Page<OutputItem>
  var contents: Contents
  var labels: [(name: ExactString, value: CanonicalJSON)]

  /// How many outputs are listed.
  private static let listed = 10

  var item: RunItem { run.item }

  init(_ repository: Repository, _ id: ObjectID) throws {
    (run, outputs) = try repository.run(id, outputs: RunView.listed)
    contents = try Contents(repository, id)
    labels = try repository.snapshot.labels(of: .object(id))
  }

  func text(_ style: Style) -> String {
    let title = style.bold(item.isImport ? "import" : "run of \(item.experimentWords)")
    let removed = item.isRemoved ? " · removed" : ""
    let body = contents.words(style).map { "  \($0)\n" } ?? fields(style)
    return title + " · \(style.id(item.id))\(removed)\n" + facts(style) + "\n" + body
      + outputsText(style)
  }

  private func facts(_ style: Style) -> String {
    var facts = FactLines()
    if let sequence = run.experimentSequence, let record {
      facts.add("experiment", "version \(sequence) · \(style.plain(record.experiment))")
    }
    facts.add("suite", run.suiteWords)
    facts.add("started", item.start?.words)
    facts.add("ended", item.seal.map { "\($0.time.words), \($0.status), \($0.count.of("output"))" })
    if !item.isImport, item.seal == nil { facts.add("ended", "not yet: it is open") }
    facts.add(item.isImport ? "cases" : "outputs", "\(item.outputs)")
    if !item.isImport, item.outputs > 0 { facts.add("results", run.totals.words) }
    facts.add("late", uncounted(run.totals.late, "came after the seal"))
    facts.add("repeated", uncounted(run.totals.repeated, "of trials that had an output before"))
    for label in labels { facts.add(label.name.string.escapedForTerminal(), label.value.words) }
    return facts.text(style)
  }

  private func uncounted(_ count: Int, _ why: String) -> String? {
    count > 0 ? "\(count) \(why), not counted" : nil
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

  private func outputsText(_ style: Style) -> String {
    guard !outputs.items.isEmpty else { return "" }
    let cut = outputs.isCut ? "the first \(outputs.items.count) of \(outputs.total) " : ""
    return "  \(cut)outputs\n" + OutputTable(outputs: outputs.items).text(style)
  }

  /// `{config, contents, experiment_id, first_outputs, labels, metadata, type}` and what `run ls`
  /// has of a run; of an import no outputs are listed.
  var json: JSONTree {
    guard case .object(var members) = run.json else { return run.json }
    members += [
      ("config", record.map { .value($0.config) } ?? .null),
      ("contents", contents.json),
      ("experiment_id", .id(record?.experiment)),
      ("first_outputs", .list(outputs.items.map(\.json))),
      ("labels", .labels(labels)),
      ("metadata", record.map { .value($0.metadata) } ?? .null),
      ("type", .text("run")),
    ]
    return .object(members)
  }
}
