import TaglioFormat
import TaglioStore

extension Repository {
  /// Says how often verdicts changed over the last runs of a suite.
  ///
  /// - Throws: `notFound` where the suite has no runs, `usage` where none of them has verdicts.
  package func flakiness(_ request: FlakinessRequest) throws -> Flakiness {
    let reader = OutputReader(self, snapshot)
    let runs = try reader.runs(request)
    guard !runs.isEmpty else { throw Flakiness.noRuns(request) }
    guard runs.contains(where: \.hasVerdict) else { throw Flakiness.noVerdict() }
    var tallies: [UInt32: Tally] = [:]
    for run in runs where run.hasVerdict {
      let figures = try reader.figures(of: run.facts, request.reading.view)
      let outcomes = RunOutcomes(figures, hasVerdict: run.hasVerdict)
      for (lineage, outcomes) in try reader.byLineage(outcomes) {
        tallies[lineage, default: Tally()].add(outcomes)
      }
    }
    return try Flakiness(tallies, runs, request, snapshot)
  }
}

/// What is counted of a case, run by run.
private struct Tally {
  private(set) var runs = 0
  private(set) var inputs: Set<UInt32> = []
  private(set) var last: UInt32 = 0
  private(set) var flips = 0
  private(set) var trialFlips = 0
  private(set) var judged = 0
  private(set) var failed = 0
  private var verdict: Bool?

  var isFlaky: Bool { flips + trialFlips > 0 }
  var failureRate: Double { judged > 0 ? Double(failed) / Double(judged) : 0 }

  /// Takes what one run made of the case; of several versions that it had they count together.
  mutating func add(_ outcomes: [CaseOutcome]) {
    let judged = outcomes.reduce(0) { $0 + $1.judged }
    let passed = outcomes.reduce(0) { $0 + $1.passed }
    guard judged > 0 else { return }
    let verdict = passed * 2 > judged
    if let before = self.verdict, before != verdict { flips += 1 }
    self.verdict = verdict
    runs += 1
    self.judged += judged
    failed += judged - passed
    for outcome in outcomes {
      inputs.insert(outcome.input)
      last = outcome.input
      trialFlips += outcome.flips
    }
  }
}

extension CaseOutcome {
  /// How often a judged trial says other than the judged one before it.
  fileprivate var flips: Int {
    let verdicts = outputs.compactMap { $0.verdict(true) }
    return zip(verdicts, verdicts.dropFirst()).count { $0 != $1 }
  }
}

extension OutputReader {
  /// The last runs of the suite, the earliest first.
  fileprivate func runs(_ request: FlakinessRequest) throws -> [RunMention] {
    let place = FieldReader.Place(JSONPointer(tokens: ["suite"]))
    let suite = CanonicalJSON(string: "\(request.suite)")
    let removed = try snapshot.removedTargets()
    var starts: [(start: CommitTime, id: ObjectID)] = []
    for (run, start) in try snapshot.starts() {
      let row = try snapshot.index.object(run)
      guard !removed.contains(.object(row.id)), !row.flags.contains(.importRun),
        try fields.value(at: place, of: run).json == suite,
        try request.experiment.map({ try isVersion(row.experiment, of: $0) }) ?? true
      else { continue }
      starts.append((start, row.id))
    }
    return try starts.sorted { ($0.start, $0.id) < ($1.start, $1.id) }.suffix(request.last)
      .map { try mention(of: $0.id, request.reading) }
  }

  private func isVersion(_ experiment: UInt32, of lineage: LineageID) throws -> Bool {
    guard experiment != ObjectRow.none else { return false }
    return try snapshot.lineageID(snapshot.lineage(ofInput: experiment)) == lineage
  }

  fileprivate func byLineage(_ outcomes: RunOutcomes) throws -> [UInt32: [CaseOutcome]] {
    var groups: [UInt32: [CaseOutcome]] = [:]
    for outcome in outcomes {
      groups[try snapshot.lineage(ofInput: outcome.input), default: []].append(outcome)
    }
    return groups
  }
}

extension Flakiness {
  fileprivate init(
    _ tallies: [UInt32: Tally],
    _ runs: [RunMention],
    _ request: FlakinessRequest,
    _ snapshot: Snapshot
  ) throws {
    let judged = tallies.values.filter { $0.judged > 0 }
    let listed = tallies.filter { $0.value.failed > 0 }
      .sorted { $0.value.comesBefore($1.value) ?? ($0.key < $1.key) }.map(\.value)
    self.init(
      suite: request.suite,
      runs: runs,
      cases: try request.page.page(of: listed) { try Case($0, snapshot) },
      flaky: judged.count(where: \.isFlaky),
      failing: judged.count { $0.failed == $0.judged },
      steady: judged.count { $0.failed == 0 }
    )
  }

  fileprivate static func noRuns(_ request: FlakinessRequest) -> TaglioError {
    TaglioError(
      .notFound,
      "no run over the suite \(request.suite) is here"
        + (request.experiment == nil ? "" : " of that experiment"),
      help: "Make one with: taglio run exec EXPERIMENT --suite \(request.suite) -- COMMAND"
    )
  }

  fileprivate static func noVerdict() -> TaglioError {
    TaglioError(
      .usage,
      "the runs have no verdicts",
      help: "Say how outputs are judged: --verdict POINTER, or --verdict 'POINTER>=0.5'"
    )
  }
}

extension Tally {
  /// The flakiest first, then those that failed most; nil for equals.
  fileprivate func comesBefore(_ other: Tally) -> Bool? {
    let (mine, others) = (flips + trialFlips, other.flips + other.trialFlips)
    if mine != others { return mine > others }
    return failureRate == other.failureRate ? nil : failureRate > other.failureRate
  }
}

extension Flakiness.Case {
  fileprivate init(_ tally: Tally, _ snapshot: Snapshot) throws {
    self.init(
      input: try snapshot.mention(of: tally.last),
      runs: tally.runs,
      versions: tally.inputs.count,
      flips: tally.flips,
      trialFlips: tally.trialFlips,
      judged: tally.judged,
      failed: tally.failed
    )
  }
}
