public import TaglioFormat
import TaglioStore

/// What an experiment says of itself: its name, and where in an output the verdict and the score
/// stand.
///
/// The immutable fields are `{name, verdict, score, schema}`, of which all but the name may be
/// missing, and whatever else its author wrote.
public struct ExperimentDefinition: Sendable {
  /// Its name.
  public var name: String
  /// How outputs are judged; nil where they are not.
  public var verdict: VerdictRule?
  /// Where in an output a number stands that says how good it is.
  public var score: JSONPointer?
  /// The JSON Schema that outputs must meet.
  public var schema: CanonicalJSON?

  package init(
    name: String,
    verdict: VerdictRule? = nil,
    score: JSONPointer? = nil,
    schema: CanonicalJSON? = nil
  ) {
    self.name = name
    self.verdict = verdict
    self.score = score
    self.schema = schema
  }

  /// Reads an experiment's fields.
  ///
  /// A verdict or a score that does not read counts as none: what is stored cannot be refused.
  package init(_ fields: JSONView) {
    name = fields["name"]?.string ?? ""
    // Nothing is judged by a rule that does not read: a later version may have written it.
    verdict = fields["verdict"]?.string.flatMap { try? VerdictRule($0) }
    score = fields["score"]?.string.flatMap { JSONPointer($0) }
    schema = fields["schema"].map(\.canonical)
  }
}

extension FieldReader {
  /// What the version of an experiment with this number says; without a name where it cannot be read.
  package func definition(of experiment: UInt32) throws -> ExperimentDefinition {
    try fields(of: experiment).map(ExperimentDefinition.init) ?? ExperimentDefinition(name: "")
  }
}
