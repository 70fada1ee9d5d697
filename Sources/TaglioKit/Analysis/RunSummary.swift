package import TaglioFormat

/// A run: what came out of each case, and what that comes to.
package struct RunSummary: Sendable {
  /// An output in the list.
  package struct Row: Sendable {
    package var output: Output
    /// The version that the run made.
    package var first: ObjectID
    /// The input; nil where nobody knows it.
    package var input: VersionMention?
    /// What the chosen columns say.
    package var columns: [FieldValue]
  }

  /// The outputs whose cases have one value in the field that is grouped by.
  package struct Group: Sendable {
    /// Nil for those that have none.
    package var value: CanonicalJSON?
    package var totals: OutputTotals
  }

  package var run: RunMention
  package var totals: OutputTotals
  /// Trials of inputs that the run was to run and has no output for; nil where nobody knows.
  package var missing: Int?
  /// Of the pass rate; nil without verdicts.
  package var passInterval: WilsonInterval?
  /// By the order in which the inputs came, then by trial.
  package var rows: Page<Row>
  package var groups: [Group]
}

/// What a summary is to show.
package struct SummaryRequest: Sendable {
  package var reading = ReadingChoice()
  /// Fields to show of each case.
  package var columns: [FieldChoice] = []
  /// The field to group by.
  package var by: FieldChoice?
  /// Whether only outputs are listed that did not pass, or gave an error.
  package var onlyFailed = false
  /// Which part of the list is wanted.
  package var page = PageRequest()

  package init() {}
}
