package import TaglioFormat
package import TaglioKit

/// Makes experiments and runs in a repository, without any program being run.
package struct RunMaker {
  package let repository: Repository
  /// The version of the experiment that runs are of.
  package let experiment: ObjectID
  package var suite: UUID?

  /// What came out of a trial of a case.
  package struct Result {
    package var input: ObjectID
    package var trial: Int
    package var fields: String

    package init(_ input: ObjectID, trial: Int = 0, _ fields: String) {
      self.input = input
      self.trial = trial
      self.fields = fields
    }
  }

  /// Adds an experiment with these fields, a JSON object.
  ///
  /// - Parameter previous: the version that it follows.
  package init(
    _ repository: Repository,
    _ fields: String,
    after previous: ObjectID? = nil
  ) throws {
    self.repository = repository
    let record = ExperimentRecord(
      immutableFields: try CanonicalJSON(canonicalizing: Array(fields.utf8)),
      previous: previous
    )
    let staged = StagedRecord(.experiment(record), payload: record.payload)
    var transaction = try repository.transaction()
    try transaction.stage([staged])
    var changes = Changes()
    changes.objects = [staged.id]
    try transaction.add(changes)
    _ = try transaction.commit(message: "an experiment")
    experiment = staged.id
  }

  /// Records a run that is over.
  ///
  /// - Parameter day: of November 2026, on which it started.
  package func record(
    day: Int,
    config: String = "{}",
    inputs: Int? = nil,
    _ results: [Result]
  ) throws -> ObjectID {
    let start = try self.start(day: day, config: config, inputs: inputs)
    let outputs = try results.map(RunMaker.output)
    return try repository.record(start, outputs, message: "a run").run
  }

  /// Begins a run that stays open, with what came out so far.
  package func open(day: Int, _ results: [Result]) throws -> ObjectID {
    let run = try repository.startRun(start(day: day), message: "a run begins")
    try repository.append(results.map(RunMaker.output), to: run, message: "outputs")
    return run
  }

  private func start(day: Int, config: String = "{}", inputs: Int? = nil) throws -> RunStart {
    let date = "2026-11-\(day < 10 ? "0" : "")\(day)"
    let count = inputs.map { #""inputs":{"count":\#($0)},"# } ?? ""
    let metadata = #"{\#(count)"time":"\#(date)T08:00:00.000Z"}"#
    return RunStart(
      experiment: experiment,
      suite: suite,
      config: try CanonicalJSON(canonicalizing: Array(config.utf8)),
      metadata: try CanonicalJSON(canonicalizing: Array(metadata.utf8))
    )
  }

  private static func output(_ result: Result) throws -> OutputRecord {
    OutputRecord(
      basis: result.input,
      trial: result.trial,
      fields: try CanonicalJSON(canonicalizing: Array(result.fields.utf8))
    )
  }
}
