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
    var outcomes: RunOutcomes
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
    let figures = try reader.figures(of: run.facts, reading.view)
    let side = RunComparison.Side(
      run: run,
      totals: OutputTotals(of: figures),
      withoutInput: figures.count { $0.counts && $0.input == ObjectRow.none }
    )
    return Loaded(side: side, outcomes: RunOutcomes(figures, hasVerdict: run.hasVerdict))
  }

  private func compare(_ first: Loaded, _ second: Loaded) throws -> RunComparison {
    let pairing = CasePairing(
      snapshot: snapshot,
      first: first.outcomes,
      second: second.outcomes
    )
    var comparison = RunComparison(
      first: first.side,
      second: second.side,
      firstOutcomes: first.outcomes,
      secondOutcomes: second.outcomes,
      pairs: try pairing.pairs(),
      verdicts: RunComparison.Verdicts(),
      edited: RunComparison.Verdicts(),
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
  package func details(of pair: CasePair, in comparison: RunComparison) throws -> ComparedCase {
    let (first, second) = comparison.outcomes(of: pair)
    var found = ComparedCase(
      pair: pair,
      first: try first.map { try snapshot.mention(of: $0.input) },
      second: try second.map { try snapshot.mention(of: $0.input) },
      firstOutcome: first,
      secondOutcome: second,
      firstOutputs: try first?.outputs.map(reader.output) ?? [],
      secondOutputs: try second?.outputs.map(reader.output) ?? []
    )
    if pair.tier == .edited, let old = first?.input, let new = second?.input {
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
      let (first, second) = outcomes(of: pair)
      if let first, let second, first.outputs.count != second.outputs.count { byRate += 1 }
      switch pair.tier {
      case .same:
        verdicts.add(pair.change)
        count(trialsOf: first, second)
        if let old = first?.score, let new = second?.score { scores.append((old, new)) }
      case .edited: edited.add(pair.change)
      case .onlyFirst, .onlySecond: break
      }
    }
    if verdicts.count > 0 { test = SignTest(better: verdicts.better, worse: verdicts.worse) }
    self.scores = Scores(scores, seed: seed)
  }

  /// Counts trials that stand beside each other by their ordinals: both sides have as many.
  private mutating func count(trialsOf first: CaseOutcome?, _ second: CaseOutcome?) {
    guard let first, let second, first.outputs.count > 1,
      first.outputs.count == second.outputs.count
    else { return }
    var counts = trials ?? Verdicts()
    for (old, new) in zip(first.outputs, second.outputs) {
      counts.add(CasePair.Change(old.verdict(hasVerdicts), new.verdict(hasVerdicts)))
    }
    trials = counts
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
    return try request.page(of: listed) { try details(of: $0, in: comparison) }
  }
}
