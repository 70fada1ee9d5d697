import TaglioCheck
import TaglioFormat

/// What a check found, and what a repair before it did.
struct FsckView: Report {
  var report: FsckReport
  /// Whether contents were left out.
  var isQuick: Bool
  /// What was done; nil where nothing was asked for.
  var repair: RepairReport?

  func text(_ style: Style) -> String {
    let actions = repair.map { $0.text(style) } ?? ""
    return actions + report.findings.map { $0.paragraph(style) }.joined() + lastLine(style) + "\n"
  }

  private func lastLine(_ style: Style) -> String {
    let problems = report.problems
    let verdict =
      problems == 0
      ? style.green("no problems found") : style.red("\(problems.of("problem")) found")
    let others = report.counts.filter { $0.key.severity != .error }.reduce(0) { $0 + $1.value }
    let remarks = others > 0 ? " and \(others.of("remark"))" : ""
    let scope = isQuick ? "quick check, " : ""
    let end = report.isComplete ? "" : "; time was up before everything was checked"
    return "\(verdict)\(remarks) (\(scope)\(report.objectsChecked.of("object")), "
      + "\(report.bytesChecked.of("byte")))\(end)"
  }

  /// `{actions, bytes_checked, counts, findings, is_complete, is_quick, objects_checked, problems}`;
  /// `actions` is null without `--repair`.
  var json: JSONTree {
    [
      "actions": repair.map { .list($0.actions.map(\.json)) } ?? .null,
      "bytes_checked": .number(Int(report.bytesChecked)),
      "counts": .object(report.counts.map { (name: $0.key.text, value: .number($0.value)) }),
      "findings": .list(entries),
      "is_complete": .flag(report.isComplete),
      "is_quick": .flag(isQuick),
      "objects_checked": .number(report.objectsChecked),
      "problems": .number(report.problems),
    ]
  }

  /// Actions have a member `action`, findings a member `name`.
  var entries: [JSONTree] {
    (repair?.actions.map(\.json) ?? []) + report.findings.map(\.json)
  }
}

extension Finding {
  /// `error damaged .taglio/objects/1a/2b…: what was found`, what it harms, and what helps.
  fileprivate func paragraph(_ style: Style) -> String {
    let subject = file ?? object.map { style.plain($0) }
    let place = subject.map { " \($0.escapedForTerminal()):" } ?? ":"
    var text = "\(mark(style)) \(style.bold(name.text))\(place) \(detail.escapedForTerminal())\n"
    if harmCount > 0 {
      let names = harms.map { "\($0.kind.rawValue) \($0.name.escapedForTerminal())" }
      let rest = harmCount - harms.count
      text += "  harms: \(names.joined(separator: ", "))\(rest > 0 ? " and \(rest) more" : "")\n"
    }
    return text + "  help: \(help.escapedForTerminal())\n"
  }

  private func mark(_ style: Style) -> String {
    switch severity {
    case .error: style.red("error")
    case .warning: style.yellow("warning")
    case .note: style.dim("note")
    }
  }

  /// `{detail, file, harm_count, harms, help, name, object, severity}`.
  fileprivate var json: JSONTree {
    [
      "detail": .text(detail),
      "file": .optional(file),
      "harm_count": .number(harmCount),
      "harms": .list(
        harms.map { ["kind": .text($0.kind.rawValue), "name": .text($0.name)] as JSONTree }
      ),
      "help": .text(help),
      "name": .text(name.text),
      "object": .id(object),
      "severity": .text(severity.rawValue),
    ]
  }
}
