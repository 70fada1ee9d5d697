import TaglioFormat
import TaglioKit

/// What happened to a lineage, commit by commit, the latest first.
struct LineageHistory: Report {
  var lineage: LineageItem
  var history: Page<HistoryEntry>

  init(_ repository: Repository, _ version: Version, limit: Int?) throws {
    lineage = try repository.snapshot.lineageItem(of: version)
    history = try repository.history(of: version, limit: limit)
  }

  var status: ExitStatus {
    let isDamaged = history.items.contains { entry in
      entry.edits.contains { $0.comparison.isDamaged }
    }
    return isDamaged ? .problems : .done
  }

  func text(_ style: Style) -> String {
    let name = lineage.words(style)
    return style.bold(name) + ": \(history.total.of("commit"))\n"
      + history.items.map { text($0, style) }.joined()
  }

  private func text(_ entry: HistoryEntry, _ style: Style) -> String {
    let commit = entry.commit
    let changes = ChangeText(style: style, namesSubjects: false)
    let edits = entry.edits.map { edit in
      let version = edit.version
      return "  " + style.bold("v\(version.sequence)") + " \(style.id(version.id))"
        + (version.isHead ? style.green(" head") : "") + "\n" + changes.text(edit.comparison)
    }
    let used = "commit \(style.plain(commit.id)) \(commit.time.words) ".displayWidth
    let origin = "\(commit.authorWords): \(commit.subject)"
    return "\ncommit \(style.id(commit.id)) \(style.dim(commit.time.words)) "
      + (style.columns.map { origin.fitted(to: max(8, $0 - used)) } ?? origin) + "\n"
      + edits.joined() + changes.text(entry.changes)
  }

  /// `{history:[{changes, commit, versions}], key, lineage, total}`; versions are as without `-p`,
  /// without `commit`, and with `{differences, new, old}`.
  var json: JSONTree {
    [
      "history": .list(entries), "key": .key(lineage.key),
      "lineage": .text("\(lineage.lineage)"), "total": .number(history.total),
    ]
  }

  var entries: [JSONTree] {
    history.items.map { entry in
      [
        "changes": .list(entry.changes.map(\.json)),
        "commit": entry.commit.json,
        "versions": .list(
          entry.edits.map { .object($0.version.members + $0.comparison.members) }
        ),
      ]
    }
  }
}
