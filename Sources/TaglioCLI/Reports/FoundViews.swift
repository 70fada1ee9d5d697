import TaglioFormat
import TaglioKit

/// Part of what was found, as a list of its kind shows it.
struct FoundList<List: ListReport>: Report {
  var list: List

  func text(_ style: Style) -> String { list.text(style) }

  /// `{items, kind, offset, total}`, with items as `ls` has them.
  var json: JSONTree { list.json }

  var entries: [JSONTree] { list.entries }

  var notes: [String] { list.page.foundNotes(list.kind) }
}

extension Page {
  /// Says that there is nothing, or what was cut and how to see it.
  fileprivate func foundNotes(_ kind: String) -> [String] {
    if total == 0 { return ["no \(kind) match"] }
    guard isCut else { return [] }
    let next = offset + count
    let more = next < total ? "; more: the same with --offset \(next)" : ""
    guard count > 0 else { return ["0 of \(total) \(kind)\(more)"] }
    return ["\(offset + 1) to \(next) of \(total) \(kind)\(more)"]
  }
}

/// How much was found.
struct FoundCount: Report {
  var kind: String
  var count: Int

  func text(_ style: Style) -> String { "\(count)\n" }

  /// `{count, kind}`.
  var json: JSONTree { ["count": .number(count), "kind": .text(kind)] }
}

/// The ids of what was found.
struct FoundIDs: Report {
  var kind: String
  var page: Page<String>

  func text(_ style: Style) -> String { page.items.map { $0 + "\n" }.joined() }

  /// `{ids, kind, offset, total}`.
  var json: JSONTree {
    [
      "ids": .texts(page.items), "kind": .text(kind), "offset": .number(page.offset),
      "total": .number(page.total),
    ]
  }

  var entries: [JSONTree] { page.items.map { .text($0) } }
}

/// How much was found of each value of a field.
struct FoundGroups: Report {
  var field: QueryField
  var kind: String
  var page: Page<FoundGroup>

  func text(_ style: Style) -> String {
    let width = page.items.map { "\($0.count)".count }.max() ?? 0
    return page.items.map { group in
      let number = String(repeating: " ", count: width - "\(group.count)".count) + "\(group.count)"
      return "\(number)  \(group.value?.words ?? style.dim("(none)"))\n"
    }.joined()
  }

  var notes: [String] { page.foundNotes("groups of \(kind)") }

  /// `{field, groups: [{count, has_value, value}], kind, offset, total}`; `value` is null where
  /// `has_value` is false.
  var json: JSONTree {
    [
      "field": .text("\(field)"), "groups": .list(entries), "kind": .text(kind),
      "offset": .number(page.offset), "total": .number(page.total),
    ]
  }

  var entries: [JSONTree] {
    page.items.map { group in
      [
        "count": .number(group.count), "has_value": .flag(group.value != nil),
        "value": group.value.map { .value($0) } ?? .null,
      ]
    }
  }
}

/// Commits, a line each.
struct CommitTable: ListReport {
  var kind: String { "commits" }
  var page: Page<CommitItem>

  func row(_ item: CommitItem, _ style: Style) -> [String] {
    [item.authorName, style.plain(item.id), "", "", item.time.words, item.subject]
  }

  func json(_ item: CommitItem) -> JSONTree { item.json }
}
