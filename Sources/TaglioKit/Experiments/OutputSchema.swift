import TaglioFormat
import TaglioSchema

/// What an experiment demands of outputs, ready to check them.
struct OutputSchema {
  private let schema: Schema
  private let experiment: String

  /// Nil where the experiment demands nothing.
  ///
  /// - Throws: `badInput` where its schema does not read: then nothing could be checked.
  init?(_ definition: ExperimentDefinition) throws {
    guard let text = definition.schema else { return nil }
    experiment = definition.name
    do throws(SchemaError) {
      schema = try Schema(text)
    } catch {
      throw TaglioError(
        .badInput,
        "the schema of the experiment \"\(definition.name)\" does not read: \(error)",
        help: "Give the experiment a schema that reads, as its next version."
      )
    }
  }

  /// - Parameter input: how the input is named.
  /// - Throws: `badInput` for an output that does not meet the schema; one that holds an error need
  ///   not meet it.
  func check(_ fields: CanonicalJSON, of input: String) throws {
    let root = fields.document.root
    if let error = root["error"], error.kind != .null, error.kind != .false { return }
    guard let violation = schema.violations(of: root, limit: 1).first else { return }
    throw TaglioError(
      .badInput,
      "the output of \(input) does not meet the schema of \"\(experiment)\": \(violation.message)",
      field: "\(violation.instance)",
      help: "Correct the row, or see what is demanded at \(violation.schema): "
        + "taglio show \(experiment.isEmpty ? "EXPERIMENT" : experiment)"
    )
  }
}
