import TaglioCheck
import TaglioFormat

/// What nothing in a store needs.
struct GarbageView: Report {
  var report: GarbageReport

  /// The most files that text lists.
  private static let shown = 20

  func text(_ style: Style) -> String {
    guard !report.items.isEmpty else { return "there is nothing to remove\n" }
    let verb = report.isRemoved ? "removed" : "would remove"
    let objects = report.items.count { $0.object != nil }
    let temporaries = report.items.count - objects
    let counts = [
      objects > 0 ? objects.of("object") + " that no commit lists" : nil,
      temporaries > 0 ? temporaries.of("temporary file") : nil,
    ].compactMap(\.self).joined(separator: " and ")
    var text = "\(verb) \(counts): \(report.bytes.of("byte"))\n"
    for item in report.items.prefix(GarbageView.shown) {
      text += "  \(item.file.escapedForTerminal())\n"
    }
    let rest = report.items.count - GarbageView.shown
    return rest > 0 ? text + "  and \(rest) more: taglio gc --json\n" : text
  }

  var notes: [String] {
    var notes: [String] = []
    if !report.unreadable.isEmpty {
      notes.append(
        "\(report.unreadable.count.of("file")) cannot be read and may be commits: objects stay until "
          + "they are mended; see: taglio fsck"
      )
    }
    if report.young > 0 { notes.append("\(report.young.of("file")) not old enough to go") }
    if !report.items.isEmpty, !report.isRemoved { notes.append("remove with: taglio gc --yes") }
    return notes
  }

  /// `{bytes, files:[{bytes, file, object}], removed, unreadable, young}`.
  var json: JSONTree {
    [
      "bytes": .number(Int(report.bytes)),
      "files": .list(entries),
      "removed": .flag(report.isRemoved),
      "unreadable": .ids(report.unreadable),
      "young": .number(report.young),
    ]
  }

  var entries: [JSONTree] {
    report.items.map {
      ["bytes": .number(Int($0.bytes)), "file": .text($0.file), "object": .id($0.object)]
    }
  }
}
