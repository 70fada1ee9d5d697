import TaglioFormat
import TaglioKit

/// What changing the members of a suite did.
struct SuiteChangeView: Report {
  var action: SuiteAction
  var report: SuiteReport

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let suite = report.suite.name.escapedForTerminal()
    let rest = report.unchanged
    guard !report.changed.isEmpty else {
      return rest.isEmpty
        ? "nothing to \(action.rawValue): there is no case there\n"
        : "nothing to \(action.rawValue): \(others(rest)) \(suite)\n"
    }
    let others = rest.isEmpty ? "" : " · \(others(rest)) it"
    return "\(action.pastWords) \(suite): \(report.changed.namesInLine)\(others)\n"
      + CommitNotice(commit: report.commit).text(style)
  }

  /// What is so of cases that did not change, up to the name of the suite.
  private func others(_ items: [SuiteReport.Item]) -> String {
    let names = items.namesInLine + (items.count == 1 ? " is" : " are")
    switch action {
    case .add: return names + " already in"
    case .remove: return names + " not in"
    case .pin: return names + " already pinned there in"
    case .unpin: return names + " not pinned in"
    }
  }

  var notes: [String] { report.notes }

  /// `{action, changed:[{lineage, membership, name}], commit, forked:[…], suite:{id, name},
  /// unchanged:[…]}`; a membership is null, `floating` or the id of a version.
  var json: JSONTree { report.json(action.rawValue) }
}

/// A suite that was made.
struct SuiteCreationView: Report {
  var report: SuiteReport

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let pinned = report.changed.count { $0.membership != .floating }
    let suite = report.suite
    return "made the suite \(suite.name.escapedForTerminal()): "
      + report.changed.count.of("case") + (pinned > 0 ? ", \(pinned) pinned" : "")
      + " · \(suite.id)\n"
      + CommitNotice(commit: report.commit).text(style)
  }

  var notes: [String] { report.notes }

  /// As that of a change, with the action `create`.
  var json: JSONTree { report.json("create") }
}

extension SuiteAction {
  /// How a line on what was done begins, before the name of the suite.
  fileprivate var pastWords: String {
    switch self {
    case .add: "added to"
    case .remove: "took out of"
    case .pin: "pinned in"
    case .unpin: "unpinned in"
    }
  }
}

extension SuiteReport {
  fileprivate var notes: [String] {
    var notes: [String] = []
    if let first = forked.first?.name.escapedForTerminal() {
      notes.append(
        "more than one head, the latest of which is listed: \(forked.namesInLine); "
          + "settle it with: taglio resolve \(first.shellWord)"
      )
    }
    if !namedByOlderVersion.isEmpty {
      notes.append(
        "an older version was named, and the whole case is meant: "
          + "\(namedByOlderVersion.namesInLine); a version is listed with: taglio suite pin"
      )
    }
    return notes
  }

  fileprivate func json(_ action: String) -> JSONTree {
    [
      "action": .text(action),
      "changed": .list(changed.map(\.json)),
      "commit": .id(commit),
      "forked": .list(forked.map(\.json)),
      "suite": suite.json,
      "unchanged": .list(unchanged.map(\.json)),
    ]
  }
}

extension SuiteReport.Item {
  fileprivate var json: JSONTree {
    [
      "lineage": .text("\(lineage)"), "membership": membership.json, "name": .text(name),
    ]
  }
}

extension [SuiteReport.Item] {
  /// The most names that a line shows.
  private static var shown: Int { 5 }

  fileprivate var namesInLine: String {
    let names = prefix(Self.shown).map { $0.name.escapedForTerminal() }
    let rest = count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension NamedSuite {
  /// `{id, name}`.
  var json: JSONTree { ["id": .text("\(id)"), "name": .text(name)] }
}
