import TaglioFormat
import TaglioKit

extension RunMention {
  /// The widest that a name becomes on a terminal: what follows it must fit the line.
  private static let widestName = 28

  /// `grade v2`.
  func experimentWords(_ style: Style) -> String {
    let whole = facts.definition.name.escapedForTerminal()
    let name = style.columns == nil ? whole : whole.fitted(to: RunMention.widestName)
    return (name.isEmpty ? "-" : name) + (experiment?.sequence.map { " v\($0)" } ?? "")
  }

  /// `2026-11-21 09:14`; empty for an import.
  var startWords: String { String((item.start?.words ?? "").prefix(16)) }

  /// `open` or `abandoned`; empty for a run that is complete, as runs usually are.
  var stateWords: String {
    guard !item.isImport, item.seal?.status != .complete else { return "" }
    return item.seal?.status.rawValue ?? "open"
  }

  /// `run of grade v2 · 1a2b3c4d5e6f · 2026-11-21 09:14 · open`.
  func words(_ style: Style) -> String {
    let name = item.isImport ? "import" : "run of \(experimentWords(style))"
    return [name, style.id(item.id), startWords, stateWords].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  /// `{experiment, experiment_id, experiment_sequence, id, is_import, score, seal, start, verdict}`;
  /// `verdict` and `score` are those that were read by.
  var json: JSONTree {
    [
      "experiment": .text(facts.definition.name),
      "experiment_id": .id(experiment?.id),
      "experiment_sequence": experiment?.sequence.map { .number($0) } ?? .null,
      "id": .id(item.id),
      "is_import": .flag(item.isImport),
      "score": .optional(facts.definition.score.map { "\($0)" }),
      "seal": item.seal.map(\.json) ?? .null,
      "start": .time(item.start),
      "verdict": .optional(facts.definition.verdict.map { "\($0)" }),
    ]
  }
}

extension VersionMention {
  /// The key, or the beginning of the id.
  func name(_ style: Style) -> String {
    (subject.key?.words ?? style.plain(id))
  }

  /// The document of the version.
  var json: JSONTree { .object(members) }
}

extension OutputTotals {
  /// `51 of 63`; empty where nothing is judged.
  var passedWords: String { passRate == nil ? "" : "\(passed) of \(judged)" }

  /// `{complete, errors, failed, late, mean_score, outputs, pass_rate, passed, repeated, unjudged,
  /// unreadable}`; `outputs` counts neither late nor repeated ones.
  var members: [(name: String, value: JSONTree)] {
    [
      ("complete", .number(complete)), ("errors", .number(errors)), ("failed", .number(failed)),
      ("late", .number(late)), ("mean_score", .double(meanScore)), ("outputs", .number(count)),
      ("pass_rate", .double(passRate)), ("passed", .number(passed)),
      ("repeated", .number(repeated)), ("unjudged", .number(unjudged)),
      ("unreadable", .number(unreadable)),
    ]
  }
}

extension Page {
  /// What is said of a part of a list: `1 to 50 of 90 cases; more: --offset 50`.
  func cutNote(_ noun: String) -> [String] {
    guard isCut else { return [] }
    let next = offset + items.count
    let more = next < total ? "; more: --offset \(next)" : ""
    let part = items.isEmpty ? "0" : "\(offset + 1) to \(next)"
    return ["\(part) of \(total.of(noun))\(more)"]
  }
}
