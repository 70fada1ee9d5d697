/// How many outputs have which scores, run by run.
struct ScoreChart {
  private let report: EvaluationReport
  /// The scores that count, by column.
  private let scores: [[Double]]

  private static let bins = 10
  private static let height = 110.0

  init(_ report: EvaluationReport) {
    self.report = report
    scores = report.columns.indices.map { column in
      report.rows.filter(\.isCounted).flatMap { $0.cells[column].outcome?.outputs ?? [] }
        .compactMap(\.score).filter(\.isFinite)
    }
  }

  /// From where to where the scores go: 0 to 1 where all are between.
  private var range: (low: Double, high: Double) {
    let all = scores.joined()
    let (low, high) = (all.min() ?? 0, all.max() ?? 1)
    if low >= 0, high <= 1 { return (0, 1) }
    return (low, low < high ? high : low + 1)
  }

  func write(_ html: inout MarkupWriter) {
    guard scores.contains(where: { !$0.isEmpty }) else { return }
    let range = range
    let counts = scores.map { self.counts($0, range) }
    let most = counts.joined().max() ?? 0
    Chart.figure(
      "Scores",
      "How many outputs have a score in each tenth of the range; where there are several runs, they "
        + "stand beside each other in their order.",
      height: ScoreChart.height + 40 + Double(scores.count > 1 ? scores.count : 0) * 18,
      &html
    ) { html in
      for (place, counts) in counts.enumerated() { bars(counts, place, most, &html) }
      axis(range, &html)
      if scores.count > 1 { legend(&html) }
    }
  }

  private func counts(_ scores: [Double], _ range: (low: Double, high: Double)) -> [Int] {
    var counts = Array(repeating: 0, count: ScoreChart.bins)
    for score in scores {
      let part = score / 2 - range.low / 2
      let whole = range.high / 2 - range.low / 2
      let bin = Int((part / whole * Double(ScoreChart.bins)).rounded(.down))
      counts[min(max(bin, 0), ScoreChart.bins - 1)] += 1
    }
    return counts
  }

  private func bars(_ counts: [Int], _ place: Int, _ most: Int, _ html: inout MarkupWriter) {
    let step = Chart.width / Double(ScoreChart.bins)
    let width = (step - 4) / Double(scores.count)
    for (bin, count) in counts.enumerated() where count > 0 {
      let height = max(1, Double(count) / Double(most) * ScoreChart.height)
      let x = Double(bin) * step + 2 + Double(place) * width
      let y = 16 + ScoreChart.height - height
      Chart.bar(x: x, y: y, width: width, height: height, Chart.colour(of: place), &html)
      guard scores.count == 1 else { continue }
      Chart.text("\(count)", x: x + width / 2, y: y - 3, anchor: "middle", dim: true, &html)
    }
  }

  private func axis(_ range: (low: Double, high: Double), _ html: inout MarkupWriter) {
    let bottom = 16 + ScoreChart.height
    Chart.line(
      Chart.Point(x: 0, y: bottom),
      Chart.Point(x: Chart.width, y: bottom),
      "axis",
      &html
    )
    Chart.text(Figures.score(range.low), x: 0, y: bottom + 15, dim: true, &html)
    Chart.text(
      Figures.score(range.high),
      x: Chart.width,
      y: bottom + 15,
      anchor: "end",
      dim: true,
      &html
    )
  }

  private func legend(_ html: inout MarkupWriter) {
    for (place, column) in report.columns.enumerated() {
      let y = ScoreChart.height + 38 + Double(place) * 18
      Chart.bar(x: 0, y: y, width: 12, height: 12, Chart.colour(of: place), &html)
      let mean = column.totals.meanScore.map { ", \(Figures.score($0)) on average" } ?? ""
      let order = place == 0 ? " (left)" : ""
      let words = "\(column.letter)\(order): \(scores[place].count) scores\(mean)"
      Chart.text(words, x: 18, y: y + 11, &html)
    }
  }
}
