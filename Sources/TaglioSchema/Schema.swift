package import TaglioFormat

/// A JSON Schema, draft 2020-12, ready to check values.
///
/// What is supported, and what is not, is in `Docs/schema.md`. Nothing is ever fetched: a reference
/// leads into the schema or into a document that was given with it. `format` and the `content…`
/// keywords check nothing. Every check ends: the work on a value is bounded by `SchemaLimits`.
package struct Schema: Sendable {
  let nodes: [SchemaNode]
  let resources: [SchemaResource]

  /// Whether it must be remembered which parts of a value were looked at, for `unevaluated…`.
  let tracks: Bool

  /// Reads a schema.
  ///
  /// - Parameter documents: what references may lead to, by URI without fragment. Those that no
  ///   reference needs are not looked at.
  package init(
    _ root: JSONView,
    documents: [String: CanonicalJSON] = [:]
  ) throws(SchemaError) {
    let compiler = SchemaCompiler(documents: documents)
    try compiler.compile(root)
    nodes = compiler.nodes
    resources = compiler.resources
    tracks = compiler.tracks
  }

  /// Reads a schema.
  package init(
    _ root: CanonicalJSON,
    documents: [String: CanonicalJSON] = [:]
  ) throws(SchemaError) {
    try self.init(root.document.root, documents: documents)
  }

  /// What is wrong with a value, in the order of the schema: at most `limit` violations.
  ///
  /// None means that the value is valid. A check that would take more than `SchemaLimits` allow is
  /// given up; the last violation then says so and comes on top of the limit.
  package func violations(of instance: JSONView, limit: Int = 20) -> [Violation] {
    var evaluation = Evaluation(of: self, limit: limit, steps: SchemaLimits.steps(for: instance))
    _ = evaluation.evaluate(0, instance)
    return evaluation.violations
  }

  /// Whether a value is what the schema demands.
  package func accepts(_ instance: JSONView) -> Bool {
    var evaluation = Evaluation(of: self, limit: 0, steps: SchemaLimits.steps(for: instance))
    return evaluation.evaluate(0, instance) != nil && !evaluation.isAborted
  }

  /// The place of a keyword of the node of this number, or of the node itself.
  func place(_ number: Int, _ keyword: String? = nil) -> SchemaPlace {
    nodes.place(number, keyword)
  }
}
