import TaglioFormat
import TaglioKit

/// What `rm` or `restore` did.
struct RemovalView: Report {
  var report: RemovalReport
  /// Whether things were removed and not restored.
  var isRemoval: Bool

  /// The most names that a line shows.
  private static let shown = 5

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let rest = report.unchanged
    let already = isRemoval ? "removed already" : "not removed"
    guard !report.changed.isEmpty else {
      let verb = isRemoval ? "remove" : "restore"
      return "nothing to \(verb): \(names(rest)) \(rest.count == 1 ? "is" : "are") \(already)\n"
    }
    let verb = isRemoval ? "removed" : "restored"
    let others = rest.isEmpty ? "" : " · \(already): \(names(rest))"
    return "\(verb) \(names(report.changed))\(others)\n"
      + CommitNotice(commit: report.commit).text(style)
  }

  private func names(_ items: [RemovalReport.Item]) -> String {
    let names = items.prefix(RemovalView.shown).map { $0.name.escapedForTerminal() }
    let rest = items.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  var notes: [String] {
    report.changed.filter(\.isNamedByOlderVersion).map { item in
      let verb = isRemoval ? "removed" : "restored"
      return "an older version of \(item.name.escapedForTerminal()) was named; "
        + "the whole \(item.kind) is \(verb)"
    }
  }

  /// `{changed:[{kind, name, target}], commit, unchanged:[…]}`.
  var json: JSONTree {
    [
      "changed": .list(report.changed.map(\.json)),
      "commit": .id(report.commit),
      "unchanged": .list(report.unchanged.map(\.json)),
    ]
  }
}

extension RemovalReport.Item {
  fileprivate var json: JSONTree {
    ["kind": .text(kind), "name": .text(name), "target": .text("\(target)")]
  }
}
