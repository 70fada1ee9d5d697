package import TaglioFormat
import TaglioStore

/// What an export holds, in an order that is the same on every copy.
package struct ExportSelection: Sendable {
  /// What is exported, as the text named it.
  package enum Origin: Hashable, Sendable {
    /// Cases: all, one, or those for which an expression holds.
    case cases
    /// The members of a suite, as it lists them.
    case suite(UUID)
    /// The outputs of a run, as it made them.
    case run(ObjectID)
  }

  package var origin: Origin
  /// Cases, or outputs.
  package var versions: [Version] = []
  /// How many are meant of which nothing can be had: erased, lost, or not here.
  package var missing = 0

  /// Whether the versions are what a run computed.
  package var isOfOutputs: Bool { if case .run = origin { true } else { false } }
}

extension Repository {
  /// Finds what a text names: a suite, a run, a case, or the cases for which an expression holds;
  /// without a text all cases that lists show.
  ///
  /// - Throws: `TaglioError`: `notFound`, `ambiguous`, `usage` for an expression that is none, and
  ///   `badInput` for what holds no cases.
  package func exportSelection(_ text: String?) throws -> ExportSelection {
    guard let text else { return try selection(ofCases: .all) }
    switch try Resolver(snapshot).find(text) {
    case .suite(let suite)?: return try selection(ofSuite: suite)
    case .run(let run)?: return try selection(ofRun: run)
    case .version(let version, _)? where version.row.kind == .case:
      var selection = ExportSelection(origin: .cases)
      selection.take(version)
      return selection
    case let named?:
      throw TaglioError(
        .badInput,
        "\"\(text)\" is \(named.words), and what is exported are cases, suites and runs",
        help: "taglio ls, taglio suite ls and taglio run ls list what there is."
      )
    case nil: return try selection(ofCases: expression(text))
    }
  }

  /// A word that names nothing is no expression: what was meant is a name.
  private func expression(_ text: String) throws -> Query {
    do {
      return try Query(parsing: text)
    } catch let error as TaglioError {
      guard text.utf8.contains(where: { " =<>!~()".utf8.contains($0) }) else {
        throw TaglioError(
          .notFound,
          "nothing here is called \"\(text)\"",
          help:
            "Name a suite, a run or a case, or write an expression: taglio export 'priority = 1'"
        )
      }
      throw error
    }
  }

  private func selection(ofCases query: Query) throws -> ExportSelection {
    let snapshot = snapshot
    let ordered = try lineages(matching: query).map { number in
      (order: try snapshot.memberOrder(of: snapshot.lineageID(number)), number: number)
    }
    var selection = ExportSelection(origin: .cases)
    for (_, number) in ordered.sorted(by: { $0.order < $1.order }) {
      try snapshot.heads(ofLineage: number).map { selection.take($0.principal) }
    }
    return selection
  }

  private func selection(ofSuite suite: UUID) throws -> ExportSelection {
    var selection = ExportSelection(origin: .suite(suite))
    for member in try snapshot.suiteMembers(suite) {
      if let version = member.version {
        selection.take(version)
      } else {
        selection.missing += 1
      }
    }
    return selection
  }

  /// The outputs that a run made, by input and trial; of an import the cases that it brought.
  private func selection(ofRun run: ObjectID) throws -> ExportSelection {
    let snapshot = snapshot
    let reader = OutputReader(self, snapshot)
    let facts = try reader.facts(of: run)
    guard !facts.isImport else { return try selection(ofImport: facts.number) }
    let ordered = try reader.outputs(of: facts, .asRun).map { output in
      let basis = try output.basis.map { try snapshot.lineageID(snapshot.lineage(ofInput: $0)) }
      let id = basis ?? LineageID(output.shown.id)
      let order = try snapshot.memberOrder(of: id)
      return (order: order, trial: output.trial, version: output.shown)
    }
    var selection = ExportSelection(origin: .run(run))
    let sorted = ordered.sorted {
      if $0.order != $1.order { return $0.order < $1.order }
      return ($0.trial, $0.version.id) < ($1.trial, $1.version.id)
    }
    for entry in sorted { selection.take(entry.version) }
    return selection
  }

  private func selection(ofImport run: UInt32) throws -> ExportSelection {
    let snapshot = snapshot
    let lineages = try Set(
      snapshot.index.pairs(.created, of: run).map { try snapshot.index.object($0).lineage }
    )
    let ordered = try lineages.map { number in
      (order: try snapshot.memberOrder(of: snapshot.lineageID(number)), number: number)
    }
    var selection = ExportSelection(origin: .cases)
    for (_, number) in ordered.sorted(by: { $0.order < $1.order }) {
      try snapshot.heads(ofLineage: number).map { selection.take($0.principal) }
    }
    return selection
  }
}

extension ExportSelection {
  fileprivate mutating func take(_ version: Version) {
    if version.row.isGap { missing += 1 } else { versions.append(version) }
  }
}
