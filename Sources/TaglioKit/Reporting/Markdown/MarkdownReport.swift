import TaglioFormat

/// Writes a report for a pull request: what it comes to, and the cases to look at.
struct MarkdownReport {
  private let report: EvaluationReport
  private let limits: ReportLimits
  private let reader: ReportReader

  /// The longest text of a cell.
  private static let widest = 80

  init(_ report: EvaluationReport, _ limits: ReportLimits, _ reader: ReportReader) {
    self.report = report
    self.limits = limits
    self.reader = reader
  }

  func write(_ write: ([UInt8]) throws -> Void) throws {
    var out = MarkdownWriter()
    out.raw(ReportFormat.markdown.signature + "\n")
    out.paragraph("## Report: " + code(report.title))
    comparisons(&out)
    totals(&out)
    groups(&out)
    try cases(&out)
    let commits = report.commits.map { "`\($0.short())`" }.joined(separator: ", ")
    out.raw("Made by `taglio report` from the state at commit \(commits). ")
    out.raw("`taglio show ID` shows what stands behind an id.\n")
    try write(out.bytes)
  }

  private func code(_ text: String) -> String {
    MarkdownWriter.code(ReportText.line(text, to: MarkdownReport.widest))
  }

  // MARK: Totals

  private func comparisons(_ out: inout MarkdownWriter) {
    guard report.isCompared else { return }
    var rows: [[String]] = []
    for column in report.reported {
      guard let comparison = column.comparison else { continue }
      let words = ComparisonWords(comparison, letter: column.letter)
      out.paragraph("**\(words.headline)**: \(words.evidence)")
      for line in words.besides { out.paragraph(line) }
      let verdicts = comparison.verdicts
      let test = comparison.test.map { PValueText.text($0.pValue) } ?? "-"
      rows.append([
        "A → \(column.letter)", "\(verdicts.better)", "\(verdicts.worse)", "\(verdicts.same)", test,
      ])
    }
    out.table(["", "better", "worse", "same", "significance"], rows)
  }

  private func totals(_ out: inout MarkdownWriter) {
    var heading = [""]
    for (place, column) in report.columns.enumerated() {
      let isBase = report.isCompared && place == 0
      heading.append(report.columns.count > 1 ? column.letter + (isBase ? " (before)" : "") : "")
    }
    let facts: [(name: String, words: (EvaluationReport.Column) -> String?)] = [
      ("experiment", { code($0.experiment) }), ("suite", { $0.suite.map(code) }),
      ("model", { $0.model.map(code) }), ("run", { "`\($0.run.item.id)`" }),
      ("started", { $0.run.item.start?.minute }), ("state", \.state),
      ("passed", \.passed), ("failed", { "\($0.totals.failed)" }),
      ("errors", { "\($0.totals.errors)" }), ("unjudged", { "\($0.totals.unjudged)" }),
      ("unreadable", { $0.totals.unreadable > 0 ? "\($0.totals.unreadable)" : nil }),
      ("outputs", { "\($0.totals.count)" }), ("missing", { $0.summary.missing.map { "\($0)" } }),
      ("mean score", { $0.totals.meanScore.map(Figures.score) }),
    ]
    let rows = facts.compactMap { fact -> [String]? in
      let cells = report.columns.map(fact.words)
      guard cells.contains(where: { $0 != nil }) else { return nil }
      return [fact.name] + cells.map { $0 ?? "-" }
    }
    out.table(heading, rows)
  }

  private func groups(_ out: inout MarkdownWriter) {
    let groups = report.groups
    guard let by = report.by, !groups.isEmpty else { return }
    let names = report.columns.map { $0.label(in: report) + "passed" }
    let rows = groups.prefix(limits.cases).map { group in
      [group.map { code(ReportText.words($0)) } ?? "-"]
        + report.columns.map { column in
          guard let totals = column.totals(of: group), let rate = totals.passRate else {
            return "-"
          }
          return "\(totals.passed) of \(totals.judged), \(Figures.percent(rate))"
        }
    }
    out.table([code("\(by)")] + names, rows)
    cut(rows.count, of: groups.count, "groups", &out)
  }

  // MARK: Cases

  private func cases(_ out: inout MarkdownWriter) throws {
    let listed = report.rows.filter(isWorthALook)
    guard !listed.isEmpty else { return }
    out.paragraph("### Cases to look at")
    var heading = ["case"]
    if report.isCompared { heading.append("change") }
    heading += report.columns.map { report.columns.count > 1 ? $0.letter : "result" }
    heading += ["input", "output"]
    out.table(heading, try listed.prefix(limits.cases).map(row))
    cut(min(listed.count, limits.cases), of: listed.count, "cases", &out)
  }

  /// Whatever changed; without something to compare with what did not pass.
  private func isWorthALook(_ row: ReportRow) -> Bool {
    if report.isCompared { return row.kind.map { $0 != .same } ?? true }
    return !row.states.isDisjoint(with: [.failed, .error, .unreadable])
  }

  private func row(_ row: ReportRow) throws -> [String] {
    let mention = try reader.mention(of: row)
    var cells = [mention.map { code($0.name) } ?? "-"]
    if report.isCompared { cells.append(row.kind.map(change) ?? "not counted") }
    cells += row.cells.map { $0.outcome?.words ?? "-" }
    let output = try row.cells.last { $0.outcome != nil }
      .flatMap { try reader.outputs(of: $0, limit: 1).first }
    cells.append(mention.map { code($0.summary) } ?? "")
    cells.append(try output.map(result) ?? "")
    return cells
  }

  private func change(_ kind: CasePair.Kind) -> String {
    let letter = report.reported.count > 1 ? "another run" : report.reported.last?.letter ?? ""
    return ComparisonWords.title(kind, letter: letter)
  }

  /// The id of an output, and the error that it holds.
  private func result(_ output: Output) throws -> String {
    let id = "`\(output.shown.id.short())`"
    switch try reader.fields(of: output.shown.id) {
    case .absent(let why): return id + " " + code(why)
    case .fields:
      guard let error = try reader.error(of: output) else { return id }
      return id + " " + code(error)
    }
  }

  private func cut(_ count: Int, of all: Int, _ noun: String, _ out: inout MarkdownWriter) {
    guard count < all else { return }
    out.paragraph(
      "\(count) of \(all) \(noun) are listed; `--limit` lists more, and a report in HTML has all."
    )
  }
}
