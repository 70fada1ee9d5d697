public import TaglioFormat
import TaglioStore

/// Which versions of outputs an analysis reads, and by what it judges them.
public struct ReadingChoice: Sendable {
  /// As run, or as the outputs are now.
  public var view: OutputView
  /// In place of the experiment's verdict.
  public var verdict: VerdictRule?
  /// In place of the experiment's score.
  public var score: JSONPointer?

  /// Chooses; by default what the run made, judged as its experiment says.
  public init(
    view: OutputView = .asRun,
    verdict: VerdictRule? = nil,
    score: JSONPointer? = nil
  ) {
    self.view = view
    self.verdict = verdict
    self.score = score
  }
}

/// A run as analyses show it.
package struct RunMention: Sendable {
  package var item: RunItem
  package var facts: RunFacts
  /// The version of its experiment; nil where it is not known.
  package var experiment: VersionMention?

  /// Whether its outputs are judged at all.
  package var hasVerdict: Bool { facts.definition.verdict != nil }
}

extension OutputReader {
  /// - Throws: `notFound` where the id is of no run that is here.
  package func mention(of run: ObjectID, _ reading: ReadingChoice) throws -> RunMention {
    let facts = try facts(of: run, verdict: reading.verdict, score: reading.score)
    return RunMention(
      item: try snapshot.runItem(
        facts.number,
        start: snapshot.start(of: facts.number).sortKey,
        snapshot.removedTargets(of: .object(run))
      ),
      facts: facts,
      experiment: facts.experiment == ObjectRow.none
        ? nil : try snapshot.mention(of: facts.experiment)
    )
  }
}

extension Snapshot {
  /// When a run started; the lowest time there is for an import.
  func start(of run: UInt32) throws(FormatError) -> CommitTime {
    try starts().first { $0.run == run }?.start ?? .lowest
  }
}
