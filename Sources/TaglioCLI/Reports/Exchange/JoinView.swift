import TaglioKit

/// What `join` did.
struct JoinView: Report {
  var report: JoinReport

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let suite = report.suite.name.escapedForTerminal()
    guard report.commit != nil else {
      return "nothing to join: all \(report.unchanged.of("case")) are in \(suite)\n"
    }
    var parts = ["added \(report.added.of("case"))"]
    if report.unchanged > 0 { parts.append("\(report.unchanged) were here") }
    if report.replaced > 0 { parts.append("replaced \(report.replaced) of earlier versions") }
    let verb = report.isNewSuite ? "made the suite" : "joined into"
    return "\(verb) \(suite): \(parts.joined(separator: ", "))\n"
      + CommitNotice(commit: report.commit).text(style)
  }

  private static let shown = 5

  var notes: [String] {
    guard !report.without.isEmpty else { return [] }
    let names = report.without.prefix(JoinView.shown).map { $0.escapedForTerminal() }
    let rest = report.without.count - names.count
    let more = rest > 0 ? " and \(rest) more" : ""
    let verb = report.without.count == 1 ? "has" : "have"
    return [
      "\(report.without.count.of("case")) \(verb) no output of this version with one of the fields: "
        + names.joined(separator: ", ") + more
    ]
  }

  /// `{added, commit, is_new_suite, replaced, suite:{id, name}, unchanged, without}`.
  var json: JSONTree {
    [
      "added": .number(report.added),
      "commit": .id(report.commit),
      "is_new_suite": .flag(report.isNewSuite),
      "replaced": .number(report.replaced),
      "suite": report.suite.json,
      "unchanged": .number(report.unchanged),
      "without": .texts(report.without),
    ]
  }
}
