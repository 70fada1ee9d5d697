import TaglioFormat
import TaglioKit

/// What `report` wrote.
struct ReportView: Report {
  var report: EvaluationReport
  /// Nil for standard output.
  var file: String?
  var format: ReportFormat
  /// What was to be shown and is missing or damaged here.
  var damaged: [ObjectID] = []

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let place = file.map { " to \($0.escapedForTerminal())" } ?? ""
    let runs = report.reported.count.of("run")
    let cases = report.rows.count.of("case")
    return "wrote a report of \(runs), \(cases)\(place)\n"
  }

  var notes: [String] {
    guard !damaged.isEmpty else { return [] }
    let ids = damaged.prefix(5).map { $0.short() }.joined(separator: ", ")
    let more = damaged.count > 5 ? ", …" : ""
    return [
      "\(damaged.count.of("object")) could not be shown, missing or damaged here: \(ids)\(more); "
        + "see: taglio fsck"
    ]
  }

  /// `{against, cases, damaged, file, format, runs}`; `against` and `runs` are ids, `cases` a
  /// number.
  var json: JSONTree {
    [
      "against": .id(report.isCompared ? report.columns.first?.run.item.id : nil),
      "cases": .number(report.rows.count),
      "damaged": .ids(damaged),
      "file": .optional(file),
      "format": .text(format.rawValue),
      "runs": .ids(report.reported.map(\.run.item.id)),
    ]
  }
}
