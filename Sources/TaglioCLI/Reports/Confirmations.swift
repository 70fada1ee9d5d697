/// What `init` did.
struct InitReport: Report {
  /// The directory `.taglio`.
  var path: String
  var isNew: Bool

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let path = path.escapedForTerminal()
    return isNew
      ? "made a taglio store in \(path)\n"
      : "there is a store in \(path) already; nothing changed\n"
  }

  var json: JSONTree { ["created": .flag(isNew), "path": .text(path)] }
}

/// What `reindex` did.
struct ReindexReport: Report {
  var commits: Int
  var objects: Int

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    "made refs and index anew: \(commits.of("commit")), \(objects.of("object"))\n"
  }

  var json: JSONTree { ["commits": .number(commits), "objects": .number(objects)] }
}
