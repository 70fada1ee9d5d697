import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// Edits that make the next version of a case or an experiment.
@Suite struct EditVersionsTests {
  @Test func theNextVersionFollowsTheHead() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1,"in":{"x":[1,2]}}"#)
    let first = try store.head("1")
    let report = try store.edit("1", "/a=2", "/in/x/-=3", "/new=true", "/in/x/0")
    let version = try #require(report.version)
    #expect(try store.contents("1") == [#"{"a":2,"id":"1","in":{"x":[2,3]},"new":true}"#])
    #expect(try store.head("1") == version && report.previous == first && report.sequence == 2)
    #expect(report.fields == ["/a", "/in/x/0", "/in/x/1", "/new"])
    #expect(report.kind == "case" && report.name == "1" && report.labels.isEmpty)
    #expect(report.commit != nil)
    #expect(try store.lastMessage == "edit 1: /a, /in/x/0, /in/x/1, /new")
    guard case .case(let old) = try store.repository.record(first),
      case .case(var new) = try store.repository.record(version)
    else { throw TaglioError(.failed, "no case") }
    #expect(new.previous == first)
    new.previous = nil
    new.immutableFields = old.immutableFields
    #expect(new == old, "what is constant along a lineage is kept")
  }

  @Test func theSameContentChangesNothing() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let before = try store.objectCount
    let report = try store.edit("1", "/a=2", "/a=1.0")
    #expect(report.commit == nil && report.isEmpty && report.fields.isEmpty)
    #expect(try store.objectCount == before)
  }

  @Test func goingBackToOlderContentIsANewVersion() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let first = try store.head("1")
    try store.edit("1", "/a=2")
    let back = try #require(try store.edit("1", "/a=1").version)
    #expect(back != first)
    #expect(try store.headIDs("1") == [back])
    #expect(try store.contents("1") == [#"{"a":1,"id":"1"}"#])
  }

  /// Both copies make the same edit: it is one object, and one head.
  @Test func theSameEditOnTwoCopiesIsOneVersion() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let copy = try store.copy()
    try store.edit("1", "/a=2")
    try copy.edit("1", "/a=2")
    try store.takeFiles(of: copy)
    #expect(try store.headIDs("1").count == 1)
    try store.edit("1", "/a=3")
    #expect(try store.contents("1") == [#"{"a":3,"id":"1"}"#])
  }

  /// Two heads that say the same stand as one; editing that one must not bring the other up.
  @Test func aHeadAndWhatStandsBehindItAreEditedAsOne() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let copy = try store.copy()
    try store.edit("1", "/a=2")
    try copy.edit("1", "/a=9")
    try copy.edit("1", "/a=2")
    try store.takeFiles(of: copy)
    #expect(try store.headIDs("1").count == 1)
    let report = try store.edit("1", "/a=3")
    #expect(try store.headIDs("1") == [try #require(report.version)])
  }

  @Test func aForkIsEditedByTheIDOfAHead() throws {
    let store = try AddFixture()
    try store.makeFork()
    let heads = try store.headIDs("1")
    try expectRefusal(
      .ambiguous,
      "2 heads",
      "taglio resolve",
      heads[0].short(),
      heads[1].short(),
      in: store
    ) { try store.edit("1", "/a=4") }
    let report = try store.edit("\(heads[1])", "/a=4")
    #expect(report.previous == heads[1])
    #expect(Set(try store.headIDs("1")) == [heads[0], try #require(report.version)])
  }

  @Test func anOlderVersionIsNotEdited() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let first = try store.head("1")
    try store.edit("1", "/a=2")
    for text in ["\(first)", "1~1"] {
      try expectRefusal(.badInput, "no head", try store.head("1").short(), in: store) {
        try store.edit(text, "/a=3")
      }
    }
    #expect(try store.edit("1~0", "/a=3").version != nil)
  }

  /// Calls that are refused: their fields, the code and words of the message.
  static let refusals: [(fields: [String], code: TaglioError.Code, words: [String])] = [
    (["/x/y=1"], .notFound, ["there is no /x", "/a", "/id"]),
    (["/a/b=1"], .notFound, ["/a is a number"]),
    (["/nothing"], .notFound, ["there is no /nothing"]),
    (["/id=2"], .badInput, ["\"id\" holds the key", "another case"]),
    (["/id"], .badInput, ["\"id\" holds the key"]),
    (["/title=\"x\""], .badInput, ["\"title\" is a label", "--label title="]),
    (
      [#"/b={"$blob":"\#(String(repeating: "ab", count: 32))","bytes":1,"type":"audio/wav"}"#],
      .badInput, ["blob abababababab"]
    ),
  ]

  @Test(arguments: refusals.indices)
  func whatMayNotChangeIsRefused(_ index: Int) throws {
    let (fields, code, words) = EditVersionsTests.refusals[index]
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let edits = try fields.map(AddFixture.fieldEdit)
    try expectRefusal(code, in: store) { try store.edit("1") { $0.fields = edits } }
    for word in words {
      try expectRefusal(code, word, in: store) { try store.edit("1") { $0.fields = edits } }
    }
  }

  @Test func theWholeMustStayAnObjectWithinTheLimits() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let root = JSONPointer(tokens: [])
    try expectRefusal(.badInput, "must stay an object", in: store) {
      try store.edit("1") { $0.fields = [.set(root, json("[1]"))] }
    }
    let deepest = String(repeating: "[", count: 511) + String(repeating: "]", count: 511)
    try expectRefusal(.badInput, "512", in: store) { try store.edit("1", "/a=[\(deepest)]") }
    #expect(try store.edit("1", "/a=\(deepest)").version != nil)
    let whole = try store.edit("1") { $0.fields = [.set(root, json(#"{"b":1,"id":"1"}"#))] }
    #expect(whole.fields == ["/a", "/b"])
    #expect(try store.lastMessage == "edit 1: /a, /b")
  }

  /// Records added with no labels may have a field that is a label elsewhere.
  @Test func whichFieldsAreLabelsIsWhatTheImportSaid() throws {
    var store = try AddFixture()
    store.options.mutable = ["grade"]
    try store.add("s", #"{"id":"1","title":"t"}"#)
    #expect(try store.edit("1", #"/title="u""#).version != nil)
    try expectRefusal(.badInput, "\"grade\" is a label", in: store) {
      try store.edit("1", "/grade=1")
    }
  }

  @Test func anEditForAVersionThatIsNoHeadAnyMoreIsRefused() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let seen = try store.head("1")
    try store.edit("1", "/a=2") { $0.base = seen }
    try expectRefusal(.badInput, "edited since", in: store) {
      try store.edit("1", "/a=3") { $0.base = seen }
    }
  }

  @Test func aDryRunWritesNothing() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let before = try store.objectCount
    let dry = try store.edit("1", "/a=2") { $0.isDryRun = true }
    #expect(dry.commit == nil && !dry.isEmpty)
    #expect(try store.objectCount == before)
    #expect(try store.edit("1", "/a=2").version == dry.version)
  }

  @Test func whatIsRemovedStaysRemovedAndSaysSo() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    _ = try store.repository.remove(["1"])
    #expect(try store.edit("1", "/a=2").isRemoved)
    #expect(try store.snapshot.cases(PageRequest()).items.isEmpty)
  }

  @Test func experimentsHaveVersionsAndRunsHaveNone() throws {
    let store = try AddFixture()
    let experiment = ExperimentRecord(immutableFields: json(#"{"name":"e","title":"t"}"#))
    let first = try store.write([.experiment(experiment)])[0]
    let report = try store.edit("\(first)", #"/title="u""#)
    #expect(report.kind == "experiment" && report.sequence == 2)
    guard case .experiment(let new) = try store.repository.record(try #require(report.version))
    else { throw TaglioError(.failed, "no experiment") }
    #expect(new.previous == first && "\(new.immutableFields)" == #"{"name":"e","title":"u"}"#)
    let run = RunRecord(config: .emptyObject, experiment: first, metadata: .emptyObject)
    let id = try store.write([.run(run)])[0]
    try expectRefusal(.badInput, "is a run", "--label", in: store) {
      try store.edit("\(id)", "/config=1")
    }
    let label = try store.edit("\(id)", labels: [.set("title", json(#""Base""#))])
    #expect(label.kind == "run" && label.version == nil && label.commit != nil)
  }

  @Test func theOutputOfASealedRunIsEditedAndSaysSo() throws {
    let store = try AddFixture()
    let experiment = ExperimentRecord(immutableFields: json(#"{"name":"e"}"#))
    let first = try store.write([.experiment(experiment)])[0]
    let run = RunRecord(config: .emptyObject, experiment: first, metadata: .emptyObject)
    let runID = try store.write([.run(run)])[0]
    let output = CaseRecord(creator: runID, immutableFields: json(#"{"answer":6}"#), key: nil)
    let outputID = try store.write([.case(output)])[0]
    #expect(try store.edit("\(outputID)", "/answer=7") { $0.isDryRun = true }.sealedRun == nil)
    _ = try store.write([]) { changes, _ in
      changes.seals[runID] = Seal(
        status: .complete,
        count: 1,
        digest: Seal.digest(of: [outputID]),
        time: .lowest
      )
    }
    let report = try store.edit("\(outputID)", "/answer=5")
    #expect(report.sealedRun == runID && report.commit != nil)
  }

  @Test func commitsAndBlobsAreNoThingsToEdit() throws {
    let store = try AddFixture()
    let commit = try #require(try store.add("s", #"{"id":"1"}"#).commit)
    try expectRefusal(.badInput, "is a commit", in: store) { try store.edit("\(commit)", "/a=1") }
    try expectRefusal(.notFound, "nothing here", in: store) { try store.edit("nobody", "/a=1") }
  }
}
