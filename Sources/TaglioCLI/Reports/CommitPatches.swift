import TaglioFormat
import TaglioKit

/// Commits, the latest first, each with what it changed.
struct CommitPatches: Report {
  var list: CommitList
  /// What each commit of the list changed; nil where its object is missing or damaged.
  var changes: [Page<CommitChange>?]

  /// The most changes of a commit that text shows.
  private static let shown = 20

  /// - Parameter isText: whether only as many changes are read as text shows.
  init(_ list: CommitList, _ repository: Repository, isText: Bool) throws {
    self.list = list
    changes = try list.commits.map { commit in
      do {
        return try repository.changes(of: commit.id, limit: isText ? CommitPatches.shown : nil)
      } catch let error as TaglioError where error.code == .damage {
        return nil
      }
    }
  }

  var status: ExitStatus {
    let isDamaged = changes.contains { page in
      page?.items.contains { $0.isDamaged } ?? true
    }
    return isDamaged ? .problems : .done
  }

  func text(_ style: Style) -> String {
    zip(list.commits, changes).map { commit, changes in
      commit.paragraph(style) + patch(changes, of: commit, style)
    }.joined(separator: "\n")
  }

  private func patch(_ page: Page<CommitChange>?, of commit: CommitItem, _ style: Style) -> String {
    guard let page else {
      return "\n  " + style.red("damaged:") + " what it changed cannot be read; run: taglio fsck\n"
    }
    let rest = page.total - page.items.count
    let more = "  and \(rest) more; all: taglio log \(commit.id.short()) -p -n 1 --json\n"
    return "\n" + ChangeText(style: style).text(page.items) + (rest > 0 ? style.dim(more) : "")
  }

  var notes: [String] { list.notes }

  /// As the list, each commit with `changes`, a list or null.
  var json: JSONTree { ["commits": .list(entries), "total": .number(list.total)] }

  var entries: [JSONTree] {
    zip(list.commits, changes).map { commit, changes in
      guard case .object(let members) = commit.json else { return commit.json }
      let changes = changes.map { JSONTree.list($0.items.map(\.json)) } ?? .null
      return .object(members + [("changes", changes)])
    }
  }
}
