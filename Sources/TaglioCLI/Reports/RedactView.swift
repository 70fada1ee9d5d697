import TaglioCheck
import TaglioFormat
import TaglioKit

/// What `redact` erased, or would erase.
struct RedactView: Report {
  var report: RedactReport
  /// The files that hold it.
  var files: ErasureReport
  var isConfirmed: Bool

  /// The most entries of one kind that text shows.
  private static let shown = 20

  func text(_ style: Style) -> String {
    guard !report.isEmpty else { return nothingText }
    let verb = report.commit == nil ? "would erase" : "erased"
    var text = ""
    let counts = [
      report.items.isEmpty
        ? nil
        : "\(report.items.count.of("object")) of "
          + report.bytes.of("byte"),
      labelCount > 0 ? labelCount.of("label") : nil,
      report.texts.isEmpty ? nil : "the texts of " + report.texts.count.of("commit"),
    ].compactMap(\.self)
    text +=
      "\(verb) \(counts.isEmpty ? "what is left in commits" : counts.joined(separator: ", "))\n"
    text += lines(report.items) { $0.words(style) }
    text += lines(report.labels) { labels in
      let names = labels.labels.map { $0.string.escapedForTerminal() }.joined(separator: ", ")
      return "labels of \(labels.name.escapedForTerminal()): \(names)"
    }
    text += lines(report.texts) { "author and message of \(style.id($0))" }
    return text + outputsText(style) + keptText(style) + commitText(style)
  }

  private var labelCount: Int { report.labels.reduce(0) { $0 + $1.labels.count } }

  private var nothingText: String {
    let files = files.items.count
    guard files > 0 else { return "there is nothing to erase that was not erased before\n" }
    return isConfirmed
      ? "erased before; deleted \(files.of("file"))\n"
      : "erased before; \(files.of("file")) still here\n"
  }

  private func outputsText(_ style: Style) -> String {
    guard !report.outputs.isEmpty else { return "" }
    return "may hold the same data, computed from it, and stays; erase it with --outputs\n"
      + lines(report.outputs) { $0.words(style) }
  }

  private func keptText(_ style: Style) -> String {
    lines(report.kept) { kept in
      "blob \(style.id(kept.blob)) stays: \(style.id(kept.user)) links it too"
    }
  }

  /// There is no way back, so that none is named.
  private func commitText(_ style: Style) -> String {
    guard let commit = report.commit else { return "" }
    return "commit \(style.yellow("\(commit)"))\n"
      + "deleted \(files.items.count.of("file")) here; this cannot be undone\n"
  }

  private func lines<Item>(_ items: [Item], _ line: (Item) -> String) -> String {
    var text = items.prefix(RedactView.shown).map { "  \(line($0))\n" }.joined()
    if items.count > RedactView.shown {
      text += "  and \(items.count - RedactView.shown) more: --json\n"
    }
    return text
  }

  var notes: [String] {
    var notes: [String] = []
    if !report.guessable.isEmpty {
      notes.append(
        "\(report.guessable.count.of("text")) so short or plain that it can be guessed from its "
          + "digest, which stays; see --salt of taglio add"
      )
    }
    if !report.mentions.isEmpty {
      let ids = report.mentions.prefix(3).map { $0.short() }.joined(separator: " ")
      notes.append(
        "\(report.mentions.count.of("message")) of commits hold the key: taglio redact \(ids) …"
      )
    }
    notes += files.others.prefix(RedactView.shown).map {
      "look into this file yourself: \($0.escapedForTerminal())"
    }
    if isConfirmed, report.commit != nil {
      notes.append(
        "other copies hide it when they get the commit and keep the bytes until somebody runs "
          + "taglio gc --redactions there; backups, and git if it has the directory, keep theirs"
      )
    } else if !report.isEmpty || !files.items.isEmpty {
      notes.append("nothing was erased; erase it for good with: --yes")
    }
    return notes
  }
}

extension RedactView {
  /// `{already, commit, deleted, guessable, items:[{bytes, id, name, sequence, type}], kept:[{blob,
  /// user}], labels:[{labels, name, target}], look_at, mentions, outputs, replaced, texts}`;
  /// `deleted` counts files, and is 0 without `--yes`.
  var json: JSONTree {
    [
      "already": .ids(report.already),
      "commit": .id(report.commit),
      "deleted": .number(files.isRemoved ? files.items.count : 0),
      "guessable": .ids(report.guessable),
      "items": .list(report.items.map(\.json)),
      "kept": .list(report.kept.map { ["blob": .id($0.blob), "user": .id($0.user)] }),
      "labels": .list(
        report.labels.map { labels in
          [
            "labels": .texts(labels.labels.map(\.string)), "name": .text(labels.name),
            "target": .text("\(labels.target)"),
          ]
        }
      ),
      "look_at": .texts(files.others),
      "mentions": .ids(report.mentions),
      "outputs": .list(report.outputs.map(\.json)),
      "replaced": .ids(report.replaced),
      "texts": .ids(report.texts),
    ]
  }
}

extension RedactReport.Item {
  fileprivate func words(_ style: Style) -> String {
    let version = sequence > 0 ? " version \(sequence)" : ""
    return "\(type.rawValue) \(name.escapedForTerminal())\(version) \(style.id(id))"
  }

  fileprivate var json: JSONTree {
    [
      "bytes": .number(bytes), "id": .id(id), "name": .text(name),
      "sequence": .number(sequence), "type": .text(type.rawValue),
    ]
  }
}
