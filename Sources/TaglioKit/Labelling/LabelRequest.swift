package import TaglioFormat

/// How labels are taken in.
package struct LabelRequest: Sendable {
  /// What people were asked.
  package enum Experiment: Sendable {
    /// A version that is here.
    case version(ObjectID)
    /// One that is made with the labels.
    case new(GivenName)
  }

  package var experiment: Experiment
  /// The suite that they were shown.
  package var suite: UUID?
  /// Who labelled.
  package var annotator: String?
  /// The columns that held labels.
  package var fields: [String]
  /// The file, for messages and the run's `metadata`.
  package var file: String
  /// Take labels of versions that are no heads any more.
  package var acceptsStale = false
  /// What wrote the run, for its `metadata`.
  package var program = ""
  package var message: String?

  package init(experiment: Experiment, fields: [String], file: String) {
    self.experiment = experiment
    self.fields = fields
    self.file = file
  }

  /// The run's `config`: `{annotator, fields}`.
  var config: CanonicalJSON {
    var out = PayloadWriter()
    out.begin()
    out.member("annotator", annotator)
    out.member("fields", strings: fields.sorted { $0.precedes($1) })
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }
}

/// What taking labels in did.
package struct LabelReport: Sendable {
  package var run: ObjectID
  /// The version of the experiment.
  package var experiment: ObjectID
  /// What the experiment is called that was made with the labels; nil where it was here.
  package var madeExperiment: String?
  /// Nil where the same labels had been taken in before.
  package var commit: ObjectID?
  /// Cases with a label.
  package var labelled = 0
  /// Those of them whose version is no head any more.
  package var stale = 0
  /// How many values each field has, in the order of the columns.
  package var counts: [(field: String, count: Int)] = []
}
