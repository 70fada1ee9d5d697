import TaglioFormat
import TaglioStore

/// What the values of an expression name, looked up once before anything is searched.
struct QueryReferences {
  /// What a value names.
  enum Referent: Hashable {
    /// One object.
    case object(UInt32)
    /// All versions of a lineage.
    case lineage(UInt32)
    case suite(UUID)
    case prefix(IDPrefix)
    /// What is not here: nothing is it.
    case nothing
  }

  private struct Mention: Hashable {
    var field: QueryField.Known
    var text: String
  }

  private var referents: [Mention: Referent] = [:]

  /// - Throws: `TaglioError`: what `Resolver` throws, and `usage` for a value that names something
  ///   of another kind.
  init(_ query: Query, _ snapshot: Snapshot) throws {
    for condition in query.expression.conditions {
      guard let field = condition.field.known, field.isReference else { continue }
      if case .contains = condition.test { continue }
      for value in condition.values {
        referents[Mention(field: field, text: value.text)] =
          try QueryReferences.referent(field, value.text, snapshot)
      }
    }
  }

  subscript(field: QueryField.Known, value: QueryValue) -> Referent {
    referents[Mention(field: field, text: value.text), default: .nothing]
  }

  private static func referent(
    _ field: QueryField.Known,
    _ text: String,
    _ snapshot: Snapshot
  ) throws -> Referent {
    if field == .id {
      guard let prefix = IDPrefix(text) else {
        throw mismatch(field, text, "an id is 4 to 64 hexadecimal digits")
      }
      return .prefix(prefix)
    }
    if field == .experiment, text == "import" {
      return try snapshot.index.number(of: ImportExperiment.id).map { .object($0) } ?? .nothing
    }
    let kinds: [QueryField.Known: GivenName.Kind] = [
      .creator: .runs, .experiment: .experiments, .suite: .suites,
    ]
    let resolver = Resolver(snapshot)
    let named = try kinds[field].map { try resolver.resolve(text, first: $0) }
    return try referent(field, named ?? resolver.resolve(text), text, snapshot)
  }

  private static func referent(
    _ field: QueryField.Known,
    _ named: Named,
    _ text: String,
    _ snapshot: Snapshot
  ) throws -> Referent {
    switch (field, named) {
    case (.suite, .suite(let id)): return .suite(id)
    case (.creator, .run(let id)):
      return try snapshot.index.number(of: id).map { .object($0) } ?? .nothing
    case (.experiment, .version(let version, let isLineage)) where version.row.kind == .experiment,
      (.basis, .version(let version, let isLineage)) where version.row.kind == .case:
      return isLineage ? .lineage(version.row.lineage) : .object(version.number)
    default: throw mismatch(field, text, "\"\(text)\" is none")
    }
  }

  private static func mismatch(
    _ field: QueryField.Known,
    _ text: String,
    _ what: String
  ) -> TaglioError {
    let meant: [QueryField.Known: String] = [
      .basis: "a case", .creator: "a run", .experiment: "an experiment", .suite: "a suite",
      .id: "the beginning of an id",
    ]
    let kind = meant[field] ?? field.rawValue
    return TaglioError(
      .usage,
      "\(field.rawValue) is compared with the name of \(kind), and \(what)",
      help: "Name \(kind), or ask with: \(field.rawValue) ~ \(text.shellQuoted)"
    )
  }
}

extension String {
  /// Between quotation marks of the query language.
  fileprivate var shellQuoted: String { "\(CanonicalJSON(string: self))" }
}
