import TaglioFormat
import TaglioKit

/// Writes the comparison of two runs for people.
struct ComparisonText {
  var comparison: RunComparison
  var cases: Page<ComparedCase>
  /// The letter of the second run: B for the first of several.
  var letter: String
  let style: Style

  var text: String {
    let parts = [head, differences, lists].filter { !$0.isEmpty }
    return parts.joined(separator: "\n")
  }

  /// A line for each run: letter, experiment, id, start, how many passed.
  static func runs(_ sides: [(letter: String, side: RunComparison.Side)], _ style: Style) -> String
  {
    var table = TextTable()
    table.paint = [0: style.bold, 2: style.yellow]
    table.rows = sides.map { letter, side in
      let run = side.run
      return [
        letter, run.experimentWords(style), style.plain(run.item.id), run.startWords,
        run.stateWords,
        side.totals.passedWords, side.totals.passRate.map(Figures.percent) ?? "",
      ]
    }
    return table.text(columns: style.columns)
  }

  // MARK: Totals

  private var head: String {
    let lines = [verdictLine, scoreLine, editedLine, trialLine, rateLine, oneSidedLine]
    return lines.compactMap(\.self).map { $0 + "\n" }.joined()
  }

  private var verdictLine: String {
    let verdicts = comparison.verdicts
    guard let test = comparison.test else { return outputLine }
    let counts = "\(verdicts.better) better, \(verdicts.worse) worse"
    let numbers = "\(counts), \(PValueText.text(test.pValue)) (\(verdicts.same) same)"
    guard test.isEvidence else {
      return style.bold("no evidence of a difference") + ": " + numbers
    }
    let isBetter = verdicts.better > verdicts.worse
    let words = "\(letter) is \(isBetter ? "better" : "worse")"
    return style.bold(isBetter ? style.green(words) : style.red(words)) + ": " + numbers
  }

  /// Without verdicts there is only to say whether outputs are the same.
  private var outputLine: String {
    let counts = [CasePair.Kind.changed, .same, .unjudged].compactMap { kind -> String? in
      let count = comparison.count(kind)
      return count > 0 || kind != .unjudged ? "\(count) \(kind.rawValue)" : nil
    }
    return style.bold("no verdicts to compare") + ": " + counts.joined(separator: ", ")
  }

  private var scoreLine: String? {
    guard let scores = comparison.scores else { return nil }
    let change = "score \(Figures.score(scores.first)) → \(Figures.score(scores.second))"
    let difference = scores.difference
    let ends = [difference.lower, difference.upper].map(Figures.difference)
    return "\(change): \(Figures.difference(difference.mean)) (95 %: \(ends[0]) to \(ends[1])), "
      + difference.count.of("case")
  }

  private var editedLine: String? {
    let count = comparison.count(.edited)
    guard count > 0 else { return nil }
    let edited = comparison.edited
    let verdicts = "\(edited.better) better, \(edited.worse) worse, \(edited.same) same"
    return "input changed: \(count.of("case")), not counted above"
      + (edited.count > 0 ? " (\(verdicts))" : "")
  }

  private var trialLine: String? {
    comparison.trials.map { trials in
      "trials, by ordinal: \(trials.better) better, \(trials.worse) worse, \(trials.same) same"
    }
  }

  private var rateLine: String? {
    guard comparison.byRate > 0 else { return nil }
    return "\(comparison.byRate.of("case")) with other numbers of trials: compared by the rates "
      + "that passed"
  }

  private var oneSidedLine: String? {
    let sides = [
      ("A", comparison.count(.onlyFirst), comparison.first.withoutInput),
      (letter, comparison.count(.onlySecond), comparison.second.withoutInput),
    ]
    let words = sides.flatMap { name, only, nameless in
      [
        only > 0 ? "only in \(name): \(only)" : nil,
        nameless > 0 ? "without input in \(name): \(nameless)" : nil,
      ]
    }
    .compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  // MARK: What the runs differ in

  private var differences: String {
    var text = DifferenceText(style: style).text(comparison.config)
    switch comparison.experiment {
    case nil: text += "the experiments differ, and cannot be compared\n"
    case let fields? where !fields.isEmpty:
      text += DifferenceText(style: style, prefix: "experiment ").text(fields)
    default: break
    }
    return text
  }

  // MARK: Cases

  private var lists: String {
    var text = ""
    var rest = cases.items[...]
    while let kind = rest.first?.pair.kind {
      let part = rest.prefix { $0.pair.kind == kind }
      rest = rest.dropFirst(part.count)
      let count = comparison.count(kind)
      text += (text.isEmpty ? "" : "\n") + style.bold(title(kind)) + " (\(count))\n"
      text += kind == .edited ? edited(Array(part)) : table(Array(part))
    }
    return text
  }

  private func title(_ kind: CasePair.Kind) -> String {
    switch kind {
    case .regression: "worse"
    case .improvement: "better"
    case .changed: "other output"
    case .edited: "input changed"
    case .onlyFirst: "only in A"
    case .onlySecond: "only in \(letter)"
    case .unjudged: "judged on one side only"
    case .same: "same"
    }
  }

  private func table(_ cases: [ComparedCase]) -> String {
    var table = TextTable()
    table.paint = [1: style.yellow, 2: style.yellow]
    table.rows = cases.map { compared in
      let input = compared.second ?? compared.first
      return [
        "  " + (input?.name(style) ?? "-"), id(compared.firstOutputs), id(compared.secondOutputs),
        change(compared), input?.summary.escapedForTerminal() ?? "",
      ]
    }
    return table.text(columns: style.columns)
  }

  /// The line of each case with the differences of its versions below.
  private func edited(_ cases: [ComparedCase]) -> String {
    cases.map { compared in
      let versions = [compared.first, compared.second].map { "v\($0?.sequence ?? 0)" }
        .joined(separator: " → ")
      let name = (compared.second ?? compared.first)?.name(style) ?? "-"
      let line = "  \(style.bold(name)) \(versions)  \(change(compared))\n"
      let differences = compared.differences.map {
        DifferenceText(style: style, margin: "    ").text($0)
      }
      return line + (differences ?? "    the versions differ, and cannot be compared\n")
    }
    .joined()
  }

  private func id(_ outputs: [Output]) -> String {
    outputs.first.map { style.plain($0.shown.id) } ?? ""
  }

  private func change(_ compared: ComparedCase) -> String {
    [compared.firstOutcome, compared.secondOutcome].compactMap { $0?.words }
      .joined(separator: " → ")
  }
}

extension CaseOutcome {
  /// `passed`, `error`, `failed 0.25`; of several trials `2/3`.
  fileprivate var words: String {
    let result: String =
      if outputs.count > 1 {
        judged > 0 ? "\(passed)/\(judged)" : "unjudged"
      } else {
        outputs.first?.result.rawValue ?? ""
      }
    return ([result] + [score.map(Figures.score)].compactMap(\.self)).joined(separator: " ")
  }
}
