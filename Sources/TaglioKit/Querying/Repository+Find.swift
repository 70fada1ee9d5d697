import TaglioFormat
import TaglioStore

extension Repository {
  /// Finds the records for which an expression holds, in the order in which lists show them.
  ///
  /// Lists are read from the index; an object is opened only where the index does not keep the field
  /// that is asked.
  ///
  /// - Throws: `TaglioError`: `notFound` and `ambiguous` where a value of the expression is to name
  ///   a run, a suite, an experiment or a case, `usage` where it names something else.
  public func find(_ query: Query, in place: FindPlace) throws -> QueryResult {
    let values = QueryValues(self)
    let evaluator = try QueryEvaluator(query, values)
    return QueryResult(self, place, try Candidates(self, evaluator).matches(in: place), values)
  }

  /// The numbers of the lineages of cases for which an expression holds, ascending.
  package func lineages(matching query: Query) throws -> [UInt32] {
    try find(query, in: .cases).lineages
  }
}

/// What an expression is tried on: all that a list shows, or what the index says can match.
private struct Candidates {
  let repository: Repository
  let snapshot: Snapshot
  let evaluator: QueryEvaluator

  init(_ repository: Repository, _ evaluator: QueryEvaluator) {
    self.repository = repository
    snapshot = repository.snapshot
    self.evaluator = evaluator
  }

  /// Those for which the expression holds.
  func matches(in place: FindPlace) throws -> [QuerySubject] {
    switch place {
    case .cases, .outputs, .experiments: return try versions(in: place)
    case .runs: return try runs().filter(evaluator.holds)
    case .suites:
      let suites = try snapshot.suites(PageRequest()).items
      return try suites.map { .suite($0.id, names: $0.names, members: $0.members) }
        .filter(evaluator.holds)
    case .commits: return try commits().filter(evaluator.holds)
    }
  }

  /// Tried one by one: of a million only those that are found are kept.
  private func versions(in place: FindPlace) throws -> [QuerySubject] {
    let removed = try snapshot.removedTargets()
    let lineages = try narrowed(in: place) ?? snapshot.lineages()
    var found: [QuerySubject] = []
    for lineage in lineages {
      let row = try snapshot.index.object(lineage)
      guard try isIn(place, row),
        try removed.isEmpty || !removed.contains(.object(snapshot.lineageID(lineage).id)),
        let head = try snapshot.heads(ofLineage: lineage)?.principal,
        try evaluator.holds(.version(head))
      else { continue }
      found.append(.version(head))
    }
    return found
  }

  private func isIn(_ place: FindPlace, _ row: ObjectRow) throws -> Bool {
    switch place {
    case .cases: try row.kind == .case && !snapshot.isOutput(row)
    case .outputs: try snapshot.isOutput(row)
    default: row.kind == .experiment
    }
  }

  private func runs() throws -> [QuerySubject] {
    try snapshot.runs(PageRequest()).items.compactMap { item in
      try snapshot.index.number(of: item.id).map { number in
        .run(number, try snapshot.index.object(number))
      }
    }
  }

  private func commits() throws -> [QuerySubject] {
    var entries: [(number: UInt32, row: CommitRow)] = []
    for number in 0..<snapshot.index.commitCount {
      entries.append((number, try snapshot.index.commit(number)))
    }
    entries.sort { ($1.row.time, $1.row.id) < ($0.row.time, $0.row.id) }
    return entries.map { .commit($0.number, $0.row) }
  }

  // MARK: Narrowing

  /// The lineages that can match by what the whole expression demands, ascending; nil where it
  /// demands nothing that a table of the index answers.
  private func narrowed(in place: FindPlace) throws -> [UInt32]? {
    var narrowed: Set<UInt32>?
    for condition in evaluator.query.expression.demanded {
      guard let known = condition.field.known, case .compare(.equal, let value) = condition.test,
        let lineages = try lineages(known, value, in: place)
      else { continue }
      narrowed = narrowed?.intersection(lineages) ?? lineages
    }
    return narrowed?.sorted()
  }

  private func lineages(
    _ known: QueryField.Known,
    _ value: QueryValue,
    in place: FindPlace
  ) throws -> Set<UInt32>? {
    switch (known, evaluator.references[known, value]) {
    case (.creator, .object(let run)): return try lineages(of: .created, run)
    case (.basis, .object(let version)): return try lineages(of: .computed, version)
    case (.basis, .lineage(let lineage)):
      return try snapshot.index.pairs(.versions, of: lineage).reduce(into: []) {
        $0.formUnion(try lineages(of: .computed, $1))
      }
    case (.suite, .suite(let id)) where place == .cases: return try members(of: id)
    default: return nil
    }
  }

  private func lineages(of table: IndexTable, _ number: UInt32) throws -> Set<UInt32> {
    Set(try snapshot.index.pairs(table, of: number).map { try snapshot.index.object($0).lineage })
  }

  private func members(of suite: UUID) throws -> Set<UInt32> {
    var found: Set<UInt32> = []
    for register in try snapshot.registers(.member, target: suite.rawBytes) {
      guard register.value != .member(nil), let id = ObjectID(bytes: register.key.detail) else {
        continue
      }
      if let lineage = try snapshot.lineage(LineageID(id)) { found.insert(lineage) }
    }
    return found
  }
}

extension Snapshot {
  /// The number of a lineage, with a key or without.
  func lineage(_ id: LineageID) throws(FormatError) -> UInt32? {
    if let number = try index.lineage(id) { return number }
    guard let number = try index.number(of: id.id) else { return nil }
    let lineage = try index.object(number).lineage
    return lineage == ObjectRow.none ? nil : lineage
  }
}
