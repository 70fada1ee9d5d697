import TaglioFormat

/// How the runs were made: config and metadata, value by value.
extension HTMLReport {
  func settings(_ html: inout MarkupWriter) throws {
    html.open("section")
    html.element("h2", report.columns.count > 1 ? "How the runs were made" : "How it was made")
    for column in report.columns { try settings(column, &html) }
    html.close("section")
  }

  private func settings(_ column: EvaluationReport.Column, _ html: inout MarkupWriter) throws {
    let fields = try reader.fields(of: column.run.item.id)
    html.element("details") { html in
      html.element("summary", column.label(in: report) + "config and metadata")
      switch fields {
      case .absent(let why): html.element("p", ["class": "note"], why)
      case .fields(let run): HTMLFields(limits: limits).write(run, &html)
      }
    }
  }
}
