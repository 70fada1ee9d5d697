package import TaglioFormat

/// What a report is to tell of.
package struct ReportRequest: Sendable {
  /// The runs, at least one and each once.
  package var runs: [ObjectID]
  /// The run that they are compared with; none of them.
  package var against: ObjectID?
  package var reading = ReadingChoice()
  /// The field to group by.
  package var by: FieldChoice?
  /// What the resampling of scores starts from.
  package var seed = MeanDifference.seed
  /// At most so many runs of the history, the latest.
  package var history = 30

  package init(runs: [ObjectID], against: ObjectID? = nil) {
    self.runs = runs
    self.against = against
  }
}

/// The files that reports are written as.
package enum ReportFormat: String, Sendable, CaseIterable {
  case html, markdown, junit

  /// The format that a file's name ends with; nil for others.
  package init?(fileName: String) {
    switch fileName.split(separator: ".").last?.lowercased() {
    case "html", "htm": self = .html
    case "md", "markdown": self = .markdown
    case "xml": self = .junit
    default: return nil
    }
  }

  /// What the file begins with: by it a report is known for one, and may be replaced by another.
  package var signature: String {
    switch self {
    case .html: "<!doctype html>\n<!-- taglio report -->\n"
    case .markdown: "<!-- taglio report -->\n"
    case .junit: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- taglio report -->\n"
    }
  }
}
