public import TaglioFormat

/// How outputs that another program wrote are taken in as a run.
public struct RecordRequest: Sendable {
  /// The version of the experiment.
  public var experiment: ObjectID
  /// The suite whose members the inputs are; nil for any case.
  public var suite: UUID?
  /// Where in a row its input is named.
  public var basis: JSONPointer
  /// Where in a case stands what a row names it by; nil for its key or its id.
  public var join: JSONPointer?
  /// Where in a row the output stands; nil for the whole row.
  public var fields: JSONPointer?
  /// What was chosen, for the run's `config`: a JSON object.
  public var set = CanonicalJSON.emptyObject
  /// Whether the n-th row of an input is its n-th trial; otherwise an input has one row.
  public var hasTrials = false
  /// Whether rows that match no case, or several, get no input; otherwise they are refused.
  public var allowsUnmatched = false
  /// What wrote the run, for its `metadata`.
  public var program = ""
  /// The message of the commit; nil for one that names the files.
  public var message: String?

  /// Takes what every recording needs.
  public init(experiment: ObjectID, basis: JSONPointer) {
    self.experiment = experiment
    self.basis = basis
  }

  /// The run's `config`: `{basis, fields, join, set}`.
  var config: CanonicalJSON {
    var out = PayloadWriter()
    out.begin()
    out.member("basis", "\(basis)")
    out.member("fields", fields.map { "\($0)" })
    out.member("join", join.map { "\($0)" })
    out.member("set", set)
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }
}

/// What a recording did.
public struct RecordReport: Sendable {
  /// The run.
  public var run: ObjectID
  /// The commit; nil where the run was here already, and nothing was done.
  public var commit: ObjectID?
  /// The number of rows.
  public var rows: Int
  /// How many of them have no input.
  public var unmatched: Int
  /// The number of different inputs.
  public var inputs: Int

  /// Whether the same rows had been recorded before.
  public var isKnown: Bool { commit == nil }
}
