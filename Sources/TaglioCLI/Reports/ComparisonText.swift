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

  private var words: ComparisonWords { ComparisonWords(comparison, letter: letter) }

  private var head: String {
    let headline = style.bold(painted(words.headline, words.verdict))
    let lines = [headline + ": " + words.evidence] + words.besides
    return lines.map { $0 + "\n" }.joined()
  }

  private func painted(_ headline: String, _ verdict: ComparisonWords.Verdict) -> String {
    switch verdict {
    case .better: style.green(headline)
    case .worse: style.red(headline)
    case .unknown: headline
    }
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
      text += (text.isEmpty ? "" : "\n") + style.bold(words.title(kind)) + " (\(count))\n"
      text += kind == .edited ? edited(Array(part)) : table(Array(part))
    }
    return text
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
