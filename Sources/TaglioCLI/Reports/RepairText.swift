import TaglioCheck
import TaglioFormat

extension RepairReport {
  /// A line for each action, and one that counts them.
  func text(_ style: Style) -> String {
    guard !counts.isEmpty else { return "nothing to repair\n" }
    let lines = actions.map { $0.line(style) }.joined()
    let total = counts.values.reduce(0, +)
    let rest = total - actions.count
    let parts = RepairAction.Kind.allCases.compactMap { kind in
      counts[kind].map { "\($0) \(kind.rawValue)" }
    }
    return lines + (rest > 0 ? "and \(rest) more\n" : "") + parts.joined(separator: ", ") + "\n"
  }
}

extension RepairAction {
  /// `moved .taglio/objects/1a/2b… to .taglio/quarantine/1a2b…: why`.
  fileprivate func line(_ style: Style) -> String {
    let place = target.map { " to \($0.escapedForTerminal())" } ?? ""
    return "\(mark(style)) \(file.escapedForTerminal())\(place): \(detail.escapedForTerminal())\n"
  }

  private func mark(_ style: Style) -> String {
    switch kind {
    case .moved: style.yellow("moved")
    case .taken: style.green("taken")
    case .rewritten: style.green("rewritten")
    case .refused: style.red("refused")
    }
  }

  /// `{action, detail, file, object, target}`.
  var json: JSONTree {
    [
      "action": .text(kind.rawValue),
      "detail": .text(detail),
      "file": .text(file),
      "object": .id(object),
      "target": .optional(target),
    ]
  }
}
