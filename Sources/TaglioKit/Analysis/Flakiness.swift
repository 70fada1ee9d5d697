package import TaglioFormat

/// How steady the verdicts of a suite's cases are over its last runs.
package struct Flakiness: Sendable {
  /// A case whose verdict changed or that did not always pass.
  package struct Case: Sendable {
    /// The version that the last of the runs had.
    package var input: VersionMention
    /// The runs that judged it.
    package var runs: Int
    /// How many versions of it they had.
    package var versions: Int
    /// How often the verdict of a run was another than that of the run before it.
    package var flips: Int
    /// How often the verdict of a trial was another than that of the trial before it in its run.
    package var trialFlips: Int
    /// The trials that were judged, and those of them that did not pass.
    package var judged: Int
    package var failed: Int

    /// The part of the judged trials that did not pass.
    package var failureRate: Double { judged > 0 ? Double(failed) / Double(judged) : 0 }

    /// Whether it gave different verdicts.
    package var isFlaky: Bool { flips + trialFlips > 0 }
  }

  package var suite: UUID
  /// The runs, the earliest first.
  package var runs: [RunMention]
  /// The flakiest first: by flips, then by the part that failed.
  package var cases: Page<Case>
  /// The number of cases that gave different verdicts.
  package var flaky: Int
  /// The number of cases that never passed.
  package var failing: Int
  /// The number of cases that always passed; they are not listed.
  package var steady: Int
}

/// Of which runs it is told how steady they are.
package struct FlakinessRequest: Sendable {
  package var suite: UUID
  package var reading = ReadingChoice()
  /// At most so many runs, the latest.
  package var last = 10
  /// Nil for runs of any experiment.
  package var experiment: LineageID?
  package var page = PageRequest()

  package init(suite: UUID) {
    self.suite = suite
  }
}
