import TaglioFormat
import TaglioKit

/// Runs compared with the first of them.
struct CompareView: Report {
  /// A comparison and the part of its cases that is shown.
  struct Entry {
    var comparison: RunComparison
    var cases: Page<ComparedCase>
  }

  var comparisons: [Entry]
  var seed: UInt64

  func text(_ style: Style) -> String {
    guard let first = comparisons.first?.comparison.first else { return "" }
    let others = zip(CompareView.letters, comparisons).map { ($0, $1.comparison.second) }
    let bodies = zip(CompareView.letters, comparisons).map { letter, entry in
      let text = ComparisonText(
        comparison: entry.comparison,
        cases: entry.cases,
        letter: letter,
        style: style
      )
      return (comparisons.count > 1 ? style.bold("A and \(letter)") + "\n" : "") + text.text
    }
    return ComparisonText.runs([("A", first)] + others, style) + "\n"
      + bodies.joined(separator: "\n")
  }

  /// B, C, …: what the runs after the first are called.
  private static var letters: some Sequence<String> {
    (1...).lazy.map(ComparisonWords.letter)
  }

  var notes: [String] { comparisons.flatMap { $0.cases.cutNote("case") } }

  /// `{a, comparisons, seed}`.
  ///
  /// `a` is the first run, `{run, totals, without_input}`. Comparisons are `{b, by_rate, cases, config,
  /// counts, edited, experiment, offset, p, scores, total, trials, verdicts}`: `b` is like `a`;
  /// `counts` has the number of pairs of each kind; `verdicts`, `edited` and `trials` are `{better,
  /// same, worse}`, of inputs that are the same, of those that were changed, and of single trials
  /// (null where no case has several); `scores` is null or `{a, b, cases, difference, interval}`;
  /// `config` and `experiment` are lists of differences.
  ///
  /// Cases are `{a, b, change, differences, kind, lineage}`, all but those that are the same: `a` and
  /// `b` are null or `{input, judged, outputs, passed, score, verdict}`, where outputs are `{id,
  /// result, score, trial}`; `change` is null, `better`, `worse` or `same`.
  var json: JSONTree {
    [
      "a": comparisons.first?.comparison.first.json ?? .null,
      "comparisons": .list(entries),
      "seed": .text("\(seed)"),
    ]
  }

  var entries: [JSONTree] { comparisons.map(\.json) }
}

extension RunComparison.Side {
  fileprivate var json: JSONTree {
    [
      "run": run.json, "totals": .object(totals.members),
      "without_input": .number(withoutInput),
    ]
  }
}

extension RunComparison.Verdicts {
  fileprivate var json: JSONTree {
    ["better": .number(better), "same": .number(same), "worse": .number(worse)]
  }
}

extension RunComparison.Scores {
  fileprivate var json: JSONTree {
    [
      "a": .double(first), "b": .double(second), "cases": .number(difference.count),
      "difference": .double(difference.mean),
      "interval": .list([.double(difference.lower), .double(difference.upper)]),
    ]
  }
}

extension CompareView.Entry {
  fileprivate var json: JSONTree {
    let counts = CasePair.Kind.allCases.map { kind in
      (name: kind.rawValue, value: JSONTree.number(comparison.count(kind)))
    }
    return [
      "b": comparison.second.json,
      "by_rate": .number(comparison.byRate),
      "cases": .list(cases.items.map(\.json)),
      "config": .list(comparison.config.map(\.json)),
      "counts": .object(counts),
      "edited": comparison.edited.json,
      "experiment": comparison.experiment.json,
      "offset": .number(cases.offset),
      "p": .double(comparison.test?.pValue),
      "scores": comparison.scores.map(\.json) ?? .null,
      "total": .number(cases.total),
      "trials": comparison.trials.map(\.json) ?? .null,
      "verdicts": comparison.verdicts.json,
    ]
  }
}

extension ComparedCase {
  fileprivate var json: JSONTree {
    [
      "a": json(firstOutcome, first, firstOutputs),
      "b": json(secondOutcome, second, secondOutputs),
      "change": .optional(pair.change?.rawValue),
      "differences": differences.json,
      "kind": .text(pair.kind.rawValue),
      "lineage": .optional((second ?? first).map { "\($0.subject.target)" }),
    ]
  }

  private func json(
    _ outcome: CaseOutcome?,
    _ input: VersionMention?,
    _ outputs: [Output]
  ) -> JSONTree {
    guard let outcome else { return .null }
    return [
      "input": input?.json ?? .null,
      "judged": .number(outcome.judged),
      "outputs": .list(outputs.map(\.json)),
      "passed": .number(outcome.passed),
      "score": .double(outcome.score),
      "verdict": outcome.verdict.map { .flag($0) } ?? .null,
    ]
  }
}

extension Output {
  fileprivate var json: JSONTree {
    [
      "id": .id(shown.id), "result": .text(result.rawValue), "score": .double(score),
      "trial": .number(trial),
    ]
  }
}
