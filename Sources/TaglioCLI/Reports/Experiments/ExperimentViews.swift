import TaglioFormat
import TaglioKit

/// Experiments.
struct ExperimentList: ListReport {
  var kind: String { "experiments" }
  var page: Page<ExperimentItem>

  func row(_ item: ExperimentItem, _ style: Style) -> [String] {
    let lineage = item.lineage
    let definition = item.definition
    return [
      item.nameWords ?? "-", style.plain(lineage.head), "v\(lineage.sequence)",
      lineage.furtherHeads > 0 ? "+\(lineage.furtherHeads)" : "",
      lineage.isRemoved ? "removed" : item.isBuiltIn ? "built in" : "",
      definition.verdict.map { "\($0)".escapedForTerminal() } ?? "",
      definition.score.map { "\($0)".escapedForTerminal() } ?? "",
      definition.schema == nil ? "" : "schema", item.runs.of("run"),
    ]
  }

  /// What a list has of a lineage, and `{definition}`.
  func json(_ item: ExperimentItem) -> JSONTree {
    guard case .object(let members) = item.lineage.json else { return item.lineage.json }
    return .object(members + [("definition", item.json)])
  }
}

extension ExperimentItem {
  /// What a person calls it, safe to print; nil where nobody knows, since it was erased or lost.
  var nameWords: String? { name.isEmpty ? nil : name.escapedForTerminal() }

  /// What a person wants to know of it besides its fields.
  func add(to facts: inout FactLines) {
    facts.add("names", names.map { $0.escapedForTerminal() }.joined(separator: ", "))
    facts.add("verdict", definition.verdict.map { "\($0)".escapedForTerminal() } ?? "none")
    facts.add("score", definition.score.map { "\($0)".escapedForTerminal() } ?? "none")
    facts.add("schema", definition.schema == nil ? "none" : "outputs must meet one")
    facts.add("runs", "\(runs)")
  }

  /// `{has_schema, is_built_in, name, names, runs, score, verdict}`; runs are those of all versions.
  var json: JSONTree {
    [
      "has_schema": .flag(definition.schema != nil),
      "is_built_in": .flag(isBuiltIn),
      "name": .text(name),
      "names": .texts(names),
      "runs": .number(runs),
      "score": .optional(definition.score.map { "\($0)" }),
      "verdict": .optional(definition.verdict.map { "\($0)" }),
    ]
  }
}

/// What `experiment add` did.
struct ExperimentChangeView: Report {
  var report: ExperimentReport

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let name = report.name.escapedForTerminal()
    let version = "version \(report.sequence) · \(style.id(report.version))"
    guard report.commit != nil else {
      return "nothing to add: \(name) says so already, \(version)\n"
    }
    let verb = report.isNew ? "added" : report.isRestored ? "restored" : "named"
    return "\(verb) the experiment \(name): \(version)\n"
      + CommitNotice(commit: report.commit).text(style)
  }

  var notes: [String] {
    guard report.furtherHeads > 0 else { return [] }
    let name = report.name.escapedForTerminal().shellWord
    return [
      "\(report.name.escapedForTerminal()) has more than one head; "
        + "settle it with: taglio resolve \(name)"
    ]
  }

  /// `{commit, further_heads, is_new, is_restored, name, previous, sequence, version}`.
  var json: JSONTree {
    [
      "commit": .id(report.commit),
      "further_heads": .number(report.furtherHeads),
      "is_new": .flag(report.isNew),
      "is_restored": .flag(report.isRestored),
      "name": .text(report.name),
      "previous": .id(report.previous),
      "sequence": .number(report.sequence),
      "version": .id(report.version),
    ]
  }
}
