import TaglioFormat
import TaglioKit

/// Who gave the fields of a version what they say.
struct BlameView: Report {
  var blame: Blame

  /// The widest that values and names become in a table, whatever the terminal.
  private static let widest = 36

  func text(_ style: Style) -> String {
    let name = blame.version.words(style)
    let title = style.bold(name) + " \(style.id(blame.version.id))\n"
    var table = TextTable()
    table.paint = [3: style.yellow]
    table.rows = blame.fields.map { row($0, style) } + blame.labels.map { row($0, style) }
    return title + table.text(columns: style.columns) + stop(style)
  }

  /// Path, value, version, commit, time, author, subject and source.
  private func row(_ field: BlamedField, _ style: Style) -> [String] {
    let path = "\(field.path)".escapedForTerminal()
    return [
      (path.isEmpty ? "(everything)" : path).fitted(to: BlameView.widest), cut(field.value),
      (field.isExact ? "" : "≤") + "v\(field.sequence)",
    ] + cells(field.commit, field.source, style)
  }

  private func row(_ label: BlamedLabel, _ style: Style) -> [String] {
    let name = "label " + label.name.string.escapedForTerminal()
    return [name.fitted(to: BlameView.widest), cut(label.value), ""]
      + cells(label.commit, label.source, style)
  }

  private func cut(_ value: CanonicalJSON) -> String {
    value.description.escapedJSONForTerminal().fitted(to: BlameView.widest)
  }

  /// On fewer columns than this there are only the day and the name, and neither subject nor source.
  private static let narrow = 120

  private func cells(_ commit: CommitItem?, _ source: String?, _ style: Style) -> [String] {
    guard let commit else { return ["", "", "", ""] }
    if let columns = style.columns, columns < BlameView.narrow {
      return [style.plain(commit.id), String(commit.time.words.prefix(10)), commit.authorName, ""]
    }
    let origin = source.map { "(\($0.escapedForTerminal()))" }
    let words = [commit.subject, origin ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    return [style.plain(commit.id), commit.time.words, commit.authorWords, words]
  }

  private func stop(_ style: Style) -> String {
    guard let stop = blame.stop, let words = stop.contents.words(style) else { return "" }
    return "went back no further than v\((stop.version.sequence ?? 0) + 1); "
      + "v\(stop.version.sequence ?? 0) \(style.plain(stop.version.id)) is \(words)\n"
  }

  /// `{fields, id, key, kind, labels, sequence, stopped_at, summary, target}`; fields are `{commit,
  /// is_exact, path, sequence, source, value, version}`, labels `{commit, name, source, value}`,
  /// `stopped_at` is null or what it says of the version that cannot be read: `{contents, id, key,
  /// kind, sequence, summary, target}`.
  var json: JSONTree {
    .object(
      blame.version.members + [
        ("fields", .list(blame.fields.map(\.json))),
        ("labels", .list(blame.labels.map(\.json))),
        (
          "stopped_at",
          blame.stop.map { stop in
            .object(stop.version.members + [("contents", stop.contents.json)])
          } ?? .null
        ),
      ]
    )
  }
}

extension BlamedField {
  fileprivate var json: JSONTree {
    [
      "commit": commit.map(\.json) ?? .null,
      "is_exact": .flag(isExact),
      "path": .text("\(path)"),
      "sequence": .number(sequence),
      "source": .optional(source),
      "value": .value(value),
      "version": .id(version),
    ]
  }
}

extension BlamedLabel {
  fileprivate var json: JSONTree {
    [
      "commit": commit.json, "name": .text(name.string), "source": .optional(source),
      "value": .value(value),
    ]
  }
}
