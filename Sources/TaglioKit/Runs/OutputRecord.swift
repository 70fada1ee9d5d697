public import TaglioFormat
import TaglioStore

/// What came out of one trial of one input.
public struct OutputRecord: Hashable, Sendable {
  /// The input, a version of a case; nil where nobody knows it.
  public var basis: ObjectID?
  /// Which trial of the input it is, from 0.
  public var trial: Int
  /// What the program gave, or `{"error": …}`: a JSON object.
  public var fields: CanonicalJSON

  /// Makes an output.
  public init(basis: ObjectID?, trial: Int, fields: CanonicalJSON) {
    self.basis = basis
    self.trial = trial
    self.fields = fields
  }

  /// One trial of one input.
  package struct Slot: Hashable, Sendable {
    package var basis: ObjectID?
    package var trial: Int

    package init(basis: ObjectID?, trial: Int) {
      self.basis = basis
      self.trial = trial
    }
  }

  package var slot: Slot { Slot(basis: basis, trial: trial) }

  /// The digest of a set of outputs and their inputs, whatever order they came in.
  static func digest(of outputs: [OutputRecord]) -> ObjectID {
    Seal.digest(
      of: outputs.map { output in
        var out = PayloadWriter()
        out.begin()
        out.member("basis", output.basis)
        out.member("fields", output.fields)
        out.member("trial", output.trial)
        out.end()
        return BLAKE2b.id(of: out.bytes)
      }
    )
  }

  /// The first version of the case that a run makes of it.
  func staged(by run: ObjectID) -> StagedRecord {
    let record = CaseRecord(
      basis: basis,
      creator: run,
      immutableFields: fields,
      key: nil,
      ordinal: trial
    )
    return StagedRecord(.case(record), payload: record.payload)
  }
}

extension CanonicalJSON {
  /// Whether an output holds an error: its field `error` is there and neither null nor false.
  package var saysError: Bool {
    guard let error = document.root["error"] else { return false }
    return error.kind != .null && error.kind != .false
  }
}

/// What begins a run.
public struct RunStart: Sendable {
  /// The version of the experiment that is run.
  public var experiment: ObjectID
  /// The suite on whose cases it is run.
  public var suite: UUID?
  /// What was chosen: a JSON object.
  public var config: CanonicalJSON
  /// What was observed: a JSON object, whose `time` is when the run started.
  public var metadata: CanonicalJSON

  /// Describes a run.
  public init(
    experiment: ObjectID,
    suite: UUID?,
    config: CanonicalJSON,
    metadata: CanonicalJSON
  ) {
    self.experiment = experiment
    self.suite = suite
    self.config = config
    self.metadata = metadata
  }

  package var record: RunRecord {
    RunRecord(config: config, experiment: experiment, metadata: metadata, suite: suite)
  }
}
