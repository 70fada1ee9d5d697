package import TaglioFormat
import TaglioStore

/// Compares runs with one another.
///
/// Objects are opened of the runs themselves, of outputs where the index does not say enough, and of
/// inputs that were changed, where they are shown.
package struct RunComparer {
  private let repository: Repository
  private let snapshot: Snapshot
  private let reading: ReadingChoice
  private let seed: UInt64
  package let reader: OutputReader

  /// A run that was read.
  private struct Loaded {
    var side: RunComparison.Side
    var outcomes: [CaseOutcome]
  }

  /// - Parameter seed: of the resampling.
  package init(_ repository: Repository, _ reading: ReadingChoice, seed: UInt64) {
    self.repository = repository
    self.reading = reading
    self.seed = seed
    snapshot = repository.snapshot
    reader = OutputReader(repository, snapshot)
  }

  /// Compares each further run with the first.
  ///
  /// - Throws: `notFound` where an id is of no run that is here.
  package func compare(_ first: ObjectID, with others: [ObjectID]) throws -> [RunComparison] {
    let first = try load(first)
    return try others.map { try compare(first, load($0)) }
  }

  private func load(_ id: ObjectID) throws -> Loaded {
    let run = try reader.mention(of: id, reading)
    let outputs = try reader.outputs(of: run.facts, reading.view)
    let side = RunComparison.Side(
      run: run,
      totals: OutputTotals(of: outputs),
      withoutInput: outputs.count { $0.counts && $0.basis == nil }
    )
    return Loaded(side: side, outcomes: reader.outcomes(of: outputs, run))
  }

  private func compare(_ first: Loaded, _ second: Loaded) throws -> RunComparison {
    let pairs = try CasePairing(snapshot: snapshot).pairs(first.outcomes, second.outcomes)
    var comparison = RunComparison(
      first: first.side,
      second: second.side,
      pairs: pairs,
      verdicts: RunComparison.Verdicts(),
      edited: RunComparison.Verdicts(),
      byRate: pairs.count { $0.first != nil && $0.second != nil && !$0.isAligned },
      config: try configDifferences(first.side.run, second.side.run),
      experiment: try experimentDifferences(first.side.run, second.side.run)
    )
    comparison.count(seed: seed)
    return comparison
  }

  private func configDifferences(
    _ first: RunMention,
    _ second: RunMention
  ) throws -> [FieldDifference] {
    let all = try repository.compare(run: first.item.id, with: second.item.id).fields ?? []
    return all.filter { ["config", "suite"].contains($0.path.tokens.first) }
  }

  private func experimentDifferences(
    _ first: RunMention,
    _ second: RunMention
  ) throws -> [FieldDifference]? {
    let (old, new) = (first.facts.experiment, second.facts.experiment)
    guard old != new else { return [] }
    guard old != ObjectRow.none, new != ObjectRow.none else { return nil }
    return try repository.compare(snapshot.version(old), with: snapshot.version(new)).fields
  }

  /// What a person needs to recognise a pair.
  package func details(of pair: CasePair) throws -> ComparedCase {
    let (old, new) = (pair.first?.input, pair.second?.input)
    var found = ComparedCase(
      pair: pair,
      first: try old.map(snapshot.mention),
      second: try new.map(snapshot.mention)
    )
    if pair.tier == .edited, let old, let new {
      found.differences =
        try repository.compare(snapshot.version(old), with: snapshot.version(new)).fields
    }
    return found
  }
}

extension RunComparison {
  /// Counts what the pairs say together.
  fileprivate mutating func count(seed: UInt64) {
    var scores: [(first: Double, second: Double)] = []
    for pair in pairs {
      switch pair.tier {
      case .same:
        verdicts.add(pair.change)
        count(trialsOf: pair)
        if let old = pair.first?.score, let new = pair.second?.score { scores.append((old, new)) }
      case .edited: edited.add(pair.change)
      case .onlyFirst, .onlySecond: break
      }
    }
    if verdicts.count > 0 { test = SignTest(better: verdicts.better, worse: verdicts.worse) }
    self.scores = Scores(scores, seed: seed)
  }

  private mutating func count(trialsOf pair: CasePair) {
    guard let count = pair.first?.outputs.count, count > 1, pair.isAligned else { return }
    var counts = self.trials ?? Verdicts()
    for trial in pair.trials {
      let old = CaseOutcome(input: 0, outputs: [trial.first], hasVerdict: hasVerdicts)
      let new = CaseOutcome(input: 0, outputs: [trial.second], hasVerdict: hasVerdicts)
      counts.add(CasePair(lineage: 0, .same, old, new).change)
    }
    self.trials = counts
  }
}

extension RunComparison.Scores {
  /// - Parameter pairs: in any order; which of them are drawn must not depend on it.
  fileprivate init?(_ pairs: [(first: Double, second: Double)], seed: UInt64) {
    let differences = pairs.map { $0.second - $0.first }.sorted()
    guard let difference = MeanDifference(of: differences, seed: seed) else { return nil }
    self.difference = difference
    first = pairs.reduce(0) { $0 + $1.first } / Double(pairs.count)
    second = pairs.reduce(0) { $0 + $1.second } / Double(pairs.count)
  }
}

extension RunComparer {
  /// Part of the pairs of a comparison.
  ///
  /// - Parameter kinds: of which kinds; all but the pairs that are the same where it is nil.
  package func cases(
    of comparison: RunComparison,
    _ kinds: Set<CasePair.Kind>?,
    _ request: PageRequest
  ) throws -> Page<ComparedCase> {
    let listed = comparison.pairs.filter { pair in
      kinds.map { $0.contains(pair.kind) } ?? (pair.kind != .same)
    }
    return try request.page(of: listed) { try details(of: $0) }
  }
}
