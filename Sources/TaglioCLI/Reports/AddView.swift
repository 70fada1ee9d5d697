import TaglioFormat
import TaglioKit

/// What `add` did, or would do.
struct AddView: Report {
  var report: AddReport
  var isDryRun: Bool
  var files: [String]
  /// What the files may have been meant to be.
  var hints: [String] = []

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    guard report.touched > 0 else { return nothingText }
    var text = (isDryRun ? "would add" : "added") + " \(report.added), " + counts + labels + "\n"
    text += CommitNotice(commit: report.commit).text(style)
    for fork in report.forked {
      let key = fork.key.escapedForTerminal()
      let heads = isDryRun ? "would have 2 heads" : "has 2 heads now"
      text += style.red("fork:") + " \(key) \(heads); see: taglio log \(key.shellWord)\n"
    }
    return text
  }

  var notes: [String] {
    (report.added > 0 ? hints : []) + (isDryRun ? ["nothing was written"] : [])
  }

  private var counts: String {
    var parts = [
      isDryRun ? "change \(report.changed)" : "changed \(report.changed)",
      isDryRun ? "relabel \(report.relabelled)" : "relabelled \(report.relabelled)",
    ]
    if report.restored > 0 {
      parts.append(isDryRun ? "restore \(report.restored)" : "restored \(report.restored)")
    }
    parts.append(isDryRun ? "leave \(report.unchanged)" : "unchanged \(report.unchanged)")
    return parts.joined(separator: ", ")
  }

  private var labels: String {
    let names = labelNames.map { $0.escapedForTerminal() }
    return names.isEmpty ? "" : " · labels: " + names.joined(separator: ", ")
  }

  private var labelNames: [String] { report.labelFields.sorted().map(\.string) }

  private var nothingText: String {
    switch report.unchanged {
    case 0:
      let names = files.map { $0.escapedForTerminal() }.joined(separator: ", ")
      return "nothing to add: there are no records in \(names)\n"
    case 1: return "nothing to add: the case is as it was\n"
    default: return "nothing to add: all \(report.unchanged) cases are as they were\n"
    }
  }

  var json: JSONTree {
    [
      "added": .number(report.added),
      "changed": .number(report.changed),
      "commit": .id(report.commit),
      "dry_run": .flag(isDryRun),
      "forked": .list(
        report.forked.map { fork in
          [
            "key": .text(fork.key), "lineage": .text("\(fork.lineage)"),
            "version": .id(fork.version),
          ]
        }
      ),
      "labels": .texts(labelNames),
      "relabelled": .number(report.relabelled),
      "restored": .number(report.restored),
      "unchanged": .number(report.unchanged),
    ]
  }
}

extension AddReport {
  /// The number of cases of which something changes.
  fileprivate var touched: Int { added + changed + relabelled }
}
