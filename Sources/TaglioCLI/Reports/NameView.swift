import TaglioFormat
import TaglioKit

/// What `name` did.
struct NameView: Report {
  var report: NameReport

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    summary(style) + CommitNotice(commit: report.commit).text(style)
  }

  private func summary(_ style: Style) -> String {
    let name = report.name.description.escapedForTerminal()
    let previous = report.previous.map { id($0, style) } ?? ""
    guard let target = report.target.map({ id($0, style) }) else {
      return "took \(name) away; it pointed at \(previous)\n"
    }
    if report.commit == nil { return "nothing to name: \(name) points at \(previous) already\n" }
    return previous.isEmpty || previous == target
      ? "named \(name): \(target)\n" : "moved \(name) from \(previous) to \(target)\n"
  }

  private func id(_ text: String, _ style: Style) -> String {
    ObjectID(text).map { style.id($0) } ?? text
  }

  /// `{commit, name, previous, target}`.
  var json: JSONTree {
    [
      "commit": .id(report.commit),
      "name": .text("\(report.name)"),
      "previous": .optional(report.previous),
      "target": .optional(report.target),
    ]
  }
}
