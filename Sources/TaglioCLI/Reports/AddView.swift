import TaglioFormat
import TaglioKit

/// What `add` did, or would do.
struct AddView: Report {
  var report: AddReport
  var isDryRun: Bool
  /// Whether cases that are gone were to be removed.
  var isConfirmed = false
  var files: [String]
  /// What the files may have been meant to be.
  var hints: [String] = []

  /// What was asked for and not yet done is more than a confirmation.
  var isConfirmation: Bool { report.gone.isEmpty }

  func text(_ style: Style) -> String {
    guard report.touched > 0 else { return nothingText + goneText(style) }
    var text = (isDryRun ? "would add" : "added") + " \(report.added), " + counts + labels + "\n"
    text += CommitNotice(commit: report.commit).text(style)
    for fork in report.forked {
      let key = fork.key.escapedForTerminal()
      let heads = isDryRun ? "would have 2 heads" : "has 2 heads now"
      text += style.red("fork:") + " \(key) \(heads); see: taglio log \(key.shellWord)\n"
    }
    return text + goneText(style)
  }

  var notes: [String] {
    var notes = report.added > 0 ? hints : []
    if isDryRun { notes.append("nothing was written") }
    if report.stillRemoved > 0 {
      notes.append(
        "\(report.stillRemoved) unchanged and removed before: taglio restore brings them back, "
          + "taglio ls --all lists them"
      )
    }
    if report.erased > 0 {
      notes.append("\(report.erased.of("record")) left out: erased for good")
    }
    let removable = report.gone.count { !$0.isKept }
    if removable > 0, !isConfirmed {
      notes.append("remove \(removable == 1 ? "it" : "the \(removable)") with: --prune --yes")
    }
    return notes
  }

  /// How many cases that are gone are listed for a person.
  private static let goneLimit = 20

  private func goneText(_ style: Style) -> String {
    guard !report.gone.isEmpty else { return "" }
    let count = report.gone.count
    var text = "gone: \(count.of("case")) that the source held before\n"
    for gone in report.gone.prefix(AddView.goneLimit) {
      let key = gone.item.key?.words ?? gone.item.summary.escapedForTerminal()
      let kept = gone.isKept ? "  stays: another source says it too" : ""
      text += "  \(style.yellow(gone.item.head.short()))  \(key)\(kept)\n"
    }
    if count > AddView.goneLimit { text += "  … and \(count - AddView.goneLimit) more\n" }
    return text
  }

  private var counts: String {
    var parts = [
      isDryRun ? "change \(report.changed)" : "changed \(report.changed)",
      isDryRun ? "relabel \(report.relabelled)" : "relabelled \(report.relabelled)",
    ]
    if report.restored > 0 {
      parts.append(isDryRun ? "restore \(report.restored)" : "restored \(report.restored)")
    }
    if report.removed > 0 {
      parts.append(isDryRun ? "remove \(report.removed)" : "removed \(report.removed)")
    }
    if report.healed > 0 { parts.append("\(isDryRun ? "heal" : "healed") \(report.healed)") }
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
    case 0 where report.erased > 0: return "nothing to add\n"
    case 0:
      let names = files.map { $0.escapedForTerminal() }.joined(separator: ", ")
      return "nothing to add: there are no records in \(names)\n"
    case 1: return "nothing to add: the case is as it was\n" + healedText
    default: return "nothing to add: all \(report.unchanged) cases are as they were\n" + healedText
    }
  }

  private var healedText: String {
    guard report.healed > 0 else { return "" }
    let files = report.healed.of("lost or damaged file")
    return "\(isDryRun ? "would write" : "wrote") \(files) anew\n"
  }

  /// `{"added", "changed", "commit", "dry_run", "erased", "forked":[{"key","lineage","version"}],
  /// "gone":[{"head","kept","key","lineage"}], "healed", "labels":[…], "relabelled", "removed",
  /// "restored", "still_removed", "unchanged"}`; `gone` is empty without `--prune`, `kept` says that another source says it too.
  var json: JSONTree {
    [
      "added": .number(report.added),
      "changed": .number(report.changed),
      "commit": .id(report.commit),
      "dry_run": .flag(isDryRun),
      "erased": .number(report.erased),
      "forked": .list(
        report.forked.map { fork in
          [
            "key": .text(fork.key), "lineage": .text("\(fork.lineage)"),
            "version": .id(fork.version),
          ]
        }
      ),
      "healed": .number(report.healed),
      "gone": .list(
        report.gone.map { gone in
          [
            "head": .id(gone.item.head), "kept": .flag(gone.isKept),
            "key": .key(gone.item.key), "lineage": .text("\(gone.item.lineage)"),
          ]
        }
      ),
      "labels": .texts(labelNames),
      "relabelled": .number(report.relabelled),
      "removed": .number(report.removed),
      "restored": .number(report.restored),
      "still_removed": .number(report.stillRemoved),
      "unchanged": .number(report.unchanged),
    ]
  }
}

extension AddReport {
  /// The number of cases of which something changes; one that comes back edited counts twice.
  fileprivate var touched: Int { added + changed + relabelled + restored + removed }
}
