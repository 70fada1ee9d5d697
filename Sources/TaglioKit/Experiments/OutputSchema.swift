package import TaglioFormat
import TaglioSchema

/// The JSON Schema that the outputs of an experiment must meet.
package struct OutputSchema: Sendable {
  private let schema: Schema
  private let experiment: String

  /// A way in which an output breaks the schema.
  package struct Breach: Hashable, Sendable, CustomStringConvertible {
    /// Where in the output.
    package var path: JSONPointer
    /// What is wrong there: text from data.
    package var message: String

    /// "/score: 1.5 is more than the maximum 1".
    package var description: String {
      path.tokens.isEmpty ? message : "\(path): \(message)"
    }
  }

  /// Reads the schema of an experiment of this name.
  ///
  /// - Throws: `TaglioError` `badInput` where it is none, naming the place in it.
  package init(_ schema: CanonicalJSON, of experiment: String) throws {
    self.experiment = experiment
    do {
      self.schema = try Schema(schema)
    } catch {
      throw TaglioError(
        .badInput,
        "this is no JSON Schema: \(error.detail)",
        field: "/schema\(error.place)",
        help: "taglio knows draft 2020-12; Docs/schema.md says how much of it.",
        cause: error
      )
    }
  }

  /// The schema of an experiment; nil where it has none.
  package init?(of definition: ExperimentDefinition) throws {
    guard let schema = definition.schema else { return nil }
    try self.init(schema, of: definition.name)
  }

  /// - Parameter input: how the input is named.
  /// - Throws: `badInput` for an output that breaks the schema; one that holds an error need not meet
  ///   it.
  package func require(_ output: CanonicalJSON, of input: String) throws {
    guard !output.saysError, let breach = breach(by: output) else { return }
    throw TaglioError(
      .badInput,
      "the output of \(input) does not meet the schema of \"\(experiment)\": \(breach.message)",
      field: "\(breach.path)",
      help: "Correct the row, or see what is demanded: taglio experiment show \(experiment)"
    )
  }

  /// The first way in which an output breaks the schema; nil where it meets it.
  package func breach(by output: CanonicalJSON) -> Breach? {
    schema.violations(of: output.document.root, limit: 1).first.map {
      Breach(path: $0.instance, message: $0.message)
    }
  }
}
