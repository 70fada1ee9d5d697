import TaglioFormat
import TaglioKit
import Testing

/// Making suites and changing what they list.
@Suite struct SuiteEditTests {
  @Test func aSuiteIsAUUIDWithAName() throws {
    let store = try AddFixture.withCases()
    let report = try store.create("easy", "1", "2")
    #expect(report.suite.id.isVersion4)
    #expect(report.changedNames == ["1", "2"] && report.commit != nil)
    #expect(try store.lastMessage == "suite create easy: 1, 2")
    for text in ["easy", "suites/easy", "\(report.suite.id)"] {
      #expect(try store.snapshot.suite(named: text) == report.suite, "\(text)")
    }
    #expect(try store.create("suites/hard").suite.name == "hard", "it may be empty")
    #expect(try store.list("hard") == [])
  }

  @Test func aSuiteIsFoundByItsUUIDWhileItIsEmpty() throws {
    let store = try AddFixture()
    let suite = try store.create("easy").suite
    #expect(try Resolver(store.snapshot).resolve("\(suite.id)") == .suite(suite.id))
  }

  @Test(arguments: ["latest", "abcd", "a b", "../x", "-x", ""])
  func whatCouldBeMistakenIsNoName(_ name: String) throws {
    let store = try AddFixture.withCases()
    try expectRefusal(.badInput, in: store) { try store.create(name, "1") }
  }

  @Test func aNameThatIsTakenIsRefused() throws {
    let store = try AddFixture.withCases()
    let suite = try store.create("easy").suite
    try expectRefusal(.badInput, "is taken", "\(suite.id)", "suite add easy", in: store) {
      try store.create("easy", "1")
    }
    try expectRefusal(.badInput, "is taken", in: store) { try store.freeze("easy", as: "easy") }
  }

  @Test func whatIsSoAlreadyIsNotWritten() throws {
    let store = try AddFixture.withCases()
    try store.create("easy", "1")
    let report = try store.change("easy", .add, "1", "2", "2")
    #expect(report.changedNames == ["2"] && report.unchangedNames == ["1"])
    for (action, cases) in [(SuiteAction.add, "1"), (.remove, "3"), (.unpin, "1"), (.unpin, "3")] {
      let report = try store.change("easy", action, cases)
      #expect(report.commit == nil && report.unchangedNames == [cases], "\(action)")
    }
    try store.change("easy", .pin, "1")
    #expect(try store.change("easy", .pin, "1").commit == nil)
    #expect(try store.change("easy", .add, "1").commit == nil, "it stays pinned")
    #expect(try store.list("easy") == ["1 v1 pinned", "2 v2"])
  }

  @Test func aVersionIsPinnedByItsName() throws {
    let store = try AddFixture.withCases()
    try store.create("easy", "1")
    try store.change("easy", .pin, "2~1")
    #expect(try store.list("easy") == ["1 v1", "2 v1 pinned"])
    try store.change("easy", .pin, "2")
    #expect(try store.list("easy") == ["1 v1", "2 v2 pinned"])
    try store.change("easy", .unpin, "2~1")
    #expect(try store.list("easy") == ["1 v1", "2 v2"])
    try store.change("easy", .remove, "2~1", "1")
    #expect(try store.list("easy") == [])
    try expectRefusal(.badInput, "2 is named in two versions", in: store) {
      try store.change("easy", .pin, "2", "2~1")
    }
  }

  @Test func anOlderVersionStandsForItsCaseAndThatIsSaid() throws {
    let store = try AddFixture.withCases()
    let report = try store.create("easy", "2~1", "1")
    #expect(report.namedByOlderVersion.map(\.name) == ["2"])
    #expect(try store.list("easy") == ["1 v1", "2 v2"])
  }

  @Test func whatIsNoCaseIsRefusedAndNothingChanges() throws {
    let store = try AddFixture.withCases()
    let run = try store.run(on: store.head("1"))
    try store.create("easy", "1")
    let experiment = "2cb57fdceeccf548"
    try expectRefusal(.badInput, "an experiment", "are cases", in: store) {
      try store.change("easy", .add, "2", experiment)
    }
    try expectRefusal(.badInput, "a run", "--from", in: store) {
      try store.change("easy", .add, "2", "\(run)")
    }
    try expectRefusal(.notFound, "\"none\"", in: store) {
      try store.change("easy", .add, "2", "none")
    }
    try expectRefusal(.badInput, "is a case, and cases are taken from", in: store) {
      try store.change("easy", .add, from: "1")
    }
    try expectRefusal(.notFound, "\"eazy\"", "easy", in: store) {
      try store.change("eazy", .add, "1")
    }
    try expectRefusal(.notFound, "is no suite: it is a case", in: store) {
      try store.change("1", .add, "1")
    }
    #expect(try store.list("easy") == ["1 v1"])
  }

  @Test func aRefusalNamesThePlaceOfTheText() throws {
    let store = try AddFixture.withCases()
    let place = RecordPlace(file: "-", line: 7, column: 1, record: 7)
    let selection = MemberSelection([MemberSelection.Name("none", at: place)])
    let error = try #require(throws: TaglioError.self) {
      try store.repository.createSuite("easy", selection)
    }
    #expect(error.place == place)
  }

  @Test func anOutputCanBeAMember() throws {
    let store = try AddFixture.withCases()
    _ = try store.run(on: store.head("1"))
    let all = try store.snapshot.cases(PageRequest(includesAll: true)).items
    let output = try #require(all.first { $0.key == nil })
    try store.create("outputs", "\(output.head)")
    #expect(try store.members("outputs").map(\.lineage) == [output.lineage])
    #expect(try store.list("outputs") == ["- v1"])
  }

  // MARK: From runs and suites

  @Test func theInputsOfARunBecomeMembers() throws {
    let store = try AddFixture.withCases()
    let old = try #require(try store.headIDs("2").first)
    let run = try store.run(on: store.head("1"), old, old, nil)
    try store.edit("2", "/a=222")
    try store.create("easy", from: "\(run)")
    #expect(try store.list("easy") == ["1 v1", "2 v3"])
    try store.change("easy", .pin, from: "\(run)")
    #expect(try store.list("easy") == ["1 v1 pinned", "2 v2 pinned"], "as the run read them")
  }

  @Test func anImportGivesTheCasesThatItBrought() throws {
    let store = try AddFixture.withCases()
    store.clock.advance(milliseconds: 10)
    _ = try store.repository.remove(["3"])
    let run = try #require(try store.snapshot.runs(PageRequest()).items.first).id
    try store.create("easy", from: "\(run)")
    #expect(try store.list("easy") == ["1 v1", "2 v2"])
  }

  @Test func aCopyOfASuiteKeepsWhatIsPinned() throws {
    let store = try AddFixture.withCases()
    try store.create("easy", "1")
    try store.change("easy", .pin, "2~1")
    try store.create("copy", from: "easy")
    #expect(try store.list("copy") == ["1 v1", "2 v1 pinned"])
    try store.change("copy", .add, "3")
    try store.change("copy", .remove, from: "easy")
    #expect(try store.list("copy") == ["3 v1"])
  }

  @Test func freezingPinsACopyAtWhatIsListedNow() throws {
    let store = try AddFixture.withCases()
    let easy = try store.create("easy", "1", "2").suite
    try store.change("easy", .pin, "3")
    let frozen = try store.freeze("easy", as: "easy-1")
    #expect(frozen.suite.id != easy.id && frozen.changed.count == 3)
    #expect(try store.lastMessage == "suite freeze easy easy-1")
    try store.edit("1", "/a=11")
    #expect(try store.list("easy-1") == ["1 v1 pinned", "2 v2 pinned", "3 v1 pinned"])
    #expect(try store.list("easy") == ["1 v2", "2 v2", "3 v1 pinned"])
  }

  // MARK: Copies

  @Test func writingSettlesWhatTwoCopiesSaidDifferently() throws {
    let store = try AddFixture.withCases()
    try store.create("easy", "1")
    let copy = try store.copy()
    try copy.change("easy", .pin, "1")
    store.clock.advance(milliseconds: 200_000)
    try store.change("easy", .remove, "1")
    try store.takeFiles(of: copy)
    #expect(try store.repository.snapshot.contested().count == 1)
    let report = try store.change("easy", .remove, "1")
    #expect(report.changedNames == ["1"] && report.commit != nil)
    #expect(try store.repository.snapshot.contested().isEmpty)
  }

  @Test func manyMembersAreOneCommit() throws {
    let store = try AddFixture()
    let count = 300
    try store.add([TestInput("s", (1...count).map { #"{"id":\#($0)}"# })])
    let run = try #require(try store.snapshot.runs(PageRequest()).items.first).id
    let report = try store.create("all", from: "\(run)")
    #expect(report.changed.count == count)
    #expect(try store.lastMessage?.hasSuffix(" and 299 more") == true)
    let members = try store.members("all")
    #expect(members.count == count && members.last?.key?.description == "\(count)")
    #expect(try store.change("all", .add, from: "\(run)").commit == nil)
    #expect(try store.change("all", .remove, from: "\(run)").changed.count == count)
    #expect(try store.members("all").isEmpty)
  }
}
