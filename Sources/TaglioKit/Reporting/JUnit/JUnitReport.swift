import TaglioFormat

/// Writes a report for CI: JUnit XML as Ant wrote it first and Jenkins, GitHub actions and GitLab read
/// it; `testsuites`, a `testsuite` for each run, a `testcase` for each output that counts.
struct JUnitReport {
  private let report: EvaluationReport
  private let limits: ReportLimits
  private let reader: ReportReader
  private let repository: Repository

  /// The longest message, which tools show in a line.
  private static let longestMessage = 300

  init(
    _ report: EvaluationReport,
    _ limits: ReportLimits,
    _ reader: ReportReader
  ) {
    self.report = report
    self.limits = limits
    self.reader = reader
    repository = reader.repository
  }

  /// An output, with what there is to tell of it.
  private struct Entry {
    var row: ReportRow
    var cell: ReportRow.Cell
    var output: Output
    var seconds: Double?
  }

  func write(_ write: ([UInt8]) throws -> Void) throws {
    var xml = MarkupWriter()
    let runs = try report.columns.indices.dropFirst(report.isCompared ? 1 : 0).map { place in
      (column: report.columns[place], entries: try entries(place))
    }
    xml.raw(ReportFormat.junit.signature)
    let totals = runs.map(\.column.totals)
    xml.raw("<testsuites")
    attribute("name", report.title, &xml)
    counts(totals, runs.flatMap(\.entries), &xml)
    xml.raw(">\n")
    for run in runs {
      try suite(run.column, run.entries, &xml, write)
      try write(xml.take())
    }
    xml.close("testsuites")
    xml.raw("\n")
    try write(xml.take())
  }

  /// The outputs of a run that count, in the order in which their inputs came.
  private func entries(_ place: Int) throws -> [Entry] {
    let durations = OutputDuration(FieldReader(repository, reader.snapshot))
    let rows = report.rows.filter(\.isCounted).enumerated()
      .sorted { ($0.element.lineage, $0.offset) < ($1.element.lineage, $1.offset) }
    return try rows.flatMap { row in
      try reader.outputs(of: row.element.cells[place]).map { output in
        Entry(
          row: row.element,
          cell: row.element.cells[place],
          output: output,
          seconds: try durations.of(output)
        )
      }
    }
  }

  private func attribute(_ name: String, _ value: String, _ xml: inout MarkupWriter) {
    xml.raw(" \(name)=\"")
    xml.text(value)
    xml.raw("\"")
  }

  private func counts(_ totals: [OutputTotals], _ entries: [Entry], _ xml: inout MarkupWriter) {
    func sum(_ count: (OutputTotals) -> Int) -> String {
      "\(totals.reduce(0) { $0 + count($1) })"
    }
    attribute("tests", sum(\.count), &xml)
    attribute("failures", sum(\.failed), &xml)
    attribute("errors", sum(\.errors), &xml)
    attribute("skipped", sum { $0.unjudged + $0.unreadable }, &xml)
    let times = entries.compactMap(\.seconds)
    if !times.isEmpty { attribute("time", time(times.reduce(0, +)), &xml) }
  }

  private func time(_ seconds: Double) -> String { Figures.fixed(seconds, digits: 6) }

  // MARK: Runs

  private func suite(
    _ column: EvaluationReport.Column,
    _ entries: [Entry],
    _ xml: inout MarkupWriter,
    _ write: ([UInt8]) throws -> Void
  ) throws {
    xml.raw("<testsuite")
    attribute("name", "\(column.title) \(column.run.item.id.short())", &xml)
    counts([column.totals], entries, &xml)
    if let start = column.run.item.start { attribute("timestamp", "\(start)", &xml) }
    xml.raw(">\n")
    properties(of: column, &xml)
    for entry in entries {
      try self.testcase(entry, column, &xml)
      if xml.bytes.count > 1 << 18 { try write(xml.take()) }
    }
    xml.close("testsuite")
    xml.raw("\n")
  }

  private func properties(of column: EvaluationReport.Column, _ xml: inout MarkupWriter) {
    var properties = [
      ("taglio.run", "\(column.run.item.id)"), ("taglio.experiment", column.experiment),
      ("taglio.state", column.state), ("taglio.late", "\(column.totals.late)"),
      ("taglio.repeated", "\(column.totals.repeated)"),
    ]
    if let model = column.model { properties.append(("taglio.model", model)) }
    if report.isCompared, let comparison = column.comparison {
      let words = ComparisonWords(comparison, letter: column.letter)
      properties += [
        ("taglio.against", "\(comparison.first.run.item.id)"),
        ("taglio.comparison", "\(words.headline): \(words.evidence)"),
      ]
    }
    self.properties(properties, &xml)
    xml.raw("\n")
  }

  private func properties(_ properties: [(String, String)], _ xml: inout MarkupWriter) {
    xml.element("properties") { xml in
      for (name, value) in properties { xml.empty("property", ["name": name, "value": value]) }
    }
  }

  // MARK: Outputs

  private func testcase(
    _ entry: Entry,
    _ column: EvaluationReport.Column,
    _ xml: inout MarkupWriter
  ) throws {
    let input = try entry.output.basis.map { try reader.snapshot.mention(of: $0) }
    let name = input?.name ?? entry.output.shown.id.short()
    let trial = entry.output.trial > 0 ? " #\(entry.output.trial)" : ""
    xml.raw("<testcase")
    attribute("name", ReportText.line(name, to: JUnitReport.longestMessage) + trial, &xml)
    attribute("classname", column.suite ?? column.experiment, &xml)
    if let seconds = entry.seconds { attribute("time", time(seconds), &xml) }
    xml.raw(">")
    var ids = [("taglio.output", "\(entry.output.shown.id)")]
    if let input { ids.append(("taglio.case", "\(input.id)")) }
    properties(ids, &xml)
    try result(entry, column, &xml)
    xml.close("testcase")
    xml.raw("\n")
  }

  private func result(
    _ entry: Entry,
    _ column: EvaluationReport.Column,
    _ xml: inout MarkupWriter
  ) throws {
    let id = entry.output.shown.id
    switch entry.output.result {
    case .passed: break
    case .failed:
      let rule = column.run.facts.definition.verdict.map { ": \($0)" } ?? ""
      let kind = entry.cell.kind == .regression ? "regression" : "failed"
      try problem("failure", "did not pass\(rule)", kind, id, &xml)
    case .error:
      let message = try reader.error(of: entry.output) ?? "error"
      try problem("error", message, "error", id, &xml)
    case .unjudged: xml.empty("skipped", ["message": "there is no verdict"])
    case .unreadable:
      xml.empty("skipped", ["message": try reader.absence(of: id) ?? "it cannot be read"])
    }
  }

  /// What came out, and where to see all of it.
  private func problem(
    _ name: String,
    _ message: String,
    _ type: String,
    _ id: ObjectID,
    _ xml: inout MarkupWriter
  ) throws {
    let line = ReportText.line(message, to: JUnitReport.longestMessage)
    var text = ""
    switch try reader.fields(of: id) {
    case .fields(let fields): text = ReportText.value(fields)
    case .absent(let why): text = why
    }
    let (beginning, left) = ReportText.cut(text, to: limits.value)
    let more = left > 0 ? "\n… and \(left) bytes more" : ""
    xml.element(
      name,
      ["message": line, "type": type],
      beginning + more + "\n\ntaglio show \(id)",
      keepingLines: true
    )
  }
}
