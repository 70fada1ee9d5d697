import TaglioFormat
import TaglioKit

/// What `undo` did, or would do.
struct UndoView: Report {
  var report: UndoReport
  var isDryRun: Bool

  var isConfirmation: Bool { true }

  /// The most things left alone that text lists.
  private static let shown = 20

  func text(_ style: Style) -> String {
    let subject = report.undone.subject
    let name = "\(style.id(report.undone.id))" + (subject.isEmpty ? "" : " (\(subject))")
    if report.isEmpty { return "nothing of \(name) is left to undo\n" + leftAlone(style) }
    let verb = isDryRun ? "would undo" : "undid"
    return "\(verb) \(name): \(counts.joined(separator: ", "))\n" + leftAlone(style)
      + CommitNotice(commit: report.commit).text(style)
  }

  var notes: [String] { isDryRun ? ["nothing was written"] : [] }

  private var counts: [String] {
    let all: [(Int, String)] = [
      (report.takenBack.count, report.takenBack.count.of("edit") + " taken back"),
      (report.closed.count, report.closed.count.of("version") + " closed"),
      (report.reopened.count, report.reopened.count.of("version") + " reopened"),
      (report.removed.count, "\(report.removed.count) removed"),
      (report.restored.count, "\(report.restored.count) restored"),
      (report.labels, report.labels.of("label")),
      (report.names, report.names.of("name")),
      (report.members, report.members.of("member of suites", "members of suites")),
    ]
    return all.filter { $0.0 > 0 }.map(\.1)
  }

  private func leftAlone(_ style: Style) -> String {
    let lines = report.leftAlone.prefix(UndoView.shown).map { item in
      "left alone: \(item.what.escapedForTerminal()), \(item.reason.words)\n"
    }
    let rest = report.leftAlone.count - lines.count
    return lines.joined() + (rest > 0 ? "and \(rest) more left alone; see --json\n" : "")
  }

  /// `{closed, commit, dry_run, labels, left_alone:[{reason, what}], members, names, removed,
  /// reopened, restored, taken_back, undone}`.
  var json: JSONTree {
    [
      "closed": .ids(report.closed),
      "commit": .id(report.commit),
      "dry_run": .flag(isDryRun),
      "labels": .number(report.labels),
      "left_alone": .list(
        report.leftAlone.map { ["reason": .text($0.reason.rawValue), "what": .text($0.what)] }
      ),
      "members": .number(report.members),
      "names": .number(report.names),
      "removed": .texts(report.removed.map { "\($0)" }),
      "reopened": .ids(report.reopened),
      "restored": .texts(report.restored.map { "\($0)" }),
      "taken_back": .ids(report.takenBack),
      "undone": .id(report.undone.id),
    ]
  }
}

extension UndoReport.Reason {
  fileprivate var words: String {
    switch self {
    case .changedSince: "which was changed since"
    case .alsoSaid: "which another commit says too"
    case .final: "which is final"
    case .unreadable: "whose earlier content cannot be read here"
    }
  }
}
