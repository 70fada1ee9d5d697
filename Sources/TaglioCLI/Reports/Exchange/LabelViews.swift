import TaglioFormat
import TaglioKit

/// A table that was written for people to fill.
struct LabelSheetView: Report {
  var sheet: LabelSheet
  var fields: [String]
  /// Nil for standard output.
  var file: String?

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let place = file.map { " to \($0.escapedForTerminal())" } ?? ""
    return "wrote \(sheet.rows.count.of("row"))\(place)\n"
  }

  var notes: [String] {
    guard sheet.missing > 0 else { return [] }
    return ["\(sheet.missing.of("case")) left out: erased, lost, or not here; see: taglio status"]
  }

  /// `{columns, fields, file, missing, rows}`; `rows` is their number.
  var json: JSONTree {
    [
      "columns": .texts(sheet.columns.map(\.title)),
      "fields": .texts(fields),
      "file": .optional(file),
      "missing": .number(sheet.missing),
      "rows": .number(sheet.rows.count),
    ]
  }
}

/// Labels that were taken in.
struct LabelImportView: Report {
  var report: LabelReport
  /// Rows without a label.
  var skipped: Int

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    guard report.commit != nil else {
      return "already taken in as run \(style.id(report.run)): nothing to do\n"
    }
    let counts = report.counts.map { "\($0.field.escapedForTerminal()) \($0.count)" }
    let made = report.madeExperiment.map { "made the experiment \($0.escapedForTerminal())\n" }
    return "labelled \(report.labelled.of("case")) in run \(style.id(report.run)): "
      + counts.joined(separator: ", ") + "\n" + (made ?? "")
      + CommitNotice(commit: report.commit).text(style)
  }

  var notes: [String] {
    var notes: [String] = []
    if skipped > 0 { notes.append("\(skipped.of("row")) without a label passed over") }
    if report.stale > 0 {
      notes.append("\(report.stale.of("label row")) of versions that were edited since")
    }
    return notes
  }

  /// `{commit, experiment, fields:[{count, name}], is_new_experiment, labelled, run, skipped, stale}`;
  /// no commit where the same labels had been taken in before.
  var json: JSONTree {
    [
      "commit": .id(report.commit),
      "experiment": .id(report.experiment),
      "fields": .list(
        report.counts.map { ["count": .number($0.count), "name": .text($0.field)] as JSONTree }
      ),
      "is_new_experiment": .flag(report.madeExperiment != nil),
      "labelled": .number(report.labelled),
      "run": .id(report.run),
      "skipped": .number(skipped),
      "stale": .number(report.stale),
    ]
  }
}
