import TaglioFormat

/// What the runs were and what they come to.
extension HTMLReport {
  /// A row of the table of totals: what it tells, and what of each run.
  private typealias Fact = (name: String, words: (EvaluationReport.Column) -> String?)

  func totals(_ html: inout MarkupWriter) {
    html.element("section") { html in
      html.element("h2", "Totals")
      html.element("div", ["class": "wide", "tabindex": "0"]) { html in
        html.element("table", ["class": "facts"]) { html in
          if report.columns.count > 1 { letters(&html) }
          html.element("tbody") { html in
            for fact in HTMLReport.facts { row(fact, &html) }
          }
        }
      }
    }
  }

  private func letters(_ html: inout MarkupWriter) {
    html.element("thead") { html in
      html.element("tr") { html in
        html.element("th", ["scope": "col"], "Run")
        for (place, column) in report.columns.enumerated() {
          let role = report.isCompared && place == 0 ? " (compared with)" : ""
          html.element("th", ["scope": "col"], column.letter + role)
        }
      }
    }
  }

  private func row(_ fact: Fact, _ html: inout MarkupWriter) {
    let cells = report.columns.map(fact.words)
    guard cells.contains(where: { $0 != nil }) else { return }
    html.element("tr") { html in
      html.element("th", ["scope": "row"], fact.name)
      for cell in cells {
        html.element("td", fact.name == "id" ? ["class": "id"] : [:], cell ?? "-")
      }
    }
  }

  private static var facts: [Fact] {
    [
      ("experiment", \.experiment),
      ("suite", \.suite),
      ("model", \.model),
      ("id", { "\($0.run.item.id)" }),
      ("started", { $0.run.item.start?.minute }),
      ("state", \.state),
      ("judged by", { $0.run.facts.definition.verdict.map { "\($0)" } }),
      ("outputs", { "\($0.totals.count)" }),
      ("passed", \.passed),
      ("failed", { $0.totals.passRate == nil ? nil : "\($0.totals.failed)" }),
      ("errors", { "\($0.totals.errors)" }),
      ("unjudged", { count($0.totals.unjudged) }),
      ("unreadable", { count($0.totals.unreadable) }),
      ("missing", { $0.summary.missing.flatMap(count) }),
      ("late, not counted", { count($0.totals.late) }),
      ("repeated, not counted", { count($0.totals.repeated) }),
      ("mean score", { $0.totals.meanScore.map(Figures.score) }),
    ]
  }

  private static func count(_ count: Int) -> String? { count > 0 ? "\(count)" : nil }

  // MARK: Comparisons

  func comparisons(_ html: inout MarkupWriter) {
    guard report.isCompared else { return }
    html.element("section") { html in
      html.element("h2", "Compared with A")
      for column in report.reported {
        if let comparison = column.comparison { self.comparison(comparison, column, &html) }
      }
    }
  }

  private func comparison(
    _ comparison: RunComparison,
    _ column: EvaluationReport.Column,
    _ html: inout MarkupWriter
  ) {
    let words = ComparisonWords(comparison, letter: column.letter)
    html.element("p", ["class": "headline"]) { html in
      html.element("span", ["class": words.verdict.name], words.headline)
      html.text(": \(words.evidence)")
    }
    for line in words.besides { html.element("p", line) }
    let differences = HTMLDifferences(limits: limits)
    if !comparison.config.isEmpty {
      html.element("h3", "What was chosen otherwise")
      differences.write(comparison.config, &html)
    }
    guard let experiment = comparison.experiment else {
      return html.element("p", "The experiments differ, and cannot be compared.")
    }
    if !experiment.isEmpty {
      html.element("h3", "What differs in the experiments")
      differences.write(experiment, &html)
    }
  }
}

extension ComparisonWords.Verdict {
  /// The class of its colour.
  fileprivate var name: String {
    switch self {
    case .better: "better"
    case .worse: "worse"
    case .unknown: "dim"
    }
  }
}
