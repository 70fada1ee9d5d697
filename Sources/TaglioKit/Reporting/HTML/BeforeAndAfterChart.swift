/// The score of each case before and after; cases that fall together make a larger dot.
struct BeforeAndAfterChart {
  private let comparison: RunComparison
  private let letter: String
  private let points: [(old: Double, new: Double)]

  private static let side = 260.0
  private static let left = 30.0
  /// So many places for a dot from left to right.
  private static let grid = 26.0

  init(_ comparison: RunComparison, _ letter: String) {
    self.comparison = comparison
    self.letter = letter
    points = comparison.pairs.compactMap { pair in
      let (first, second) = comparison.outcomes(of: pair)
      guard pair.tier == .same, let old = first?.score, let new = second?.score,
        old.isFinite, new.isFinite
      else { return nil }
      return (old, new)
    }
  }

  func write(_ html: inout MarkupWriter) {
    guard !points.isEmpty else { return }
    let all = points.flatMap { [$0.old, $0.new] }
    let (low, high) = (min(all.min() ?? 0, 0), max(all.max() ?? 1, 1))
    let (better, worse) = (points.count { $0.new > $0.old }, points.count { $0.new < $0.old })
    let same = points.count - better - worse
    Chart.figure(
      "Score of each case in A and \(letter)",
      "Above the line the score rose: \(better) cases. Below it fell: \(worse). On it: \(same).",
      height: BeforeAndAfterChart.side + 44,
      &html
    ) { html in
      frame(low, high, &html)
      dots(low, high, &html)
      let words = "\(better) above the line, \(worse) below, \(same) on it"
      Chart.text(
        words,
        x: BeforeAndAfterChart.left,
        y: BeforeAndAfterChart.side + 38,
        dim: true,
        &html
      )
    }
  }

  private func frame(_ low: Double, _ high: Double, _ html: inout MarkupWriter) {
    let (side, left) = (BeforeAndAfterChart.side, BeforeAndAfterChart.left)
    Chart.bar(x: left, y: 4, width: side, height: side, "back", &html)
    Chart.line(
      Chart.Point(x: left, y: 4 + side),
      Chart.Point(x: left + side, y: 4),
      "axis",
      &html
    )
    Chart.text(Figures.score(low), x: left, y: side + 20, dim: true, &html)
    Chart.text(
      "A",
      x: left + side / 2,
      y: side + 20,
      anchor: "middle",
      &html
    )
    Chart.text(Figures.score(high), x: left + side, y: side + 20, anchor: "end", dim: true, &html)
    Chart.text(letter, x: left - 8, y: 4 + side / 2, anchor: "end", &html)
  }

  /// Dots on a grid, so that ten thousand cases are no more than its places.
  private func dots(_ low: Double, _ high: Double, _ html: inout MarkupWriter) {
    struct Place: Hashable, Comparable {
      var x: Int
      var y: Int

      static func < (one: Place, other: Place) -> Bool { (one.x, one.y) < (other.x, other.y) }
    }
    let grid = BeforeAndAfterChart.grid
    func place(_ value: Double) -> Int {
      Int(((value / 2 - low / 2) / (high / 2 - low / 2) * grid).rounded())
    }
    var counts: [Place: Int] = [:]
    for point in points { counts[Place(x: place(point.old), y: place(point.new)), default: 0] += 1 }
    let step = BeforeAndAfterChart.side / grid
    let most = Double(counts.values.max() ?? 1)
    for (place, count) in counts.sorted(by: { $0.key < $1.key }) {
      let center = Chart.Point(
        x: BeforeAndAfterChart.left + Double(place.x) * step,
        y: 4 + BeforeAndAfterChart.side - Double(place.y) * step
      )
      let radius = most > 1 ? 1 + 4 * (Double(count) / most).squareRoot() : 4
      Chart.circle(center, radius, Chart.colour(of: 1), &html)
    }
  }
}
