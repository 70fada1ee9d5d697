import TaglioFormat
import TaglioKit

/// A run: what it comes to, and what came out of each case.
struct SummaryView: Report {
  var summary: RunSummary
  var columns: [FieldChoice]
  var by: FieldChoice?

  func text(_ style: Style) -> String {
    let parts = [facts(style), groups(style), rows(style)].filter { !$0.isEmpty }
    return summary.run.words(style) + "\n" + parts.joined(separator: "\n")
  }

  private func facts(_ style: Style) -> String {
    let totals = summary.totals
    var facts = FactLines()
    facts.add("outputs", outputWords)
    facts.add("passed", passedWords)
    facts.add("score", totals.meanScore.map { "\(Figures.score($0)) on average" })
    facts.add("verdict", summary.run.facts.definition.verdict.map { "\($0)".escapedForTerminal() })
    facts.add("missing", summary.missing.flatMap { $0 > 0 ? "\($0)" : nil })
    facts.add("not counted", notCountedWords)
    return facts.text(style)
  }

  /// `60 complete, 3 errors`.
  private var outputWords: String {
    let totals = summary.totals
    var words = ["\(totals.complete) complete"]
    if totals.errors > 0 { words.append(totals.errors.of("error")) }
    if totals.unreadable > 0 { words.append("\(totals.unreadable) unreadable") }
    return words.joined(separator: ", ")
  }

  /// `51 of 63, 81.0 % (95 %: 69.6 % to 88.8 %), 9 failed, 3 unjudged`.
  private var passedWords: String? {
    let totals = summary.totals
    guard let rate = totals.passRate else { return nil }
    var text = "\(totals.passedWords), \(Figures.percent(rate))"
    if let interval = summary.passInterval {
      text += " (95 %: \(Figures.percent(interval.lower)) to "
      text += "\(Figures.percent(interval.upper)))"
    }
    text += ", \(totals.failed) failed"
    return totals.unjudged > 0 ? text + ", \(totals.unjudged) unjudged" : text
  }

  private var notCountedWords: String? {
    let totals = summary.totals
    let words = [
      totals.late > 0 ? "\(totals.late) late" : nil,
      totals.repeated > 0 ? "\(totals.repeated) repeated" : nil,
    ]
    return words.compactMap(\.self).joined(separator: ", ")
  }

  private func groups(_ style: Style) -> String {
    guard let by, !summary.groups.isEmpty else { return "" }
    var table = TextTable()
    table.rows = [
      [by.description.escapedForTerminal(), "outputs", "passed", "", "errors", "score"]
    ]
    table.rows += summary.groups.map { group in
      let totals = group.totals
      return [
        group.value?.words ?? "-", "\(totals.count)",
        totals.passedWords,
        totals.passRate.map(Figures.percent) ?? "", totals.errors > 0 ? "\(totals.errors)" : "",
        totals.meanScore.map(Figures.score) ?? "",
      ]
    }
    return table.text(columns: style.columns)
  }

  private func rows(_ style: Style) -> String {
    var table = TextTable()
    table.paint = [1: style.yellow]
    table.rows = summary.rows.items.map { row($0, style) }
    if !columns.isEmpty, !table.rows.isEmpty { table.rows.insert(heading, at: 0) }
    return table.text(columns: style.columns)
  }

  private var heading: [String] {
    ["case", "output", "", "", ""] + columns.map { $0.description.escapedForTerminal() }
  }

  private func row(_ row: RunSummary.Row, _ style: Style) -> [String] {
    let output = row.output
    let trial = output.trial > 0 ? " #\(output.trial)" : ""
    let mark = output.isLate ? "late" : output.isRepeated ? "repeated" : output.result.rawValue
    return [
      (row.input?.name(style) ?? "-") + trial, style.plain(output.shown.id), mark,
      output.score.map(Figures.score) ?? "",
      output.shown.number == output.first ? "" : "corrected",
    ] + row.columns.map { $0.words } + [row.input?.summary.escapedForTerminal() ?? ""]
  }

  var notes: [String] { summary.rows.cutNote("output") }

  /// `{by, columns, groups, items, missing, offset, pass_interval, run, total, totals}`.
  ///
  /// Groups are what totals are and `value`, null for those without one. Items are `{columns, first,
  /// input, is_late, is_repeated, output, result, score, trial}`: `output` is the version that was
  /// read, `first` the one that the run made, `columns` has the values by the names that were given.
  var json: JSONTree {
    [
      "by": .optional(by?.description),
      "columns": .texts(columns.map(\.description)),
      "groups": .list(
        summary.groups.map { group in
          .object(group.totals.members + [("value", group.value.map { .value($0) } ?? .null)])
        }
      ),
      "items": .list(entries),
      "missing": summary.missing.map { .number($0) } ?? .null,
      "offset": .number(summary.rows.offset),
      "pass_interval": summary.passInterval.map { interval in
        .list([.double(interval.lower), .double(interval.upper)])
      } ?? .null,
      "run": summary.run.json,
      "total": .number(summary.rows.total),
      "totals": .object(summary.totals.members),
    ]
  }

  var entries: [JSONTree] { summary.rows.items.map(json) }

  private func json(_ row: RunSummary.Row) -> JSONTree {
    let output = row.output
    return [
      "columns": .object(
        zip(columns, row.columns).map { ($0.description, $1.json.map { .value($0) } ?? .null) }
      ),
      "first": .id(row.first),
      "input": row.input?.json ?? .null,
      "is_late": .flag(output.isLate),
      "is_repeated": .flag(output.isRepeated),
      "output": .id(output.shown.id),
      "result": .text(output.result.rawValue),
      "score": .double(output.score),
      "trial": .number(output.trial),
    ]
  }
}

extension FieldValue {
  /// The value in a line; nothing where there is none.
  fileprivate var words: String {
    switch self {
    case .value(let value): value.words
    case .absent: ""
    case .unreadable: "(unreadable)"
    }
  }
}
