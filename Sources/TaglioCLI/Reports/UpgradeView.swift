import TaglioKit

/// What an upgrade did, or would do.
struct UpgradeView: Report {
  var report: UpgradeReport

  func text(_ style: Style) -> String {
    guard let target = report.changes.last?.to else { return nothingText }
    if report.isDone { return "the store has format \(target) now\n" }
    let list = report.changes.map { change in
      "  \(change.from) to \(change.to): \(report.isBack ? "without " : "")\(change.summary)\n"
    }
    return "would bring the store from format \(report.format) to \(target)\n" + list.joined()
  }

  private var nothingText: String {
    let format = "the store has format \(report.format)"
    if report.isBack { return format + ", and there is none before it\n" }
    return format + ", the newest\n"
  }

  var notes: [String] {
    guard !report.changes.isEmpty else { return [] }
    let back = report.isBack ? " --back" : ""
    if !report.isDone { return ["do it with: taglio upgrade\(back) --yes"] }
    return report.isBack ? [] : ["go back with: taglio upgrade --back --yes"]
  }

  /// `{back, done, format, newest, steps:[{from, summary, to}]}`; `format` is the one before.
  var json: JSONTree {
    [
      "back": .flag(report.isBack),
      "done": .flag(report.isDone),
      "format": .number(report.format),
      "newest": .number(report.newest),
      "steps": .list(
        report.changes.map { change in
          [
            "from": .number(change.from), "summary": .text(change.summary),
            "to": .number(change.to),
          ]
        }
      ),
    ]
  }
}
