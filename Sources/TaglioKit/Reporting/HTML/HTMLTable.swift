import TaglioFormat
import TaglioStore

/// Writes the table of cases.
///
/// The first page stands in the table itself; the others wait in a template, which a browser reads
/// but does not lay out, until the script shows them.
struct HTMLTable {
  let report: EvaluationReport
  let limits: ReportLimits
  let reader: ReportReader

  func write(_ html: inout MarkupWriter, _ write: ([UInt8]) throws -> Void) throws {
    html.open("section")
    html.element("h2", "Cases")
    guard !report.rows.isEmpty else {
      html.element("p", "There are no outputs.")
      return html.close("section")
    }
    form(&html)
    try table(&html, write)
    html.close("section")
  }

  private func table(_ html: inout MarkupWriter, _ write: ([UInt8]) throws -> Void) throws {
    let (first, rest) = (report.rows.prefix(limits.page), report.rows.dropFirst(limits.page))
    html.open("div", ["class": "wide", "tabindex": "0"])
    html.open("table", ["id": "cases", "data-page": "\(limits.page)"])
    heading(&html)
    var details = HTMLDetails(report, limits, reader)
    try rows(first, &details, &html, write)
    html.close("table")
    html.close("div")
    if !rest.isEmpty {
      withoutScript(&html)
      html.open("template", ["id": "rest"])
      try rows(rest, &details, &html, write)
      html.close("template")
    }
    navigation(&html)
    details.note(&html)
  }

  private func rows(
    _ rows: ArraySlice<ReportRow>,
    _ details: inout HTMLDetails,
    _ html: inout MarkupWriter,
    _ write: ([UInt8]) throws -> Void
  ) throws {
    for row in rows {
      try self.row(row, &details, &html)
      if html.bytes.count > 1 << 18 { try write(html.take()) }
    }
  }

  // MARK: Around it

  private func form(_ html: inout MarkupWriter) {
    html.element("form", ["id": "find", "hidden": ""]) { html in
      html.element("label") { html in
        html.text("Find words")
        html.empty("input", ["name": "words", "type": "search"])
      }
      html.element("label") { html in
        html.text("Show")
        html.element("select", ["name": "kind"]) { html in
          html.element("option", ["value": ""], "all cases (\(report.rows.count))")
          for (kind, words, count) in CaseTags.counts(report) {
            html.element("option", ["value": kind], "\(words) (\(count))")
          }
        }
      }
    }
  }

  private func withoutScript(_ html: inout MarkupWriter) {
    html.element("noscript") { html in
      html.element(
        "p",
        ["class": "note"],
        "Without JavaScript only the first \(limits.page) of \(report.rows.count) cases are shown."
      )
    }
  }

  private func navigation(_ html: inout MarkupWriter) {
    html.element("nav", ["aria-label": "Pages of cases", "hidden": ""]) { html in
      html.element("button", ["type": "button"], "Previous")
      html.element("button", ["type": "button"], "Next")
      html.element("span", ["id": "said", "role": "status"], "")
    }
  }

  private func heading(_ html: inout MarkupWriter) {
    html.element("thead") { html in
      html.element("tr") { html in
        html.element("th", ["scope": "col"], "Case")
        for column in report.columns {
          let isOnly = report.columns.count == 1
          html.element("th", ["scope": "col"], isOnly ? "Result" : column.letter)
        }
        if report.isCompared { html.element("th", ["scope": "col"], "Change") }
      }
    }
  }

  // MARK: Rows

  private func row(
    _ row: ReportRow,
    _ details: inout HTMLDetails,
    _ html: inout MarkupWriter
  ) throws {
    let mention = try reader.mention(of: row)
    html.open("tbody", ["data-kinds": CaseTags.tags(row).joined(separator: " ")])
    html.open("tr")
    let name = mention.map { ReportText.line($0.name, to: 200) } ?? "input not known"
    html.element("th", ["scope": "row"], name)
    for cell in row.cells { self.cell(cell, row, &html) }
    if report.isCompared { change(row, &html) }
    html.close("tr")
    html.open("tr", ["class": "more"])
    let columns = 1 + row.cells.count + (report.isCompared ? 1 : 0)
    html.open("td", ["colspan": "\(columns)"])
    try details.write(row, mention, &html)
    html.close("td")
    html.close("tr")
    html.close("tbody")
  }

  private func cell(_ cell: ReportRow.Cell, _ row: ReportRow, _ html: inout MarkupWriter) {
    guard let outcome = cell.outcome else {
      return html.element("td", ["class": "dim", "data-rank": "9"], "-")
    }
    let state = outcome.state
    let score = outcome.score.flatMap { $0.isFinite ? "\($0)" : nil } ?? "0"
    html.open(
      "td",
      ["class": "result", "data-rank": "\(state.rank)", "data-score": score]
    )
    html.element("span", ["class": state.rawValue], "\(state.sign) \(words(outcome))")
    if !row.isCounted {
      let isLate = outcome.outputs.contains(where: \.isLate)
      html.element("span", ["class": "dim"], isLate ? " late" : " repeated")
    }
    html.close("td")
  }

  /// `failed 0.25`, `failed 1/3 0.2`.
  private func words(_ outcome: CaseOutcome) -> String {
    outcome.outputs.count > 1 ? "\(outcome.state.rawValue) \(outcome.words)" : outcome.words
  }

  private func change(_ row: ReportRow, _ html: inout MarkupWriter) {
    let kinds = row.cells.dropFirst().map(\.kind)
    let words = zip(report.reported, kinds).compactMap { column, kind -> String? in
      guard let kind else { return nil }
      let title = ComparisonWords.title(kind, letter: column.letter)
      return report.reported.count > 1 ? "\(column.letter) \(title)" : title
    }
    html.element(
      "td",
      ["class": "change \(row.kind?.colour ?? "")", "data-rank": "\(row.kind?.place ?? 9)"],
      words.joined(separator: ", ")
    )
  }
}

extension Output.Result {
  /// A mark beside the word, so that colour is never alone.
  fileprivate var sign: String {
    switch self {
    case .passed: "\u{2713}"
    case .failed: "\u{2717}"
    case .error: "!"
    case .unjudged: "\u{25CB}"
    case .unreadable: "?"
    }
  }

  /// Its place where the table is sorted by results.
  fileprivate var rank: Int {
    switch self {
    case .error: 0
    case .failed: 1
    case .unreadable: 2
    case .unjudged: 3
    case .passed: 4
    }
  }
}

extension CasePair.Kind {
  fileprivate var colour: String {
    switch self {
    case .regression: "worse"
    case .improvement: "better"
    default: "dim"
    }
  }
}
