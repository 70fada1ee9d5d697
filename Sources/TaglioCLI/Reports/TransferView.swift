import TaglioFormat
import TaglioSync

/// What fetches and pushes moved, or would move.
struct TransferView: Report {
  /// In the order in which they were done.
  var reports: [SyncReport]
  /// The directory of a new clone.
  var clone: String?

  /// The most refusals that text lists for each.
  private static let shown = 20

  func text(_ style: Style) -> String {
    let made = clone.map { "made a taglio store in \($0.escapedForTerminal())\n" } ?? ""
    return made + reports.map { text($0, style) }.joined()
  }

  private func text(_ report: SyncReport, _ style: Style) -> String {
    var text = report.sentence + "\n"
    for refusal in report.refused.prefix(TransferView.shown) {
      text +=
        "  \(style.red("refused")) \(style.id(refusal.object)): "
        + refusal.reason.escapedForTerminal() + "\n"
      if let kept = refusal.kept { text += "    kept in .taglio/\(kept.escapedForTerminal())\n" }
    }
    let rest = report.refused.count - TransferView.shown
    return rest > 0 ? text + "  and \(rest) more: see --json\n" : text
  }

  var notes: [String] {
    reports.flatMap { report -> [String] in
      var notes: [String] = []
      if report.erased > 0 {
        notes.append("\(report.erased.of("object")) stayed where they are: they were erased")
      }
      if !report.waiting.isEmpty {
        let count = report.waiting.count
        let verb = count == 1 ? "waits" : "wait"
        notes.append("\(count.of("commit")) \(verb) for something: taglio status")
      }
      if report.isUnlisted {
        notes.append(
          "nothing at \(report.remote) says which commits are there: where files were copied by "
            + "hand and no taglio ever ran, copy them on by hand; see Docs/sync.md"
        )
      }
      return notes
    }
  }

  /// `{"clone","transfers":[{bytes, commits, direction, dry_run, erased, objects,
  /// refused:[{kept, object, reason}], remote, waiting}]}`; `clone` is the directory of a new clone,
  /// else null; `objects` counts those besides commits, `bytes` all of it.
  var json: JSONTree { ["clone": .optional(clone), "transfers": .list(entries)] }

  var entries: [JSONTree] { reports.map(\.json) }
}

extension SyncReport {
  /// `12 commits, 340 objects (1.2 MiB) from origin`.
  fileprivate var sentence: String {
    let side = direction == .fetch ? "from \(remote)" : "to \(remote)"
    guard !commits.isEmpty || objects > 0 else {
      return direction == .fetch ? "nothing new \(side)" : "nothing new for \(remote)"
    }
    let verb = isDryRun ? (direction == .fetch ? "would bring " : "would send ") : ""
    return "\(verb)\(commits.count.of("commit")), \(objects.of("object")) "
      + "(\(bytes.bytesInWords)) \(side)"
  }

  fileprivate var json: JSONTree {
    [
      "bytes": .number(Int(bytes)),
      "commits": .ids(commits),
      "direction": .text(direction.rawValue),
      "dry_run": .flag(isDryRun),
      "erased": .number(erased),
      "objects": .number(objects),
      "refused": .list(
        refused.map {
          ["kept": .optional($0.kept), "object": .id($0.object), "reason": .text($0.reason)]
            as JSONTree
        }
      ),
      "remote": .text(remote.description),
      "waiting": .ids(waiting),
    ]
  }
}
