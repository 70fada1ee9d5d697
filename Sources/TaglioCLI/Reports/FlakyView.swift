import TaglioFormat
import TaglioKit

/// How steady the verdicts of a suite's cases are.
struct FlakyView: Report {
  var flakiness: Flakiness

  func text(_ style: Style) -> String {
    let runs = flakiness.runs
    let first = runs.first?.startWords ?? ""
    let last = runs.last?.startWords ?? ""
    let title = style.bold(runs.count.of("run")) + ", \(first) to \(last)\n"
    let counts =
      "\(flakiness.flaky) gave different verdicts, \(flakiness.failing) never passed, "
      + "\(flakiness.steady) always passed\n"
    guard !flakiness.cases.items.isEmpty else { return title + counts }
    return title + counts + "\n" + table(style)
  }

  private func table(_ style: Style) -> String {
    var table = TextTable()
    table.rows = [["case", "flips", "in trials", "failed", "", "", ""]]
    table.rows += flakiness.cases.items.map { item in
      [
        item.input.name(style), "\(item.flips)", "\(item.trialFlips)",
        "\(item.failed) of \(item.judged)", Figures.percent(item.failureRate),
        item.versions > 1 ? item.versions.of("version") : "",
        item.input.summary.escapedForTerminal(),
      ]
    }
    return table.text(columns: style.columns)
  }

  var notes: [String] { flakiness.cases.cutNote("case") }

  /// `{failing, flaky, items, offset, runs, steady, suite, total}`; items are `{failed,
  /// failure_rate, flips, input, judged, runs, trial_flips, versions}`.
  var json: JSONTree {
    [
      "failing": .number(flakiness.failing),
      "flaky": .number(flakiness.flaky),
      "items": .list(entries),
      "offset": .number(flakiness.cases.offset),
      "runs": .list(flakiness.runs.map(\.json)),
      "steady": .number(flakiness.steady),
      "suite": .text("\(flakiness.suite)"),
      "total": .number(flakiness.cases.total),
    ]
  }

  var entries: [JSONTree] {
    flakiness.cases.items.map { item in
      [
        "failed": .number(item.failed),
        "failure_rate": .double(item.failureRate),
        "flips": .number(item.flips),
        "input": item.input.json,
        "judged": .number(item.judged),
        "runs": .number(item.runs),
        "trial_flips": .number(item.trialFlips),
        "versions": .number(item.versions),
      ]
    }
  }
}
