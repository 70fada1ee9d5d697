import TaglioFormat
import TaglioKit

/// The versions of a lineage, the latest first.
struct VersionList: Report {
  var lineage: LineageItem
  var versions: [VersionItem]
  var total: Int
  var isShort: Bool

  init(_ repository: Repository, _ version: Version, limit: Int?, isShort: Bool) throws {
    let all = try repository.versions(of: version)
    lineage = try repository.snapshot.lineageItem(of: version)
    versions = Array(all.prefix(limit ?? .max))
    total = all.count
    self.isShort = isShort
  }

  func text(_ style: Style) -> String {
    var table = TextTable()
    table.paint = [1: style.yellow, 2: style.green]
    table.rows = versions.map { version in
      [
        "v\(version.sequence)", style.plain(version.id), version.isHead ? "head" : "",
        version.commit?.time.words ?? "", version.commit?.authorWords ?? "",
        version.commit?.subject ?? "",
      ]
    }
    let lines = table.text(columns: style.columns)
    guard !isShort else { return lines }
    return title(style) + lines
  }

  private func title(_ style: Style) -> String {
    let name = lineage.words(style)
    let heads = lineage.furtherHeads > 0 ? ", \(lineage.furtherHeads + 1) heads" : ""
    return style.bold(name) + ": \(total.of("version"))\(heads)\n"
  }

  var json: JSONTree {
    [
      "key": .key(lineage.key), "lineage": .text("\(lineage.lineage)"), "total": .number(total),
      "versions": .list(entries),
    ]
  }

  var entries: [JSONTree] {
    versions.map { version in
      .object(version.members + [("commit", version.commit.map(\.json) ?? .null)])
    }
  }
}

extension VersionItem {
  /// `{id, is_head, previous, sequence, summary}`.
  var members: [(name: String, value: JSONTree)] {
    [
      ("id", .id(id)), ("is_head", .flag(isHead)), ("previous", .id(previous)),
      ("sequence", .number(sequence)), ("summary", .text(summary)),
    ]
  }
}
