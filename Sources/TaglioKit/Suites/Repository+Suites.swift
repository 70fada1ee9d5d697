import TaglioFormat
import TaglioStore

extension Repository {
  /// Makes a suite: a name for a new UUID, and its first members, as one commit.
  ///
  /// Members that come from another suite are listed as they are there, all others at their heads.
  ///
  /// - Throws: `TaglioError`: `badInput` for what cannot be a name, a name that is taken and for
  ///   what is no case.
  public func createSuite(
    _ name: String,
    _ members: MemberSelection = MemberSelection(),
    message: String? = nil
  ) throws -> SuiteReport {
    let name = try GivenName(ofSuite: name)
    return try recovering {
      let transaction = try transaction()
      let snapshot = transaction.snapshot
      var plan = SuitePlan(try newSuite(name, in: snapshot), in: snapshot)
      let selector = CaseSelector(repository: self, snapshot: snapshot)
      try plan.apply(.add, to: selector.cases(members, requiresOneVersion: false))
      return try transaction.make(plan, name, message ?? plan.report.message("create"))
    }
  }

  /// Makes a suite of what another one lists now, each member pinned to its version.
  ///
  /// - Throws: `TaglioError`: `notFound` for the suite, `badInput` for the name, and where a member
  ///   has no version here.
  public func freezeSuite(
    _ text: String,
    as name: String,
    message: String? = nil
  ) throws -> SuiteReport {
    let name = try GivenName(ofSuite: name)
    return try recovering {
      let transaction = try transaction()
      let snapshot = transaction.snapshot
      let original = try snapshot.suite(named: text)
      var plan = SuitePlan(try newSuite(name, in: snapshot), in: snapshot)
      try plan.apply(.pin, to: original.frozen(in: snapshot))
      let message = message ?? "suite freeze \(original.name) \(name.name)"
      return try transaction.make(plan, name, message)
    }
  }

  /// Changes which cases a suite lists, and how, as one commit: all that are named, or none.
  ///
  /// - Throws: `TaglioError`: `notFound` for the suite and its cases, `badInput` for what is no case.
  public func changeSuite(
    _ text: String,
    _ action: SuiteAction,
    _ members: MemberSelection,
    message: String? = nil
  ) throws -> SuiteReport {
    try recovering {
      var transaction = try transaction()
      let snapshot = transaction.snapshot
      var plan = SuitePlan(try snapshot.suite(named: text), in: snapshot)
      let selector = CaseSelector(repository: self, snapshot: snapshot)
      try plan.apply(action, to: selector.cases(members, requiresOneVersion: action == .pin))
      try transaction.add(plan.changes)
      var report = plan.report
      report.commit = try transaction.commit(
        message: message ?? report.message(action.rawValue)
      )
      return report
    }
  }

  /// A suite that nobody knows yet, under a name that is free.
  func newSuite(_ name: GivenName, in snapshot: Snapshot) throws -> NamedSuite {
    if case .name(let held?)? = try snapshot.register(.name(name))?.value {
      throw TaglioError(
        .badInput,
        "\(name) is taken: it is the suite \(held)",
        help: "Choose another name, or add to it with: taglio suite add \(name.name)"
      )
    }
    return NamedSuite(id: randomUUID(), name: name.name.string)
  }

  /// A UUID for what is new.
  func randomUUID() -> UUID {
    var generator = GivenRandom(source: options.random)
    return UUID.random(using: &generator)
  }
}

extension Transaction {
  /// Writes a new suite with its name.
  fileprivate consuming func make(
    _ plan: SuitePlan,
    _ name: GivenName,
    _ message: String
  ) throws -> SuiteReport {
    var report = plan.report
    var changes = plan.changes
    changes.names[name] = .suite(report.suite.id)
    try add(changes)
    report.commit = try commit(message: message)
    return report
  }
}

extension NamedSuite {
  /// The members as they are listed.
  fileprivate func frozen(in snapshot: Snapshot) throws -> [SelectedCase] {
    try snapshot.suiteMembers(id).map { member in
      guard let version = member.version else {
        throw TaglioError(
          .badInput,
          "of the member \(member.lineage.id.short()) of \(name) nothing is known here",
          help: "Fetch it from a copy that has it, or take it out: taglio suite remove \(name) "
            + member.lineage.id.short()
        )
      }
      return SelectedCase(lineage: member.lineage, version: version, way: .origin)
    }
  }
}

extension GivenName {
  /// Reads the name for a new suite, with or without `suites/`.
  ///
  /// - Throws: what `init(toGive:)` throws.
  init(ofSuite text: String) throws {
    let heading = Kind.suites.rawValue + "/"
    try self.init(toGive: text.hasPrefix(heading) ? text : heading + text)
  }
}

/// Random bits as a repository is given them.
private struct GivenRandom: RandomNumberGenerator {
  let source: @Sendable () -> UInt64

  mutating func next() -> UInt64 { source() }
}
