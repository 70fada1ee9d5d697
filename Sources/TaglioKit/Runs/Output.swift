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
    try OutputOrder.sorted(figures(of: run, view), snapshot).map(output)
  }

  /// An output with what is known of its version.
  func output(_ figures: OutputFigures) throws(FormatError) -> Output {
    Output(
      first: figures.first,
      shown: try snapshot.version(figures.shown),
      basis: figures.input == ObjectRow.none ? nil : figures.input,
      trial: Int(figures.trial),
      result: figures.result,
      score: figures.score,
      isLate: figures.isLate,
      isRepeated: figures.isRepeated
    )
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

  /// Verdict and score at once.
  func judgement(
    of output: UInt32,
    _ error: FieldReader.Place
  ) throws -> (result: Output.Result, score: Double?) {
    guard let extract = try fields.extract(of: output) else { return (.unreadable, nil) }
    return (try result(of: output, error, extract), try score(of: output, extract))
  }

  func result(of output: UInt32, _ error: FieldReader.Place) throws -> Output.Result {
    guard let extract = try fields.extract(of: output) else { return .unreadable }
    return try result(of: output, error, extract)
  }

  private func result(
    of output: UInt32,
    _ error: FieldReader.Place,
    _ extract: UnsafeRawBufferPointer
  ) throws -> Output.Result {
    guard let isError = try fields.isSet(at: error, of: output, extract) else { return .unreadable }
    if isError { return .error }
    guard let verdict, let verdictPlace else { return .unjudged }
    switch try fields.value(at: verdictPlace, of: output, extract) {
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

  private func score(
    of output: UInt32,
    _ extract: UnsafeRawBufferPointer
  ) throws -> Double? {
    guard let scorePlace else { return nil }
    if let number = Extract.plainNumber(at: scorePlace, in: extract) { return number }
    return try fields.value(at: scorePlace, of: output, extract).json?.double
  }

  /// What stands where the score should; it may be no number.
  func scoreValue(of output: UInt32) throws -> CanonicalJSON? {
    guard let scorePlace else { return nil }
    return try fields.value(at: scorePlace, of: output).json
  }
}
