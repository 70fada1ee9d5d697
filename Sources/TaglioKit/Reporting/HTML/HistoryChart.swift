import TaglioFormat

/// How much passed in the runs of a suite, in the order of time.
struct HistoryChart {
  private let history: ReportHistory
  private let report: EvaluationReport

  private static let height = 130.0
  private static let left = 46.0
  private static let top = 22.0

  init(_ history: ReportHistory, _ report: EvaluationReport) {
    self.history = history
    self.report = report
  }

  func write(_ html: inout MarkupWriter) {
    Chart.figure(
      "History of \(ReportText.line(history.title, to: 80))",
      "The part that passed in each of \(history.points.count) runs, the earliest on the left, "
        + "with the interval that holds the true rate at 95 %. The list below it has the numbers.",
      height: HistoryChart.height + 50,
      &html
    ) { html in
      frame(&html)
      points(&html)
    } below: { html in
      list(&html)
    }
  }

  private func frame(_ html: inout MarkupWriter) {
    for part in [0, 0.5, 1] {
      let y = y(part)
      let left = Chart.Point(x: HistoryChart.left, y: y)
      Chart.line(left, Chart.Point(x: Chart.width, y: y), "axis", &html)
      Chart.text(
        "\(Int(part * 100)) %",
        x: HistoryChart.left - 6,
        y: y + 4,
        anchor: "end",
        dim: true,
        &html
      )
    }
    let bottom = HistoryChart.height + 44
    let starts = [history.points.first, history.points.last].map {
      $0?.run.item.start.map { String($0.minute.prefix(10)) } ?? ""
    }
    Chart.text(starts[0], x: HistoryChart.left, y: bottom, dim: true, &html)
    Chart.text(starts[1], x: Chart.width, y: bottom, anchor: "end", dim: true, &html)
  }

  private func points(_ html: inout MarkupWriter) {
    var last: Chart.Point?
    for (place, point) in history.points.enumerated() {
      guard let rate = point.totals.passRate else { continue }
      let center = Chart.Point(x: x(place), y: y(rate))
      if let last { Chart.line(last, center, "line", &html) }
      if let interval = WilsonInterval(passed: point.totals.passed, of: point.totals.judged) {
        let ends = [interval.lower, interval.upper].map { Chart.Point(x: center.x, y: y($0)) }
        Chart.line(ends[0], ends[1], "whisker", &html)
      }
      Chart.circle(center, 4, Chart.colour(of: 0), &html)
      if let letter = letter(point) { mark(letter, center, &html) }
      last = center
    }
  }

  /// A ring around a run of the report, and what it is called.
  private func mark(_ letter: String, _ center: Chart.Point, _ html: inout MarkupWriter) {
    Chart.circle(center, 7, "here", &html)
    let isLeft = center.x < Chart.width / 2
    let x = center.x + (isLeft ? 9 : -9)
    Chart.text(letter, x: x, y: center.y - 8, anchor: isLeft ? "start" : "end", &html)
  }

  private func letter(_ point: ReportHistory.Point) -> String? {
    let column = report.columns.first { $0.run.item.id == point.run.item.id }
    return column.map { report.columns.count > 1 ? $0.letter : "this" }
  }

  private func x(_ place: Int) -> Double {
    let count = history.points.count
    let room = Chart.width - HistoryChart.left - 24
    return HistoryChart.left + 12
      + (count > 1 ? room * Double(place) / Double(count - 1) : room / 2)
  }

  private func y(_ rate: Double) -> Double { HistoryChart.top + (1 - rate) * HistoryChart.height }

  // MARK: The same as a list

  private func list(_ html: inout MarkupWriter) {
    html.open("details")
    html.element("summary", "The runs as a list")
    if history.leftOut > 0 {
      html.element("p", ["class": "dim"], "\(history.leftOut) earlier runs are left out.")
    }
    html.element("table") { html in
      html.element("thead") { html in
        html.element("tr") { html in
          for name in ["Run", "Passed"] { html.element("th", ["scope": "col"], name) }
        }
      }
      html.element("tbody") { html in
        for point in history.points.reversed() { row(point, &html) }
      }
    }
    html.close("details")
  }

  private func row(_ point: ReportHistory.Point, _ html: inout MarkupWriter) {
    let totals = point.totals
    html.element("tr") { html in
      html.element("th", ["scope": "row"]) { html in
        html.element("span", ["class": "id"], point.run.item.id.short())
        html.text(" " + ReportText.line(point.run.facts.definition.name, to: 60))
        html.text(", " + (point.run.item.start?.minute ?? ""))
        if let letter = letter(point) { html.element("strong", " \(letter)") }
      }
      let rate = totals.passRate.map { ", \(Figures.percent($0))" } ?? ""
      html.element("td", "\(totals.passed) of \(totals.judged)\(rate)")
    }
  }
}
