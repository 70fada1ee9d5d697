import TaglioFormat
import TaglioKit

extension [SuiteMember] {
  /// A line for each, for a person.
  ///
  /// - Parameter sign: what each line begins with.
  func table(_ style: Style, sign: String = "") -> String {
    var table = TextTable()
    table.paint = [2: style.yellow, 5: style.red, 6: style.red]
    table.rows = map { [sign] + $0.row(style) }
    return table.text(columns: style.columns)
  }
}

extension SuiteMember {
  fileprivate func row(_ style: Style) -> [String] {
    [
      key?.words ?? "-", version.map { style.plain($0.id) } ?? lineage.id.short(),
      version.map { "v\($0.sequence)" } ?? "", pinWords,
      heads.map { $0.isFork ? "+\($0.all.count - 1)" : "" } ?? "", isRemoved ? "removed" : "",
      summaryWords,
    ]
  }

  private var pinWords: String {
    guard isPinned else { return "" }
    guard isBehind, let head = heads?.principal.sequence else { return "pinned" }
    return "pinned, head v\(head)"
  }

  private var summaryWords: String {
    if version == nil { return "(not here)" }
    return isGone ? "(erased or lost)" : summary.escapedForTerminal()
  }

  /// As a person calls it, and what of it is listed: `sum-2 v3 1a2b3c4d5e6f, pinned`.
  func words(_ style: Style) -> String {
    let version = version.map { " v\($0.sequence) \(style.id($0.id))" } ?? " (not here)"
    return (key?.words ?? lineage.id.short()) + version + (isPinned ? ", pinned" : "")
  }

  /// `{further_heads, head, is_gone, is_pinned, is_removed, key, lineage, sequence, summary,
  /// version}`; `version` is the one that is listed, `sequence` its number, `head` the principal
  /// head: null where nothing is known of them here.
  var json: JSONTree {
    [
      "further_heads": .number((heads?.all.count ?? 1) - 1),
      "head": .id(heads?.principal.id),
      "is_gone": .flag(isGone),
      "is_pinned": .flag(isPinned),
      "is_removed": .flag(isRemoved),
      "key": .key(key),
      "lineage": .text("\(lineage)"),
      "sequence": version.map { .number($0.sequence) } ?? .null,
      "summary": .text(summary),
      "version": .id(version?.id),
    ]
  }
}
