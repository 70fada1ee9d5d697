import TaglioFormat
import TaglioKit

/// Runs with what came out of them, as `run ls` lists them.
struct RunTable: ListReport {
  var kind: String { "runs" }
  var command: String { "run ls" }
  var page: Page<RunOverview>

  func row(_ run: RunOverview, _ style: Style) -> [String] {
    let item = run.item
    return [
      item.experimentWords, style.plain(item.id), item.stateWords, item.isRemoved ? "removed" : "",
      item.start?.words ?? "", item.outputs.of(item.isImport ? "case" : "output"),
      run.totals.rateWords ?? "", run.suiteWords ?? item.summary.escapedForTerminal(),
    ]
  }

  func json(_ run: RunOverview) -> JSONTree { run.json }
}

extension RunOverview {
  /// The name of the suite, else its id; nil where the run has none.
  var suiteWords: String? {
    suiteName?.escapedForTerminal() ?? item.suite.map { "\($0)" }
  }

  /// `{experiment_sequence, suite_name, totals}` and what `ls runs` has of a run; `totals` is null
  /// for an import.
  var json: JSONTree {
    guard case .object(let members) = item.json else { return item.json }
    return .object(
      members + [
        ("experiment_sequence", experimentSequence.map { .number($0) } ?? .null),
        ("suite_name", .optional(suiteName)),
        ("totals", item.isImport ? .null : totals.json),
      ]
    )
  }
}
