import TaglioFormat
import TaglioKit

/// Commits, the latest first.
struct CommitList: Report {
  var commits: [CommitItem]
  var total: Int
  var isShort: Bool

  func text(_ style: Style) -> String {
    let texts = commits.map { isShort ? $0.line(style) : $0.paragraph(style) }
    return texts.joined(separator: isShort ? "" : "\n")
  }

  var notes: [String] {
    commits.isEmpty && total == 0
      ? ["there are no commits yet; make one with: taglio add FILE"] : []
  }

  var json: JSONTree { ["commits": .list(entries), "total": .number(total)] }

  var entries: [JSONTree] { commits.map(\.json) }
}

extension CommitList {
  /// A commit and those before it.
  init(
    _ repository: Repository,
    backFrom id: ObjectID,
    limit: Int?,
    isShort: Bool
  ) throws {
    var known: Set<ObjectID> = [id]
    var waiting = [id]
    var commits: [CommitItem] = []
    while let next = waiting.popLast() {
      guard let item = try repository.commitItem(next) else { continue }
      commits.append(item)
      waiting += item.parents.filter { known.insert($0).inserted }
    }
    guard !commits.isEmpty else { throw CommitView.notVisible(id) }
    commits.sort { ($1.time, $1.id) < ($0.time, $0.id) }
    self.init(
      commits: Array(commits.prefix(limit ?? .max)),
      total: commits.count,
      isShort: isShort
    )
  }
}

extension CommitItem {
  var authorWords: String {
    text?.author.escapedForTerminal() ?? "(the commit's object is missing or damaged)"
  }

  /// The first line of the message.
  var subject: String {
    let message = text?.message ?? ""
    return String(message.prefix { $0 != "\n" }).escapedForTerminal()
  }

  /// `1a2b3c4d5e6f 2026-11-21 09:14:00Z Ada: First cases (6 objects)`.
  func line(_ style: Style) -> String {
    "\(style.id(id)) \(style.dim(time.words)) \(authorWords): \(subject) "
      + style.dim("(\(objectCount.of("object")))") + "\n"
  }

  func paragraph(_ style: Style) -> String {
    var text = style.yellow("commit \(style.plain(id))") + "\n"
    text += "Author: \(authorWords)\nDate:   \(time.words)\n"
    if parents.count > 1 {
      text += "Joins:  \(parents.map { style.plain($0) }.joined(separator: " "))\n"
    }
    text += "Brings: \(objectCount.of("object"))\n\n"
    let message = (self.text?.message ?? "").escapedForTerminal(keepingLines: true)
    return text
      + message.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }

  /// `{author, id, message, objects, parents, time}`; author and message are null where the
  /// commit's object is missing or damaged.
  var json: JSONTree {
    [
      "author": .optional(text?.author),
      "id": .id(id),
      "message": .optional(text?.message),
      "objects": .number(objectCount),
      "parents": .ids(parents),
      "time": .time(time),
    ]
  }
}
