import TaglioFormat

/// What every command that makes a commit says of it: the whole id, and how to take it back.
struct CommitNotice {
  var commit: ObjectID?

  /// `commit <id>` and `undo with: taglio undo <id>`; nothing where nothing was changed.
  func text(_ style: Style) -> String {
    guard let commit else { return "" }
    return "commit \(style.yellow("\(commit)"))\nundo with: taglio undo \(commit.short())\n"
  }
}
