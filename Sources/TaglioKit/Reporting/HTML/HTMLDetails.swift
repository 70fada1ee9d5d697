import TaglioFormat

/// Writes what stands behind a case: its input, what came out, and what changed.
struct HTMLDetails {
  private let report: EvaluationReport
  private let limits: ReportLimits
  private let reader: ReportReader
  /// What was written so far.
  private var bytes = 0
  /// The cases that are shown by their ids alone.
  private var withoutDetails = 0

  /// The most trials of a case that are shown.
  private static let mostTrials = 5

  init(_ report: EvaluationReport, _ limits: ReportLimits, _ reader: ReportReader) {
    self.report = report
    self.limits = limits
    self.reader = reader
  }

  mutating func write(
    _ row: ReportRow,
    _ mention: VersionMention?,
    _ html: inout MarkupWriter
  ) throws {
    var part = MarkupWriter()
    let summary = ReportText.line(mention?.summary ?? "", to: 160)
    part.open("details")
    part.element("summary", summary.isEmpty ? "what came out" : summary)
    if let mention {
      heading("input" + (mention.sequence.map { " v\($0)" } ?? ""), mention.id, &part)
    }
    if bytes < limits.details {
      try contents(row, mention, &part)
    } else {
      try ids(row, &part)
      withoutDetails += 1
    }
    part.close("details")
    bytes += part.bytes.count
    html.append(part)
  }

  /// What there is to say where the file would have become too long.
  func note(_ html: inout MarkupWriter) {
    guard withoutDetails > 0 else { return }
    html.element(
      "p",
      ["class": "note"],
      "Of the last \(withoutDetails) cases only ids are in this file, so that it stays readable; "
        + "taglio show has all of them."
    )
  }

  private func heading(_ name: String, _ id: ObjectID, _ part: inout MarkupWriter) {
    part.element("h3") { part in
      part.text(name + " ")
      part.element("span", ["class": "id"], "\(id)")
    }
  }

  /// The outputs by their ids.
  private func ids(_ row: ReportRow, _ part: inout MarkupWriter) throws {
    for (column, cell) in zip(report.columns, row.cells) {
      for output in try reader.outputs(of: cell, limit: HTMLDetails.mostTrials) {
        part.element("p", ["class": "id"], "\(name(of: output, column)) \(output.shown.id)")
      }
    }
  }

  /// `B: output #2`.
  private func name(of output: Output, _ column: EvaluationReport.Column) -> String {
    column.label(in: report) + "output" + (output.trial > 0 ? " #\(output.trial)" : "")
  }

  private func contents(
    _ row: ReportRow,
    _ mention: VersionMention?,
    _ part: inout MarkupWriter
  ) throws {
    if let mention {
      try fields(of: mention.id, &part)
      try edits(row, mention, &part)
    }
    for (place, column) in report.columns.enumerated() {
      let cell = row.cells[place]
      for output in try reader.outputs(of: cell, limit: HTMLDetails.mostTrials) {
        heading(name(of: output, column) + ", \(output.result.rawValue)", output.shown.id, &part)
        try self.output(output, beside: place == 0 ? nil : row.cells[0].outcome, &part)
      }
      HTMLFields.leftOut((cell.outcome?.outputs.count ?? 0) - HTMLDetails.mostTrials, &part)
    }
  }

  /// How the input was changed between the first run and the last.
  private func edits(
    _ row: ReportRow,
    _ mention: VersionMention,
    _ part: inout MarkupWriter
  ) throws {
    guard report.isCompared, let old = row.cells[0].outcome?.input, let new = row.input, old != new
    else { return }
    let version = try reader.snapshot.version(old)
    part.element("h3", "The input was changed: v\(version.sequence) → v\(mention.sequence ?? 0)")
    try differences(version, reader.snapshot.version(new), &part)
  }

  private func differences(
    _ old: Version,
    _ new: Version,
    _ part: inout MarkupWriter
  ) throws {
    guard let found = try reader.differences(old, new) else {
      return part.element("p", ["class": "note"], "They differ, and cannot be compared.")
    }
    guard !found.isEmpty else { return part.element("p", "The same.") }
    HTMLDifferences(limits: limits).write(found, &part)
  }

  /// The fields of an output, or with something to compare it with in what it differs from that.
  private func output(
    _ output: Output,
    beside first: CaseOutcome?,
    _ part: inout MarkupWriter
  ) throws {
    let old = first?.outputs.first { $0.trial == output.trial }
    guard report.isCompared, let old else { return try fields(of: output.shown.id, &part) }
    part.element("p", ["class": "dim"], "What differs from A:")
    try differences(reader.snapshot.version(old.shown), output.shown, &part)
  }

  private func fields(of id: ObjectID, _ part: inout MarkupWriter) throws {
    switch try reader.fields(of: id) {
    case .fields(let fields): HTMLFields(limits: limits).write(fields, &part)
    case .absent(let why): part.element("p", ["class": "note"], why)
    }
  }
}
