import TaglioFormat
import TaglioKit

/// What `resolve` did.
struct ResolveView: Report {
  var name: String
  var lineage: Target
  /// The version that stands for the lineage; where nothing was settled, the latest of the heads.
  var head: ObjectID?
  var isNew = false
  var closed: [ObjectID] = []
  var commit: ObjectID?

  init(_ report: ResolveReport) {
    name = report.name
    lineage = report.lineage
    head = report.head
    isNew = report.isNew
    closed = report.closed
    commit = report.commit
  }

  /// Says that the fork was left as it is.
  init(unsettled editable: Editable) {
    name = editable.name
    lineage = editable.target
    head = editable.version
  }

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let name = name.escapedForTerminal()
    guard commit != nil, let head else { return "nothing changed: \(name) has its heads still\n" }
    let closed = closed.map { style.id($0) }.joined(separator: " ")
    let new = isNew ? ", which is new" : ""
    return "settled \(name): its head is \(style.id(head))\(new) · closed \(closed)\n"
      + CommitNotice(commit: commit).text(style)
  }

  var notes: [String] {
    guard commit == nil, let id = head?.short() else { return [] }
    return ["to keep the latest head as it is: taglio resolve \(id) --take \(id)"]
  }

  /// `{closed, commit, head, is_new, lineage, name}`.
  var json: JSONTree {
    [
      "closed": .ids(closed),
      "commit": .id(commit),
      "head": .id(head),
      "is_new": .flag(isNew),
      "lineage": .text("\(lineage)"),
      "name": .text(name),
    ]
  }
}
