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
    guard !commits.isEmpty else { throw TaglioError.notVisible(id) }
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

  /// The author without an address in angle brackets.
  var authorName: String {
    let name = authorWords.split(separator: " <", maxSplits: 1).first
    return name.map(String.init) ?? authorWords
  }

  /// The first line of the message.
  var subject: String {
    let message = text?.message ?? ""
    return String(message.prefix { $0 != "\n" }).escapedForTerminal()
  }

  /// The fewest columns of the subject beside which the number of objects has a place.
  private static let shortSubject = 20

  /// `1a2b3c4d5e6f 2026-11-21 09:14:00Z Ada: First cases (6 objects)`, with what fits of the last two
  /// behind `used` columns; no number where the commit brings in no objects.
  func line(_ style: Style, after used: Int = 0) -> String {
    let beginning = "\(style.id(id)) \(style.dim(time.words)) \(authorWords)"
    let count = objectCount > 0 ? "(\(objectCount.of("object")))" : ""
    let end = (count.isEmpty ? "" : " " + style.dim(count)) + "\n"
    guard let columns = style.columns else { return "\(beginning): \(subject)\(end)" }
    let taken = [style.plain(id), time.words, authorWords].map { $0.displayWidth + 1 }.reduce(1, +)
    let room = columns - used - taken
    let whole = room - count.displayWidth - 1
    if whole >= min(CommitItem.shortSubject, subject.displayWidth) {
      return "\(beginning): \(subject.fitted(to: whole))\(end)"
    }
    return beginning + (room > 1 ? ": \(subject.fitted(to: room))" : "") + "\n"
  }

  func paragraph(_ style: Style) -> String {
    var text = style.yellow("commit \(style.plain(id))") + "\n"
    text += "Author: \(authorWords)\nDate:   \(time.words)\n"
    if parents.count > 1 {
      text += "Joins:  \(parents.map { style.plain($0) }.joined(separator: " "))\n"
    }
    text += (objectCount > 0 ? "Brings: \(objectCount.of("object"))\n" : "") + "\n"
    return text + (self.text?.message ?? "").messageLines(style)
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

extension String {
  /// The message of a commit, indented, in lines that fit.
  func messageLines(_ style: Style) -> String {
    escapedForTerminal(keepingLines: true)
      .wrapped(to: style.columns.map { $0 - 4 })
      .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }
}
