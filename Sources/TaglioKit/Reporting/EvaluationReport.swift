package import TaglioFormat

/// What a report tells, before it is written in one of its formats.
///
/// Numbers are those of `RunSummary` and `RunComparison`, so that a report never differs from them.
package struct EvaluationReport: Sendable {
  /// A run of the report.
  package struct Column: Sendable {
    /// What it is called where there are several: A, B, ….
    package let letter: String
    /// Without rows.
    package let summary: RunSummary
    /// What its suite is called, else its id; nil where it has none.
    package let suite: String?
    /// What its config says of the model; nil where it says nothing.
    package let model: String?
    /// With the first column; nil for that.
    package let comparison: RunComparison?

    package var run: RunMention { summary.run }
  }

  /// The run that the others are compared with comes first.
  package let columns: [Column]
  /// Whether the first of the columns is what the others are compared with.
  package let isCompared: Bool
  package let by: FieldChoice?
  /// One for each case, what is worth looking at first.
  package let rows: [ReportRow]
  package let histories: [ReportHistory]
  /// The heads of the graph of commits that were read.
  package let commits: [ObjectID]

  /// The columns that the report is of: all but what they are compared with.
  package var reported: ArraySlice<Column> { columns.dropFirst(isCompared ? 1 : 0) }

  /// `grade v2 on sums`.
  package var title: String {
    var titles: [String] = []
    for column in reported where !titles.contains(column.title) { titles.append(column.title) }
    return titles.joined(separator: ", ")
  }

  /// The groups that any of the runs has, in the order of summaries.
  package var groups: [CanonicalJSON?] {
    var seen: Set<CanonicalJSON?> = []
    let all = columns.flatMap { $0.summary.groups.map(\.value) }.filter { seen.insert($0).inserted }
    return all.filter { $0 != nil } + (seen.contains(nil) ? [nil] : [])
  }
}

extension EvaluationReport.Column {
  /// `grade v2`.
  package var experiment: String {
    let name = run.facts.definition.name
    return (name.isEmpty ? "-" : name) + (run.experiment?.sequence.map { " v\($0)" } ?? "")
  }

  /// `grade v2 on sums`.
  package var title: String { experiment + (suite.map { " on \($0)" } ?? "") }

  /// `complete`, `abandoned` or `open`.
  package var state: String { run.item.seal?.status.rawValue ?? "open" }

  package var totals: OutputTotals { summary.totals }

  /// `51 of 63, 81.0 % (95 %: 69.6 % to 88.8 %)`; nil without verdicts.
  package var passed: String? {
    guard let rate = totals.passRate else { return nil }
    let words = "\(totals.passed) of \(totals.judged), \(Figures.percent(rate))"
    guard let interval = summary.passInterval else { return words }
    return words
      + " (95 %: \(Figures.percent(interval.lower)) to \(Figures.percent(interval.upper)))"
  }

  /// The totals of a group; nil where the run has none of that value.
  package func totals(of group: CanonicalJSON?) -> OutputTotals? {
    summary.groups.first { $0.value == group }?.totals
  }
}

/// The runs that came before and after, by how much of them passed.
package struct ReportHistory: Sendable {
  /// One of the runs.
  package struct Point: Sendable {
    package let run: RunMention
    package let totals: OutputTotals
  }

  /// What the runs have in common: `suite sums`, `experiment grade`.
  package let title: String
  /// The earliest first; only runs with verdicts.
  package let points: [Point]
  /// How many earlier ones were left out.
  package let leftOut: Int
}
