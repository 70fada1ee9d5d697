import TaglioFormat
import TaglioKit
import Testing

/// Experiments by name: first versions, next versions, and what changes nothing.
@Suite struct ExperimentAddTests {
  @discardableResult
  private func add(
    _ store: AddFixture,
    _ name: String,
    _ fields: String = "{}",
    _ change: (inout ExperimentRequest) -> Void = { _ in }
  ) throws -> ExperimentReport {
    store.clock.advance(milliseconds: 10)
    var request = ExperimentRequest()
    request.fields = json(fields)
    change(&request)
    return try store.repository.addExperiment(name, request)
  }

  private func content(_ store: AddFixture, _ id: ObjectID) throws -> String {
    guard case .experiment(let record) = try store.repository.record(id) else { return "none" }
    return "\(record.immutableFields)"
  }

  @Test func itSaysItsNameAndHowOutputsAreJudged() throws {
    let store = try AddFixture()
    let report = try add(store, "math", #"{"model":"m"}"#) { request in
      request.verdict = "/score >= 0.5"
      request.score = "/score"
      request.schema = json(#"{"type":"object"}"#)
    }
    #expect(report.isNew && report.sequence == 1 && report.commit != nil)
    #expect(
      try content(store, report.version)
        == #"{"model":"m","name":"math","schema":{"type":"object"},"score":"/score","#
        + #""verdict":"/score>=0.5"}"#
    )
    #expect(try store.lastMessage == "experiment add math")
    let item = try #require(try store.repository.experiments(PageRequest()).items.first)
    #expect(item.names == ["math"] && item.name == "math" && item.runs == 0)
    #expect(item.definition.verdict.map { "\($0)" } == "/score>=0.5")
  }

  @Test func theSameAgainIsNothingAndAnotherContentTheNextVersion() throws {
    let store = try AddFixture()
    let first = try add(store, "math") { $0.verdict = "/ok" }
    #expect(try add(store, "experiments/math") { $0.verdict = "/ok" }.commit == nil)
    #expect(try add(store, "math", #"{"name":"math","verdict":" /ok"}"#).commit == nil)
    let second = try add(store, "math") { $0.verdict = "/ok=1" }
    #expect(second.previous == first.version && second.sequence == 2 && second.isNew)
    #expect(try store.lastMessage == "experiment add math version 2")
    #expect(try Resolver(store.snapshot).experiment("math").id == second.version)
    #expect(try Resolver(store.snapshot).experiment("math~1").id == first.version)
    let back = try add(store, "math") { $0.verdict = "/ok" }
    #expect(back.sequence == 3, "what was said before is said anew")
  }

  @Test func whatIsHereUnderNoNameGetsOne() throws {
    let store = try AddFixture()
    let record = ExperimentRecord(immutableFields: json(#"{"name":"math"}"#))
    let known = try store.write([.experiment(record)])[0]
    let report = try add(store, "math")
    #expect(report.version == known && !report.isNew && report.commit != nil)
    #expect(try Resolver(store.snapshot).experiment("experiments/math").id == known)
  }

  @Test func anotherNameIsAnotherExperiment() throws {
    let store = try AddFixture()
    let first = try add(store, "math")
    let second = try add(store, "sums")
    #expect(second.sequence == 1 && second.version != first.version)
    #expect(try store.repository.experiments(PageRequest()).total == 2)
  }

  @Test func whatWasRemovedIsBack() throws {
    let store = try AddFixture()
    try add(store, "math")
    store.clock.advance(milliseconds: 10)
    _ = try store.repository.remove(["experiments/math"])
    #expect(try store.repository.experiments(PageRequest()).total == 0)
    let report = try add(store, "math")
    #expect(report.isRestored && !report.isNew && report.commit != nil)
    #expect(try store.repository.experiments(PageRequest()).total == 1)
  }

  @Test func twoNextVersionsAreAFork() throws {
    let store = try AddFixture()
    try add(store, "math")
    let copy = try store.copy()
    try add(copy, "math") { $0.verdict = "/a" }
    store.clock.advance(milliseconds: 200_000)
    try add(store, "math") { $0.verdict = "/b" }
    try store.takeFiles(of: copy)
    #expect(try !add(store, "math") { $0.verdict = "/a" }.isNew, "a head says so")
    #expect(try store.snapshot.contested().isEmpty, "the name is settled")
    let third = try add(store, "math") { $0.verdict = "/c" }
    #expect(third.furtherHeads == 1 && third.sequence == 3)
  }

  @Test func theImportIsListedOnlyWhereAllIsAskedFor() throws {
    let store = try AddFixture.withCases()
    #expect(try store.repository.experiments(PageRequest()).items.isEmpty)
    let all = try store.repository.experiments(PageRequest(includesAll: true)).items
    #expect(all.map(\.isBuiltIn) == [true] && all.first?.name == "import")
    #expect(all.first?.runs == 1)
  }

  @Test func runsOfAllVersionsCount() throws {
    let store = try AddFixture()
    let first = try add(store, "math")
    let run = RunRecord(
      config: .emptyObject,
      experiment: first.version,
      metadata: .emptyObject
    )
    _ = try store.write([.run(run)])
    try add(store, "math") { $0.score = "/s" }
    #expect(try store.repository.experiments(PageRequest()).items.first?.runs == 1)
  }

  // MARK: Refusals

  @Test func wordsAndFileMustAgree() throws {
    let store = try AddFixture()
    try expectRefusal(.badInput, "the file says that \"name\" is \"other\"", in: store) {
      try add(store, "math", #"{"name":"other"}"#)
    }
    try expectRefusal(.badInput, "\"/a\"", "--verdict is \"/b\"", in: store) {
      try add(store, "math", #"{"verdict":"/a"}"#) { $0.verdict = "/b" }
    }
  }

  @Test(arguments: [
    (#"{"verdict":1}"#, "a verdict is a text"), (#"{"verdict":"ok"}"#, "JSON Pointer"),
    (#"{"verdict":"/a="}"#, "a value is missing here"), (#"{"score":"s"}"#, "a score is"),
    (#"{"score":""}"#, "a score is"), (#"{"schema":"x"}"#, "a JSON Schema is an object"),
  ])
  func whatDoesNotReadIsRefused(_ fields: String, _ words: String) throws {
    let store = try AddFixture()
    try expectRefusal(.badInput, words, in: store) { try add(store, "math", fields) }
  }

  @Test(arguments: ["import", "experiments/import", "latest", "a b", "1234"])
  func someNamesAreNotGiven(_ name: String) throws {
    let store = try AddFixture()
    try expectRefusal(.badInput, in: store) { try add(store, name) }
  }

  @Test func aNameThatLeadsElsewhereIsRefused() throws {
    let store = try AddFixture.withCases()
    let head = try store.head("1")
    let name = try #require(GivenName("experiments/math"))
    try store.commit { $0.names[name] = .object(head) }
    try expectRefusal(.badInput, "is no experiment", "--delete", in: store) {
      try add(store, "math")
    }
  }

  @Test func whatIsNoExperimentIsNotFoundAsOne() throws {
    let store = try AddFixture.withCases()
    try add(store, "math")
    try expectRefusal(.notFound, "\"maths\"", "math", in: store) {
      _ = try Resolver(store.snapshot).experiment("maths")
    }
    try expectRefusal(.notFound, "is no experiment: it is a case", in: store) {
      _ = try Resolver(store.snapshot).experiment("1")
    }
  }
}
