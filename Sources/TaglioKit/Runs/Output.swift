package import TaglioFormat
import TaglioStore

/// Which version of a run's outputs is read.
public enum OutputView: Hashable, Sendable {
  /// What the run made.
  case asRun
  /// What its outputs say now, where somebody corrected them.
  case current
}

/// An output of a run, as the index knows it.
package struct Output: Sendable {
  /// What came out, in short.
  package enum Result: String, Sendable, CaseIterable {
    case passed, failed
    /// There is no verdict.
    case unjudged
    /// The output holds an error in place of a result.
    case error
    /// It was erased, or is lost or damaged here.
    case unreadable
  }

  /// The number of the version that the run made.
  package var first: UInt32
  /// The version that is read: `first`, or the head of its lineage.
  package var shown: Version
  /// The number of the input; nil where nobody knows it.
  package var basis: UInt32?
  /// Which trial of the input it is, from 0.
  package var trial: Int
  package var result: Result
  package var score: Double?
  /// It came after the run was sealed, and is not counted.
  package var isLate = false
  /// Another output of the same trial of the same input came before it; it is not counted.
  package var isRepeated = false

  /// Whether totals count it.
  package var counts: Bool { !isLate && !isRepeated }
}

/// A run, its experiment, and what its outputs are judged by.
package struct RunFacts: Sendable {
  package var number: UInt32
  package var id: ObjectID
  /// The number of the version of the experiment.
  package var experiment: UInt32
  package var definition: ExperimentDefinition
  package var seal: Seal?
  /// The commit that wrote the seal.
  package var sealCommit: UInt32?
  package var isImport: Bool
}

/// Reads the outputs of runs from the index, and opens those of which it does not say enough.
package struct OutputReader {
  package let snapshot: Snapshot
  package let fields: FieldReader
  let error = FieldReader.Place(JSONPointer(tokens: ["error"]))

  package init(_ repository: Repository, _ snapshot: Snapshot) {
    self.snapshot = snapshot
    fields = FieldReader(repository, snapshot)
  }

  /// - Parameters:
  ///   - verdict: in place of the experiment's.
  ///   - score: in place of the experiment's.
  /// - Throws: `notFound` where the id is of no run that is here.
  package func facts(
    of run: ObjectID,
    verdict: VerdictRule? = nil,
    score: JSONPointer? = nil
  ) throws -> RunFacts {
    guard let number = try snapshot.index.number(of: run),
      case let row = try snapshot.index.object(number), row.kind == .run
    else {
      throw TaglioError(
        .notFound,
        "there is no run \(run.short())",
        help: "taglio run ls lists the runs."
      )
    }
    var definition = ExperimentDefinition(name: "")
    if row.experiment != ObjectRow.none { definition = try fields.definition(of: row.experiment) }
    definition.verdict = verdict ?? definition.verdict
    definition.score = score ?? definition.score
    var facts = RunFacts(
      number: number,
      id: run,
      experiment: row.experiment,
      definition: definition,
      isImport: row.flags.contains(.importRun)
    )
    if let register = try snapshot.register(.seal(of: run)), case .seal(let seal) = register.value {
      facts.seal = seal
      facts.sealCommit = register.commit
    }
    return facts
  }

  /// All outputs of a run, in the order in which they came; those that do not count are marked.
  ///
  /// Outputs that were removed are left out of what is current.
  package func outputs(of run: RunFacts, _ view: OutputView) throws -> [Output] {
    let removed = view == .current ? try snapshot.removedTargets() : []
    let judge = OutputJudge(run.definition, fields)
    var seal = run.sealCommit.map { SealedPast($0, snapshot) }
    var order = OutputOrder()
    var found: [Output] = []
    for first in try snapshot.index.pairs(.created, of: run.number) {
      let row = try snapshot.index.object(first)
      guard row.kind == .case, let commit = try snapshot.firstCommit(of: first) else { continue }
      if !removed.isEmpty, try removed.contains(.object(snapshot.lineageID(row.lineage).id)) {
        continue
      }
      let shown = try self.shown(first, row, view)
      var output = Output(
        first: first,
        shown: shown,
        basis: row.basis == ObjectRow.none ? nil : row.basis,
        trial: Int(row.ordinal),
        result: try judge.result(of: shown.number, error),
        score: try judge.score(of: shown.number)
      )
      output.isLate = try seal?.lists(first) == false
      order.add(output, of: commit)
      found.append(output)
    }
    return OutputReader.marked(try order.places(snapshot).map { found[$0] })
  }

  private func shown(
    _ first: UInt32,
    _ row: ObjectRow,
    _ view: OutputView
  ) throws -> Version {
    guard view == .current, let heads = try snapshot.heads(ofLineage: row.lineage) else {
      return Version(number: first, row: row)
    }
    return heads.principal
  }

  /// Marks those of which another of the same trial was listed before.
  private static func marked(_ ordered: [Output]) -> [Output] {
    var ordered = ordered
    var seen: Set<UInt64> = []
    seen.reserveCapacity(ordered.count)
    for place in ordered.indices {
      guard let basis = ordered[place].basis else { continue }
      let trial = UInt64(basis) << 32 | UInt64(UInt32(clamping: ordered[place].trial))
      ordered[place].isRepeated = !seen.insert(trial).inserted
    }
    return ordered
  }
}

/// Finds verdict and score of outputs.
struct OutputJudge {
  private let verdict: VerdictRule?
  private let verdictPlace: FieldReader.Place?
  private let scorePlace: FieldReader.Place?
  let fields: FieldReader

  init(_ definition: ExperimentDefinition, _ fields: FieldReader) {
    verdict = definition.verdict
    verdictPlace = definition.verdict.map { FieldReader.Place($0.pointer) }
    scorePlace = definition.score.map { FieldReader.Place($0) }
    self.fields = fields
  }

  func result(of output: UInt32, _ error: FieldReader.Place) throws -> Output.Result {
    guard let isError = try fields.isSet(at: error, of: output) else { return .unreadable }
    if isError { return .error }
    guard let verdict, let verdictPlace else { return .unjudged }
    switch try fields.value(at: verdictPlace, of: output) {
    case .value(let value): return OutputJudge.result(verdict.judge(value))
    case .absent: return .unjudged
    case .unreadable: return .unreadable
    }
  }

  private static func result(_ passed: Bool?) -> Output.Result {
    passed.map { $0 ? .passed : .failed } ?? .unjudged
  }

  func score(of output: UInt32) throws -> Double? {
    try scoreValue(of: output)?.double
  }

  /// What stands where the score should; it may be no number.
  func scoreValue(of output: UInt32) throws -> CanonicalJSON? {
    guard let scorePlace else { return nil }
    return try fields.value(at: scorePlace, of: output).json
  }
}
