import TaglioFormat
import TaglioStore

extension Repository {
  /// Makes cases of the members of a suite and what came out of them, and lists them in a suite, as
  /// one commit.
  ///
  /// A joined case has the case as its `basis`, the outputs as its sources, in the order of the runs,
  /// and no key; so the same join makes the same cases, and again adds nothing. One case is made for
  /// each trial of which every run has an output that counts; of a run with one output of the case,
  /// that belongs to each trial of the others. Members that were joined before from another version
  /// of a case give way in the new suite.
  ///
  /// - Throws: `TaglioError`: `notFound` for the suite, `badInput` where a run is named twice, where
  ///   the case has something in the place of a field, and where no member has outputs.
  package func join(_ request: JoinRequest) throws -> JoinReport {
    try recovering {
      let transaction = try transaction()
      let plan = try JoinPlan(self, request, transaction.snapshot)
      return try transaction.join(plan, request)
    }
  }
}

/// What a join comes to.
struct JoinPlan {
  var report: JoinReport
  var changes = Changes()
  var records: [StagedRecord] = []
  private let snapshot: Snapshot

  init(_ repository: Repository, _ request: JoinRequest, _ snapshot: Snapshot) throws {
    self.snapshot = snapshot
    let source = try snapshot.suite(named: request.suite)
    let target = try JoinPlan.target(request.target, repository, snapshot)
    guard target.suite.id != source.id else {
      throw TaglioError(
        .badInput,
        "the joined cases would go into the suite that they come from, \(source.name)",
        help: "Name another suite: -o NAME"
      )
    }
    report = JoinReport(suite: target.suite, isNewSuite: target.name != nil)
    let runs = request.parts.map(\.run)
    try JoinPlan.requireOnce(runs)
    let run = StagedRecord(joinWith: runs)
    let joiner = try Joiner(repository, request, snapshot, creator: run.id)
    var bases: Set<UInt32> = []
    var joined: [StagedRecord] = []
    for member in try snapshot.suiteMembers(source.id) {
      let cases = try joiner.cases(of: member)
      if cases.isEmpty {
        report.without.append(member.key?.description ?? member.lineage.id.short())
      } else if let version = member.version {
        bases.insert(version.row.lineage)
      }
      joined += cases
    }
    guard !joined.isEmpty else { throw TaglioError.nothingToJoin(source.name, runs) }
    try list(joined, run)
    try setMembers(joined, bases)
    if let name = target.name { changes.names[name] = .suite(target.suite.id) }
  }

  private static func requireOnce(_ runs: [ObjectID]) throws {
    var seen: Set<ObjectID> = []
    guard let repeated = runs.first(where: { !seen.insert($0).inserted }) else { return }
    throw TaglioError(
      .badInput,
      "the run \(repeated.short()) is named twice",
      help: "Name all its fields at once: --with \(repeated.short()) --fields /a=/x,/b=/y"
    )
  }

  private static func target(
    _ text: String,
    _ repository: Repository,
    _ snapshot: Snapshot
  ) throws -> (suite: NamedSuite, name: GivenName?) {
    let heading = GivenName.Kind.suites.rawValue + "/"
    let name = text.hasPrefix(heading) ? text : heading + text
    if UUID(text) != nil { return (try snapshot.suite(named: text), nil) }
    if let given = GivenName(name), case .name(_?)? = try snapshot.register(.name(given))?.value {
      return (try snapshot.suite(named: name), nil)
    }
    let given = try GivenName(ofSuite: text)
    return (try repository.newSuite(given, in: snapshot), given)
  }

  /// Lists what is new, with the run and the experiment that it names.
  private mutating func list(_ joined: [StagedRecord], _ run: StagedRecord) throws {
    records = try joined.filter { try snapshot.index.number(of: $0.id) == nil }
    report.added = records.count
    report.unchanged = joined.count - records.count
    guard !records.isEmpty else { return }
    for record in [StagedRecord.importExperiment, run]
    where try snapshot.index.number(of: record.id) == nil {
      records.append(record)
    }
    changes.objects = records.map(\.id).sorted()
  }

  private mutating func setMembers(_ joined: [StagedRecord], _ bases: Set<UInt32>) throws {
    var edits = MembershipEdits()
    let wanted = Set(joined.map(\.id))
    var present: Set<ObjectID> = []
    for (lineage, _) in try snapshot.memberships(of: report.suite.id) {
      if wanted.contains(lineage.id) {
        present.insert(lineage.id)
      } else if try isReplaced(lineage, bases) {
        edits.remove.insert(lineage.id)
      }
    }
    edits.add = wanted.subtracting(present)
    report.replaced = edits.remove.count
    if edits.entryCount > 0 { changes.suites[report.suite.id] = edits }
  }

  /// Whether a member was joined from one of these cases.
  private func isReplaced(_ lineage: LineageID, _ bases: Set<UInt32>) throws -> Bool {
    guard let number = try snapshot.index.number(of: lineage.id) else { return false }
    let row = try snapshot.index.object(number)
    guard row.basis != ObjectRow.none, row.sources != 0, row.creator != ObjectRow.none,
      try snapshot.index.object(row.creator).flags.contains(.importRun)
    else { return false }
    return bases.contains(try snapshot.index.object(row.basis).lineage)
  }
}

extension Transaction {
  fileprivate consuming func join(_ plan: JoinPlan, _ request: JoinRequest) throws -> JoinReport {
    var report = plan.report
    try stage(plan.records)
    try add(plan.changes)
    let message = request.message ?? "join \(request.suite) -o \(report.suite.name)"
    report.commit = try commit(message: message)
    return report
  }
}

extension StagedRecord {
  /// The run that brings joined cases in: one of the built-in experiment, without time and host.
  fileprivate init(joinWith runs: [ObjectID]) {
    let source = "join with " + runs.map { "\($0)" }.joined(separator: " ")
    let record = ImportExperiment.run(source: source, key: nil, mutable: [])
    self.init(.run(record), payload: record.payload)
  }
}

extension TaglioError {
  fileprivate static func nothingToJoin(_ suite: String, _ runs: [ObjectID]) -> TaglioError {
    let names = runs.map { $0.short() }
    let place = names.count == 1 ? "the run" : "each of the runs"
    return TaglioError(
      .badInput,
      "no member of \(suite) has an output with one of these fields in \(place) "
        + names.joined(separator: ", "),
      help: "See what a run has with: taglio summarize \(names.first ?? "RUN") --columns /FIELD"
    )
  }
}
