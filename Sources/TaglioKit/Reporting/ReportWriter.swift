package import TaglioFormat

/// What a report shows of long lists.
package struct ReportLimits: Sendable {
  /// The most cases that Markdown lists.
  package var cases = 20
  /// The most bytes of inputs, outputs and differences in an HTML report; later cases have ids only.
  package var details = 6 << 20
  /// The most bytes of one value.
  package var value = 4000
  /// The most values of one record, and differences of two.
  package var values = 40
  /// The cases of an HTML report that are shown at once, and all that are without its script.
  package var page = 100

  package init() {}
}

/// Writes reports, piece by piece.
package struct ReportWriter {
  let report: EvaluationReport
  let limits: ReportLimits
  let reader: ReportReader

  package init(_ repository: Repository, _ report: EvaluationReport, _ limits: ReportLimits) {
    self.report = report
    self.limits = limits
    reader = ReportReader(repository)
  }

  /// Hands the file on in pieces; the same report always gives the same bytes.
  package func write(as format: ReportFormat, _ write: ([UInt8]) throws -> Void) throws {
    switch format {
    case .html: try HTMLReport(report, limits, reader).write(write)
    case .markdown: try MarkdownReport(report, limits, reader).write(write)
    case .junit: try JUnitReport(report, limits, reader).write(write)
    }
  }

  /// The objects that were to be shown and are missing or damaged here.
  package var damaged: [ObjectID] { reader.damaged }
}
