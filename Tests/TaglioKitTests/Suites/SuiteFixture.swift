import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// Shorthands for suites in a repository in memory.
extension AddFixture {
  /// A store with the cases `1`, `2` and `3`, of which `2` has two versions.
  static func withCases() throws -> AddFixture {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#, #"{"id":"2","a":2}"#, #"{"id":"3","a":3}"#)
    try store.edit("2", "/a=22")
    return store
  }

  @discardableResult
  func create(
    _ name: String,
    _ cases: String...,
    from origin: String? = nil
  ) throws -> SuiteReport {
    clock.advance(milliseconds: 10)
    return try repository.createSuite(name, AddFixture.selection(cases, origin))
  }

  @discardableResult
  func change(
    _ suite: String,
    _ action: SuiteAction,
    _ cases: String...,
    from origin: String? = nil
  ) throws -> SuiteReport {
    clock.advance(milliseconds: 10)
    return try repository.changeSuite(suite, action, AddFixture.selection(cases, origin))
  }

  @discardableResult
  func freeze(_ suite: String, as name: String) throws -> SuiteReport {
    clock.advance(milliseconds: 10)
    return try repository.freezeSuite(suite, as: name)
  }

  private static func selection(_ cases: [String], _ origin: String?) -> MemberSelection {
    MemberSelection(cases.map { MemberSelection.Name($0) }, from: origin)
  }

  func members(_ suite: String) throws -> [SuiteMember] {
    let snapshot = repository.snapshot
    return try snapshot.suiteMembers(snapshot.suite(named: suite).id)
  }

  /// The members as text: `2 v2`, `2 v1 pinned`.
  func list(_ suite: String) throws -> [String] {
    try members(suite).map { member in
      let version = member.version.map { " v\($0.sequence)" } ?? ""
      return (member.key?.description ?? "-") + version + (member.isPinned ? " pinned" : "")
    }
  }

  /// Writes a run of an experiment, with an output for each of these versions.
  func run(on inputs: ObjectID?...) throws -> ObjectID {
    let experiment = try write([.experiment(ExperimentRecord(immutableFields: json("{}")))])[0]
    let record = RunRecord(config: .emptyObject, experiment: experiment, metadata: .emptyObject)
    let run = try write([.run(record)])[0]
    let outputs = inputs.enumerated().map { number, basis in
      StoredRecord.case(
        CaseRecord(
          basis: basis,
          creator: run,
          immutableFields: json(#"{"o":\#(number)}"#),
          key: nil
        )
      )
    }
    _ = try write(outputs)
    return run
  }
}

extension SuiteReport {
  var changedNames: [String] { changed.map(\.name) }
  var unchangedNames: [String] { unchanged.map(\.name) }
}
