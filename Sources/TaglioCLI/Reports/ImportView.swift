import TaglioFormat
import TaglioKit

/// What `import` did, or would do, log by log.
struct ImportView: Report {
  var reports: [LogReport]
  var isDryRun: Bool

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    reports.map { $0.text(style, isDryRun) }.joined()
  }

  var notes: [String] { isDryRun ? ["nothing was written"] : [] }

  /// What was said of each log, in the order in which the files were named.
  ///
  /// `{"dry_run", "logs": [{"cases": {"added", "edited", "erased", "forked": [key…], "relabelled",
  /// "total", "unchanged"}, "commit", "data_set", "experiment", "is_known", "kept": {name: count},
  /// "name", "notes": […], "outputs": {"errors", "failed", "passed", "total", "unjudged"}, "run",
  /// "status", "suite", "task", "tool"}]}`. A suite of cases has neither experiment nor run; a run
  /// that would be new has no id in a dry run. `kept` counts what has no place of its own and is kept
  /// under `metadata`.
  var json: JSONTree {
    ["dry_run": .flag(isDryRun), "logs": .list(reports.map(\.json))]
  }
}

extension LogReport {
  fileprivate func text(_ style: Style, _ isDryRun: Bool) -> String {
    var lines = [heading, "  cases: \(caseWords)"]
    if !log.isSuite { lines.append("  " + runWords(style, isDryRun)) }
    if let suite { lines.append("  suite: \(suite.escapedForTerminal())") }
    if !log.kept.isEmpty { lines.append("  kept under metadata: \(keptWords)") }
    lines += forked.map { key in
      let words = key.escapedForTerminal()
      return "  \(style.red("fork:")) \(words) was edited here; see: taglio log \(words.shellWord)"
    }
    lines += log.notes.map { "  \($0.escapedForTerminal())" }
    let notice = CommitNotice(commit: commit).text(style)
    return lines.joined(separator: "\n") + "\n" + notice
  }

  private var heading: String {
    let what = "\(log.tool) \(log.task)".escapedForTerminal()
    return "\(log.name.escapedForTerminal()): \(what), data set \(log.dataSet.escapedForTerminal())"
  }

  private var caseWords: String {
    let parts = [
      (added, "new"), (edited, "edited"), (relabelled, "relabelled"), (unchanged, "unchanged"),
      (erased, "erased and left out"),
    ]
    let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }

  private func runWords(_ style: Style, _ isDryRun: Bool) -> String {
    let name = (experiment ?? "").escapedForTerminal()
    let id = run.map { " " + style.id($0) } ?? ""
    if isKnown { return "run\(id) of \(name) is here already" }
    let verb = isDryRun ? "would be a run" : "run\(id)"
    return "\(verb) of \(name): \(outputs.of("output")), \(totals.words)"
      + (log.isComplete ? "" : ", abandoned")
  }

  private var keptWords: String {
    kept.prefix(12).map { "\($0.key.string.escapedForTerminal()) (\($0.value))" }
      .joined(separator: ", ") + (kept.count > 12 ? ", …" : "")
  }

  private var kept: [(key: ExactString, value: Int)] { log.kept.sorted { $0.key < $1.key } }

  private var totals: OutputTotals { OutputTotals(results) }

  fileprivate var json: JSONTree {
    [
      "cases": caseJSON,
      "commit": .id(commit),
      "data_set": .text(log.dataSet),
      "experiment": experiment.map { .text($0) } ?? .null,
      "is_known": .flag(isKnown),
      "kept": .object(kept.map { ($0.key.string, .number($0.value)) }),
      "name": .text(log.name),
      "notes": .list(log.notes.map { .text($0) }),
      "outputs": outputJSON,
      "run": .id(run),
      "status": log.isSuite ? .null : .text(log.isComplete ? "complete" : "abandoned"),
      "suite": suite.map { .text($0) } ?? .null,
      "task": .text(log.task),
      "tool": .text(log.tool),
    ]
  }

  private var caseJSON: JSONTree {
    [
      "added": .number(added),
      "edited": .number(edited),
      "erased": .number(erased),
      "forked": .list(forked.map { .text($0) }),
      "relabelled": .number(relabelled),
      "total": .number(cases),
      "unchanged": .number(unchanged),
    ]
  }

  private var outputJSON: JSONTree {
    [
      "errors": .number(totals.errors),
      "failed": .number(totals.failed),
      "passed": .number(totals.passed),
      "total": .number(outputs),
      "unjudged": .number(totals.unjudged),
    ]
  }
}
