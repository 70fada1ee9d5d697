import TaglioFormat

/// Writes a report as one file of HTML that needs nothing besides.
///
/// Its policy allows exactly the style and the script that stand in it, by their digests, and no
/// other resource: whatever data says, nothing is loaded and nothing is run.
struct HTMLReport {
  let report: EvaluationReport
  let limits: ReportLimits
  let reader: ReportReader

  init(_ report: EvaluationReport, _ limits: ReportLimits, _ reader: ReportReader) {
    self.report = report
    self.limits = limits
    self.reader = reader
  }

  static let policy =
    "default-src 'none'; style-src 'sha256-\(ReportStyle.digest)'; "
    + "script-src 'sha256-\(ReportScript.digest)'; base-uri 'none'; form-action 'none'"

  func write(_ write: ([UInt8]) throws -> Void) throws {
    var html = MarkupWriter()
    html.raw(ReportFormat.html.signature)
    html.open("html", ["lang": "en"])
    head(&html)
    html.open("body")
    html.element("header") { html in
      html.element("h1", "Report: \(report.title)")
    }
    html.open("main")
    totals(&html)
    comparisons(&html)
    HTMLCharts(report: report, reader: reader).write(&html)
    try write(html.take())
    try HTMLTable(report: report, limits: limits, reader: reader).write(&html, write)
    try settings(&html)
    html.close("main")
    footer(&html)
    html.element("script") { $0.raw(ReportScript.javascript) }
    html.close("body")
    html.close("html")
    html.raw("\n")
    try write(html.take())
  }

  private func head(_ html: inout MarkupWriter) {
    html.element("head") { html in
      html.empty("meta", ["charset": "utf-8"])
      html.empty("meta", ["http-equiv": "Content-Security-Policy", "content": HTMLReport.policy])
      html.empty("meta", ["name": "referrer", "content": "no-referrer"])
      html.empty(
        "meta",
        ["name": "viewport", "content": "width=device-width, initial-scale=1"]
      )
      html.element("title", "Report: \(report.title)")
      html.element("style") { $0.raw(ReportStyle.css) }
    }
  }

  private func footer(_ html: inout MarkupWriter) {
    html.element("footer") { html in
      html.element("p") { html in
        html.text("Ids can be cited: ")
        html.element("code", "taglio show ID")
        html.text(" shows what stands behind each of them, in every copy of the store.")
      }
      html.element("p") { html in
        html.text("Made by taglio report from the state at commit ")
        for (place, commit) in report.commits.enumerated() {
          if place > 0 { html.text(", ") }
          html.element("code", "\(commit)")
        }
        html.text(".")
      }
    }
  }
}

extension EvaluationReport.Column {
  /// `A: ` where there are several runs.
  func label(in report: EvaluationReport) -> String {
    report.columns.count > 1 ? "\(letter): " : ""
  }
}
