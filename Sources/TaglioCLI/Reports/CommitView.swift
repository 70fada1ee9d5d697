import TaglioFormat
import TaglioKit
import TaglioStore

/// A commit and what it changes.
struct CommitView: Report {
  /// An object that a commit lists.
  struct Listed {
    var id: ObjectID
    var type: String
    /// Its key, or a line of text by which it is known.
    var name: String
  }

  var commit: LoadedCommit
  /// Whether it is part of the history here.
  var isVisible: Bool
  /// How often each kind of change occurs, kinds that do not left out.
  var counts: [(kind: String, count: Int)]
  var listed: [Listed]

  /// The most objects that text lists.
  private static let shown = 20

  init(_ repository: Repository, _ id: ObjectID) throws {
    commit = try repository.loadCommit(id)
    isVisible = try repository.commitItem(id) != nil
    counts = CommitView.counts(commit.changes)
    let snapshot = repository.snapshot
    listed = try commit.listed.sorted().map { try Listed($0, snapshot) }
  }

  private static func counts(_ changes: [Changes]) -> [(kind: String, count: Int)] {
    let all: [(String, (Changes) -> Int)] = [
      ("objects", { $0.objects.count }),
      ("fields", { $0.fields.values.reduce(0) { $0 + $1.entryCount } }),
      ("names", { $0.names.count }),
      ("suites", { $0.suites.values.reduce(0) { $0 + $1.entryCount } }),
      ("seals", { $0.seals.count }),
      ("closed", { $0.closed.count }),
      ("reopened", { $0.reopened.count }),
      ("removed", { $0.removed.count }),
      ("restored", { $0.restored.count }),
      ("tombstones", { $0.tombstones.count }),
    ]
    return all.map { kind, count in (kind, changes.reduce(0) { $0 + count($1) }) }
      .filter { $0.1 > 0 }
  }

  func text(_ style: Style) -> String {
    var facts = FactLines()
    facts.add("author", commit.commit.author.escapedForTerminal())
    facts.add("time", commit.commit.time.words)
    facts.add("parents", commit.commit.parents.map { style.id($0) }.joined(separator: " "))
    facts.add("sources", sources.map { $0.escapedForTerminal() }.joined(separator: ", "))
    facts.add("changes", counts.map { "\($0.kind) \($0.count)" }.joined(separator: ", "))
    let note = isVisible ? "" : " · not part of the history here yet"
    let message = commit.commit.message.messageLines(style)
    return style.bold("commit") + " \(style.id(commit.id))\(note)\n" + facts.text(style) + "\n"
      + message + objects(style)
  }

  private var sources: [String] {
    Set(commit.changes.compactMap { $0.source.map { ExactString($0) } }).sorted().map(\.string)
  }

  private func objects(_ style: Style) -> String {
    guard !listed.isEmpty else { return "" }
    var table = TextTable()
    table.paint = [0: style.yellow]
    table.rows = listed.prefix(CommitView.shown).map { [style.plain($0.id), $0.type, $0.name] }
    return "\n" + table.text(columns: style.columns)
  }

  var notes: [String] {
    let rest = listed.count - CommitView.shown
    guard rest > 0 else { return [] }
    return ["and \(rest.of("more object", "more objects")); all: taglio show \(commit.id) --json"]
  }

  /// `{author, changes, extra, id, is_visible, message, objects, parents, sources, time, type}`.
  var json: JSONTree {
    [
      "author": .text(commit.commit.author),
      "changes": .object(counts.map { (name: $0.kind, value: .number($0.count)) }),
      "extra": .value(commit.commit.extra),
      "id": .id(commit.id),
      "is_visible": .flag(isVisible),
      "message": .text(commit.commit.message),
      "objects": .list(listed.map { ["id": .id($0.id), "type": .text($0.type)] }),
      "parents": .ids(commit.commit.parents),
      "sources": .texts(sources),
      "time": .time(commit.commit.time),
      "type": .text("commit"),
    ]
  }
}

extension CommitView.Listed {
  init(_ id: ObjectID, _ snapshot: Snapshot) throws {
    self.id = id
    guard let number = try snapshot.index.number(of: id) else {
      type = try snapshot.index.loose(id).flatMap(\.type)?.rawValue ?? "unknown"
      name = ""
      return
    }
    let version = try snapshot.version(number)
    type = "\(version.row.kind)"
    switch version.row.kind {
    case .case, .experiment:
      let item = try snapshot.lineageItem(of: version)
      name = "\(item.key?.words ?? item.summary.escapedForTerminal()) v\(version.sequence)"
    case .run: name = try snapshot.runItem(of: id)?.summary.escapedForTerminal() ?? ""
    default: name = ""
    }
  }
}
