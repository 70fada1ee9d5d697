import TaglioFormat
import TaglioKit

/// What `edit` did, or would do.
struct EditView: Report {
  var report: EditReport
  var isDryRun: Bool

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    guard !report.isEmpty else { return "nothing to change: \(name) is as it was\n" }
    return summary(style) + CommitNotice(commit: report.commit).text(style)
  }

  private var name: String { report.name.escapedForTerminal() }

  /// `edited sum-2: version 3 · 1a2b3c4d5e6f · /answer, title`.
  private func summary(_ style: Style) -> String {
    let changed = (report.fields + report.labels.map(\.string)).map { $0.escapedForTerminal() }
      .joined(separator: ", ")
    guard let version = report.version, let sequence = report.sequence else {
      return (isDryRun ? "would relabel" : "relabelled") + " \(name): \(changed)\n"
    }
    let verb = isDryRun ? "would edit" : "edited"
    return "\(verb) \(name): version \(sequence) · \(style.id(version)) · \(changed)\n"
  }

  var notes: [String] {
    var notes: [String] = []
    guard !report.isEmpty else { return notes }
    if report.isRemoved {
      let word = report.name.escapedForTerminal().shellWord
      notes.append("\(name) is removed and stays so; to bring it back: taglio restore \(word)")
    }
    if let run = report.sealedRun {
      notes.append(
        "\(name) is an output of the sealed run \(run.short()): as run, that keeps its first "
          + "version; this edit is its current one"
      )
    }
    return notes + (isDryRun ? ["nothing was written"] : [])
  }

  /// `{commit, dry_run, fields, is_removed, kind, labels, name, previous, sealed_run, sequence,
  /// target, version}`.
  var json: JSONTree {
    [
      "commit": .id(report.commit),
      "dry_run": .flag(isDryRun),
      "fields": .texts(report.fields),
      "is_removed": .flag(report.isRemoved),
      "kind": .text(report.kind),
      "labels": .texts(report.labels.map(\.string)),
      "name": .text(report.name),
      "previous": .id(report.previous),
      "sealed_run": .id(report.sealedRun),
      "sequence": report.sequence.map { .number($0) } ?? .null,
      "target": .text("\(report.target)"),
      "version": .id(report.version),
    ]
  }
}
