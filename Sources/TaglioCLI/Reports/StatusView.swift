import TaglioFormat
import TaglioKit

/// What `status` tells.
struct StatusView: Report {
  var status: Status
  /// The directory `.taglio`.
  var store: String

  /// The most entries of one kind that text shows.
  private static let shown = 10

  func text(_ style: Style) -> String {
    [summary(style), forks(style), contested(style), pending(style), files(style), future(style)]
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func summary(_ style: Style) -> String {
    let counts = status.counts
    var text = "store   \(store.escapedForTerminal())\n"
    text += "holds   \(counts.lineages.of("case")) in \(counts.versions.of("version")), "
    if counts.outputs > 0 { text += "\(counts.outputs.of("output")), " }
    text += "\(counts.runs.of("run")), \(counts.experiments.of("experiment")), "
    text += "\(counts.suites.of("suite")), \(counts.blobs.of("blob"))\n"
    let heads = status.heads.map { style.id($0) }.joined(separator: " ")
    text += "history \(counts.commits.of("commit"))\(heads.isEmpty ? "" : "; heads: \(heads)")\n"
    if let last = status.lastCommit { text += "last    \(last.line(style, after: 8))" }
    return text
  }

  private func forks(_ style: Style) -> String {
    block("case", "with more than one head", status.forks, style) { item in
      let key = item.key?.words ?? style.plain(item.lineage.id)
      let name = item.key?.description ?? "\(item.lineage)"
      let heads = item.furtherHeads + 1
      let word = name.escapedForTerminal().shellWord
      return "\(key): \(heads) heads; see: taglio log \(word); "
        + "settle with: taglio resolve \(word) --take \(item.head.short())"
    }
  }

  private func contested(_ style: Style) -> String {
    block("value", "written by two who did not know of each other", status.contested, style) {
      item in
      let values = item.values.map { $0.escapedForTerminal() }.joined(separator: " or ")
      let target = ObjectID(item.target).map { style.plain($0) } ?? item.target
      return "\(target) \(item.register.escapedForTerminal()): \(values)"
    }
  }

  private func pending(_ style: Style) -> String {
    block("commit", "not complete", status.pending, style) { item in
      let id = style.id(item.commit)
      switch item.reason {
      case .waits:
        let missing = item.missing.map { ": \(style.plain($0))" } ?? ""
        return "\(id) waits for objects\(missing); copy the rest from where it came"
      case .newer: return "\(id) needs a newer taglio"
      case .invalid: return "\(id) breaks a rule and is left out; see: taglio fsck"
      }
    }
  }

  private func files(_ style: Style) -> String {
    let counts = status.counts
    var lines: [String] = []
    if counts.loose > 0 { lines.append("\(counts.loose.of("object")) that no commit lists") }
    if !status.leftovers.isEmpty {
      lines.append(
        "\(status.leftovers.count.of("temporary file")) of writes that go on or were cut off"
      )
    }
    if !status.strays.isEmpty {
      let names = status.strays.prefix(3).map { $0.escapedForTerminal() }.joined(separator: ", ")
      lines.append("\(status.strays.count.of("file")) among the objects with other names: \(names)")
    }
    if !status.erasedHere.isEmpty {
      let count = status.erasedHere.count
      lines.append(
        "\(count.of("erased object")) whose bytes are still here: taglio gc --redactions"
      )
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func future(_ style: Style) -> String {
    block("commit", "from the future; is the clock right?", status.fromTheFuture, style) {
      style.id($0)
    }
  }

  private func block<Item>(
    _ noun: String,
    _ what: String,
    _ items: [Item],
    _ style: Style,
    _ line: (Item) -> String
  ) -> String {
    guard !items.isEmpty else { return "" }
    var text = style.bold("\(items.count.of(noun)) \(what)") + "\n"
    for item in items.prefix(StatusView.shown) { text += "  " + line(item) + "\n" }
    let rest = items.count - StatusView.shown
    return rest > 0 ? text + "  and \(rest) more: taglio status --json\n" : text
  }
}

extension StatusView {
  /// `{contested, counts, erased_here, forks, from_the_future, heads, last_commit, leftovers, pending, store,
  /// strays}`.
  var json: JSONTree {
    [
      "contested": .list(status.contested.map(\.json)),
      "counts": status.counts.json,
      "erased_here": .ids(status.erasedHere),
      "forks": .list(status.forks.map(\.json)),
      "from_the_future": .ids(status.fromTheFuture),
      "heads": .ids(status.heads),
      "last_commit": status.lastCommit.map(\.json) ?? .null,
      "leftovers": .texts(status.leftovers),
      "pending": .list(status.pending.map(\.json)),
      "store": .text(store),
      "strays": .texts(status.strays),
    ]
  }
}

extension Status.Contested {
  fileprivate var json: JSONTree {
    ["register": .text(register), "target": .text(target), "values": .texts(values)]
  }
}

extension Status.Pending {
  fileprivate var json: JSONTree {
    ["commit": .id(commit), "missing": .id(missing), "reason": .text(reason.rawValue)]
  }
}

extension Status.Counts {
  fileprivate var json: JSONTree {
    [
      "blobs": .number(blobs), "cases": .number(lineages), "commits": .number(commits),
      "experiments": .number(experiments), "loose": .number(loose), "outputs": .number(outputs),
      "runs": .number(runs),
      "suites": .number(suites), "versions": .number(versions),
    ]
  }
}
