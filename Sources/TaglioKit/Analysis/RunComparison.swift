import TaglioFormat

/// Two runs, case by case.
package struct RunComparison: Sendable {
  /// One of the runs.
  package struct Side: Sendable {
    package var run: RunMention
    package var totals: OutputTotals
    /// Outputs that count and whose input nobody knows; they have nothing to stand beside.
    package var withoutInput: Int
  }

  /// How verdicts changed, in cases that are judged on both sides.
  package struct Verdicts: Hashable, Sendable {
    package var better = 0
    package var worse = 0
    package var same = 0

    package init(better: Int = 0, worse: Int = 0, same: Int = 0) {
      self.better = better
      self.worse = worse
      self.same = same
    }

    /// The number of cases.
    package var count: Int { better + worse + same }

    mutating func add(_ change: CasePair.Change?) {
      switch change {
      case .better?: better += 1
      case .worse?: worse += 1
      case .same?: same += 1
      case nil: break
      }
    }
  }

  /// How the mean score changed, in cases that have one on both sides.
  package struct Scores: Hashable, Sendable {
    /// The means of both sides.
    package var first: Double
    package var second: Double
    /// Over the cases.
    package var difference: MeanDifference
  }

  package var first: Side
  package var second: Side
  /// What came out of the cases of each run; pairs know them by their places.
  package let firstOutcomes: RunOutcomes
  package let secondOutcomes: RunOutcomes
  /// All pairs, by kind and then as the cases came.
  package let pairs: ContiguousArray<CasePair>
  /// Of the inputs that are the same on both sides: what the test is of.
  package var verdicts: Verdicts
  /// Of the inputs that were changed in between: told beside it.
  package var edited: Verdicts
  /// Of single trials, where some case has several and as many on both sides.
  package var trials: Verdicts?
  /// The number of cases that have not as many trials on both sides, and are compared by rates.
  package var byRate = 0
  /// The test of the verdicts; nil where no case is judged on both sides.
  package var test: SignTest?
  /// Of the inputs that are the same on both sides.
  package var scores: Scores?
  /// Where the configs differ, and whether the suites do.
  package var config: [FieldDifference]
  /// Where the experiments differ; nil where one of them cannot be read.
  package var experiment: [FieldDifference]?

  /// The number of pairs of a kind.
  package func count(_ kind: CasePair.Kind) -> Int { pairs.count { $0.kind == kind } }

  /// What came of a pair in each run.
  package func outcomes(of pair: CasePair) -> (first: CaseOutcome?, second: CaseOutcome?) {
    (pair.first.map { firstOutcomes[$0] }, pair.second.map { secondOutcomes[$0] })
  }

  /// Whether verdicts of both runs can be told.
  package var hasVerdicts: Bool { first.run.hasVerdict && second.run.hasVerdict }
}

/// A pair with what a person needs to recognise it.
package struct ComparedCase: Sendable {
  package var pair: CasePair
  /// The inputs; both are the same where the input is.
  package var first: VersionMention?
  package var second: VersionMention?
  /// What came of them.
  package var firstOutcome: CaseOutcome?
  package var secondOutcome: CaseOutcome?
  /// The outputs of each side, by trial.
  package var firstOutputs: [Output]
  package var secondOutputs: [Output]
  /// How the inputs differ; nil unless they do, and where one of them cannot be read.
  package var differences: [FieldDifference]?
}
