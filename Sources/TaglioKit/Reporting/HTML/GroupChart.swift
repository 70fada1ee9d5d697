import TaglioFormat

/// The pass rate of each group in each run, with its interval.
struct GroupChart {
  private let report: EvaluationReport

  /// The most groups that are drawn.
  private static let most = 30
  private static let barHeight = 12.0

  init(_ report: EvaluationReport) {
    self.report = report
  }

  func write(_ html: inout MarkupWriter) {
    let groups = report.groups.filter { group in
      report.columns.contains { $0.totals(of: group)?.passRate != nil }
    }
    guard let by = report.by, !groups.isEmpty else { return }
    let drawn = groups.prefix(GroupChart.most)
    let step = 20 + Double(report.columns.count) * 32
    let left = groups.count - drawn.count
    let words = left > 0 ? " (\(left) more groups are not drawn)" : ""
    Chart.figure(
      "Passed by \(ReportText.line("\(by)", to: 60))\(words)",
      "For each group the part that passed, with the interval that holds the true rate at 95 %.",
      height: Double(drawn.count) * step,
      &html
    ) { html in
      for (place, group) in drawn.enumerated() { write(group, at: Double(place) * step, &html) }
    }
  }

  private func write(_ group: CanonicalJSON?, at top: Double, _ html: inout MarkupWriter) {
    let name = group.map { ReportText.words($0, to: 40) } ?? "(no value)"
    Chart.text(name, x: 0, y: top + 14, &html)
    for (place, column) in report.columns.enumerated() {
      bar(column, group, place, at: top + 20 + Double(place) * 32, &html)
    }
  }

  private func bar(
    _ column: EvaluationReport.Column,
    _ group: CanonicalJSON?,
    _ place: Int,
    at top: Double,
    _ html: inout MarkupWriter
  ) {
    Chart.bar(x: 0, y: top, width: Chart.width, height: GroupChart.barHeight, "back", &html)
    let label = column.label(in: report)
    guard let totals = column.totals(of: group), let rate = totals.passRate else {
      return Chart.text(label + "nothing judged", x: 0, y: top + 24, dim: true, &html)
    }
    let colour = Chart.colour(of: place)
    Chart.bar(
      x: 0,
      y: top,
      width: rate * Chart.width,
      height: GroupChart.barHeight,
      colour,
      &html
    )
    if let interval = WilsonInterval(passed: totals.passed, of: totals.judged) {
      let middle = top + GroupChart.barHeight / 2
      Chart.line(
        Chart.Point(x: interval.lower * Chart.width, y: middle),
        Chart.Point(x: interval.upper * Chart.width, y: middle),
        "whisker",
        &html
      )
    }
    let words = "\(totals.passed) of \(totals.judged), \(Figures.percent(rate))"
    Chart.text(label + words, x: 0, y: top + 25, dim: true, &html)
  }
}
