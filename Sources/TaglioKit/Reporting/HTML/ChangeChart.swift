import TaglioFormat

/// How many cases had which verdict before and after: what the test of a comparison is of.
struct ChangeChart {
  private let comparison: RunComparison
  private let letter: String

  private static let verdicts: [(verdict: Bool?, words: String)] = [
    (true, "passed"), (false, "did not pass"), (nil, "unjudged"),
  ]
  private static let margin = 100.0
  private static let row = 44.0

  init(_ comparison: RunComparison, _ letter: String) {
    self.comparison = comparison
    self.letter = letter
  }

  /// Cases whose input is the same in both runs, by their verdicts.
  private func count(_ old: Bool?, _ new: Bool?) -> Int {
    comparison.pairs.count { pair in
      let (first, second) = comparison.outcomes(of: pair)
      return pair.tier == .same && first?.verdict == old && second?.verdict == new
    }
  }

  func write(_ html: inout MarkupWriter) {
    guard comparison.test != nil else { return }
    let pairs = [(true, true), (true, false), (false, true), (false, false)] as [(Bool?, Bool?)]
    let counts = pairs.map { count($0, $1) }
    Chart.figure(
      "Verdicts in A and \(letter)",
      "Passed in both: \(counts[0]). Passed in A only: \(counts[1]). Passed in \(letter) only: "
        + "\(counts[2]). Passed in neither: \(counts[3]).",
      height: 24 + 3 * ChangeChart.row,
      &html
    ) { html in
      for (row, old) in ChangeChart.verdicts.enumerated() {
        let y = 24 + Double(row) * ChangeChart.row
        Chart.text("A \(old.words)", x: 0, y: y + 25, dim: true, &html)
        for column in ChangeChart.verdicts.indices { cell(row, column, y, &html) }
      }
    }
  }

  private func cell(_ row: Int, _ column: Int, _ y: Double, _ html: inout MarkupWriter) {
    let (old, new) = (ChangeChart.verdicts[row], ChangeChart.verdicts[column])
    let width = (Chart.width - ChangeChart.margin) / 3
    let x = ChangeChart.margin + Double(column) * width
    if row == 0 {
      Chart.text(
        column == 0 ? "\(letter) \(new.words)" : new.words,
        x: x + width / 2,
        y: 14,
        anchor: "middle",
        dim: true,
        &html
      )
    }
    let kind = old.verdict == new.verdict ? "back" : direction(old.verdict, new.verdict)
    Chart.bar(x: x + 1, y: y + 1, width: width - 2, height: ChangeChart.row - 2, kind, &html)
    let count = count(old.verdict, new.verdict)
    Chart.text("\(count)", x: x + width / 2, y: y + 25, anchor: "middle", &html)
  }

  private func direction(_ old: Bool?, _ new: Bool?) -> String {
    guard let old, new != nil else { return "back" }
    return old ? "down" : "up"
  }
}
