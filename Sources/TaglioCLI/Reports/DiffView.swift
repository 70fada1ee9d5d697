import TaglioFormat
import TaglioKit

/// Two versions or two runs and in what they differ.
struct DiffView: Report {
  var comparison: Comparison
  var oldCommit: CommitItem?
  var newCommit: CommitItem?

  init(_ comparison: Comparison, _ repository: Repository) throws {
    self.comparison = comparison
    newCommit = try repository.firstCommit(of: comparison.new.mention.id)
    oldCommit = try comparison.old.flatMap { try repository.firstCommit(of: $0.mention.id) }
  }

  /// - Parameter asksForDifference: whether a difference is to be told by the exit code.
  func status(asksForDifference: Bool) -> ExitStatus {
    if comparison.isDamaged { return .problems }
    return asksForDifference && comparison.isDifferent ? .difference : .done
  }

  func text(_ style: Style) -> String {
    let title =
      (comparison.old.map { style.red("---") + " " + line($0, oldCommit, style) } ?? "")
      + style.green("+++") + " " + line(comparison.new, newCommit, style)
    return title + "\n" + body(style)
  }

  /// `case sum-2 v3 1a2b3c4d5e6f · 2026-11-21 09:14:00Z ada: 2 + 3 is 5`.
  private func line(_ side: Comparison.Side, _ commit: CommitItem?, _ style: Style) -> String {
    let mention = side.mention
    let id = mention.sequence == nil ? "" : " " + style.id(mention.id)
    let name = mention.words(style)
    let shortID = mention.sequence == nil ? "" : " " + style.plain(mention.id)
    var origin = commit.map { " · \($0.time.words) \($0.authorWords): \($0.subject)" } ?? ""
    if let columns = style.columns {
      origin = origin.fitted(to: max(0, columns - "--- \(name)\(shortID)".displayWidth))
    }
    return style.bold(name) + id + origin + "\n"
      + (side.contents.words(style).map { "    \($0)\n" } ?? "")
  }

  private func body(_ style: Style) -> String {
    guard comparison.isDifferent else { return "no differences\n" }
    guard let fields = comparison.fields else {
      return "the contents differ, and cannot be compared\n" + labels(style)
    }
    return DifferenceText(style: style).text(fields) + labels(style)
  }

  private func labels(_ style: Style) -> String {
    DifferenceText(style: style, prefix: "label ").text(comparison.labels)
  }

  /// `{a, b, differences, is_different, labels}`: `a` and `b` are `{commit, contents, id, key, kind,
  /// sequence, summary, target}`, `differences` is null where the contents differ and one of them
  /// cannot be read.
  var json: JSONTree {
    [
      "a": comparison.old.map { json($0, oldCommit) } ?? .null,
      "b": json(comparison.new, newCommit),
      "differences": comparison.fields.json,
      "is_different": .flag(comparison.isDifferent),
      "labels": .list(comparison.labels.map(\.json)),
    ]
  }

  private func json(_ side: Comparison.Side, _ commit: CommitItem?) -> JSONTree {
    .object(
      side.mention.members + [
        ("commit", commit.map(\.json) ?? .null), ("contents", side.contents.json),
      ]
    )
  }
}
