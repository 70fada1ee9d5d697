import TaglioFormat
import TaglioKit

/// In what two suites differ, or one since a commit.
struct SuiteDifferenceView: Report {
  var old: NamedSuite
  var new: NamedSuite
  /// The commit at which the first is seen; nil for now.
  var commit: ObjectID?
  var difference: SuiteDifference

  func text(_ style: Style) -> String {
    let at = commit.map { " at \(style.id($0))" } ?? ""
    let title =
      style.red("---") + " " + style.bold(old.name.escapedForTerminal()) + at + "\n"
      + style.green("+++") + " " + style.bold(new.name.escapedForTerminal()) + "\n"
    guard difference.isDifferent else {
      return title + "no differences: \(difference.same.of("member"))\n"
    }
    return title + difference.onlyOld.table(style, sign: "-")
      + difference.onlyNew.table(style, sign: "+")
      + difference.changed.map { line($0, style) }.joined()
      + "\(difference.same.of("member")) listed alike\n"
  }

  /// `~  sum-2 v1 1a2b3c4d5e6f → v2 5e6f7a8b9c0d: edited`.
  private func line(_ change: SuiteDifference.Change, _ style: Style) -> String {
    let new = change.new.version.map { "v\($0.sequence) \(style.id($0.id))" } ?? "(not here)"
    let pinned = change.new.isPinned ? ", pinned" : ""
    return "~  \(change.old.words(style)) → \(new)\(pinned)\(change.isMoved ? ": edited" : "")\n"
  }

  /// `{a, b, changed:[{a, b}], is_different, only_a, only_b, same}`: `a` and `b` are `{at, id, name}`,
  /// where `at` is a commit or null; members are as in a suite.
  var json: JSONTree {
    [
      "a": json(old, commit),
      "b": json(new, nil),
      "changed": .list(
        difference.changed.map { ["a": $0.old.json, "b": $0.new.json] }
      ),
      "is_different": .flag(difference.isDifferent),
      "only_a": .list(difference.onlyOld.map(\.json)),
      "only_b": .list(difference.onlyNew.map(\.json)),
      "same": .number(difference.same),
    ]
  }

  private func json(_ suite: NamedSuite, _ commit: ObjectID?) -> JSONTree {
    ["at": .id(commit), "id": .text("\(suite.id)"), "name": .text(suite.name)]
  }
}
