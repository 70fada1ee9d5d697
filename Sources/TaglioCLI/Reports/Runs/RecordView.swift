import TaglioFormat
import TaglioKit

/// What `run record` did.
struct RecordView: Report {
  var report: RecordReport
  var totals: OutputTotals

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    guard !report.isKnown else {
      return "already recorded as run \(style.id(report.run)): nothing to do\n"
    }
    let inputs = report.inputs.of("case")
    return "recorded run \(style.id(report.run)): \(report.rows.of("output")) of \(inputs)\n"
      + "  \(totals.words)\n" + CommitNotice(commit: report.commit).text(style)
  }

  var notes: [String] {
    guard !report.isKnown, report.unmatched > 0 else { return [] }
    let verb = report.unmatched == 1 ? "has" : "have"
    return ["\(report.unmatched.of("output")) \(verb) no input"]
  }

  /// `{commit, inputs, is_known, rows, run, totals, unmatched}`; `totals` as a run has them, and no
  /// commit where the rows had been recorded before.
  var json: JSONTree {
    [
      "commit": .id(report.commit),
      "inputs": .number(report.inputs),
      "is_known": .flag(report.isKnown),
      "rows": .number(report.rows),
      "run": .id(report.run),
      "totals": totals.json,
      "unmatched": .number(report.unmatched),
    ]
  }
}

extension OutputTotals {
  /// `823 passed, 490 failed, 6 errors; 62.4 % passed`, with what is not counted after that.
  var words: String {
    let parts = [
      (passed, "passed"), (failed, "failed"), (errors, errors == 1 ? "error" : "errors"),
      (unjudged, "without a verdict"), (unreadable, "unreadable"),
    ]
    let named = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let rate = rateWords.map { "; \($0) passed" } ?? ""
    return (named.isEmpty ? "no outputs" : named) + rate
  }

  /// `62.4 %`; nil where nothing was judged.
  var rateWords: String? { passRate.map(Figures.percent) }

  /// `{complete, errors, failed, late, passed, repeated, unjudged, unreadable}`.
  var json: JSONTree {
    [
      "complete": .number(complete),
      "errors": .number(errors),
      "failed": .number(failed),
      "late": .number(late),
      "passed": .number(passed),
      "repeated": .number(repeated),
      "unjudged": .number(unjudged),
      "unreadable": .number(unreadable),
    ]
  }
}
