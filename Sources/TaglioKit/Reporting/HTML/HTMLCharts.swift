import TaglioFormat

/// Draws what there is to draw of a report.
struct HTMLCharts {
  let report: EvaluationReport
  let reader: ReportReader

  func write(_ html: inout MarkupWriter) {
    var charts = MarkupWriter()
    GroupChart(report).write(&charts)
    ScoreChart(report).write(&charts)
    if report.isCompared {
      for column in report.reported {
        guard let comparison = column.comparison else { continue }
        ChangeChart(comparison, column.letter).write(&charts)
        BeforeAndAfterChart(comparison, column.letter).write(&charts)
      }
    }
    for history in report.histories { HistoryChart(history, report).write(&charts) }
    guard !charts.bytes.isEmpty else { return }
    html.element("section") { html in
      html.element("h2", "Charts")
      html.element("div", ["class": "charts"]) { $0.append(charts) }
    }
  }
}
