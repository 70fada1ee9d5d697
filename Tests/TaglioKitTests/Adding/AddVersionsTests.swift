import TaglioFormat
import TaglioKit
import Testing

/// Versions, compared three ways: with the heads and with what the source said last.
@Suite struct AddVersionsTests {
  static let first = #"{"id":"1","input":"a"}"#
  static let second = #"{"id":"1","input":"b"}"#
  static let third = #"{"id":"1","input":"c"}"#

  @Test func newRecordsAreAdded() throws {
    let store = try AddFixture()
    let report = try store.add("s", Self.first, #"{"id":2}"#)
    #expect(Counts(report) == Counts(added: 2))
    #expect(report.commit != nil)
    #expect(try store.contents("1") == [Self.first])
  }

  @Test func sayingTheSameAgainWritesNothing() throws {
    let store = try AddFixture()
    try store.add("s", Self.first)
    let state = try store.snapshot.stateDocument()
    let report = try store.add("s", Self.first)
    #expect(Counts(report) == Counts(unchanged: 1))
    #expect(report.commit == nil)
    #expect(try store.snapshot.stateDocument() == state)
  }

  @Test func anEditedRecordIsTheNextVersion() throws {
    let store = try AddFixture()
    try store.add("s", Self.first)
    let report = try store.add("s", Self.second)
    #expect(Counts(report) == Counts(changed: 1))
    let heads = try #require(try store.heads(store.lineage("1")))
    #expect(heads.all.count == 1)
    #expect(heads.principal.sequence == 2)
    #expect(try store.contents("1") == [Self.second])
  }

  @Test func goingBackIsAVersionToo() throws {
    let store = try AddFixture()
    for text in [Self.first, Self.second, Self.first, Self.second] { try store.add("s", text) }
    #expect(try store.heads(store.lineage("1"))?.principal.sequence == 4)
    #expect(try store.contents("1") == [Self.second])
  }

  @Test func anUnchangedFileDoesNotRevertAnEdit() throws {
    let store = try AddFixture()
    try store.add("s", Self.first)
    try store.edit("1", to: Self.second)
    let report = try store.add("s", Self.first)
    #expect(Counts(report) == Counts(unchanged: 1))
    #expect(try store.contents("1") == [Self.second])
  }

  @Test func aSourceThatChangesAfterAnEditForks() throws {
    let store = try AddFixture()
    try store.add("s", Self.first)
    try store.edit("1", to: Self.second)
    let report = try store.add("s", Self.third)
    #expect(Counts(report) == Counts(changed: 1, forked: 1))
    #expect(report.forked.first?.key == "1")
    #expect(Set(try store.contents("1")) == [Self.second, Self.third])
    #expect(try store.contents("1").first == Self.third, "the latest is the principal head")
    #expect(try store.repository.status().forks.count == 1)
    #expect(Counts(try store.add("s", Self.third)) == Counts(unchanged: 1))
  }

  @Test func aSourceThatSaysWhatAHeadSaysChangesNothing() throws {
    let store = try AddFixture()
    try store.add("s", Self.first)
    try store.edit("1", to: Self.second)
    #expect(Counts(try store.add("s", Self.second)) == Counts(unchanged: 1))
    #expect(try store.contents("1") == [Self.second])
  }

  @Test func sourcesWithEqualNamesOfRecordsDoNotMeet() throws {
    let store = try AddFixture()
    try store.add("s", Self.first)
    let report = try store.add("t", Self.second)
    #expect(Counts(report) == Counts(added: 1))
    #expect(try store.contents("1", "s") == [Self.first])
    #expect(try store.contents("1", "t") == [Self.second])
  }

  @Test func twoSourcesOfOneUUIDAreComparedEachWithItself() throws {
    let store = try AddFixture(key: .automatic)
    func record(_ input: String) -> String {
      #"{"input":"\#(input)","uuid":"00000000-0000-4000-8000-000000000001"}"#
    }
    try store.add("s", record("a"))
    #expect(Counts(try store.add("t", record("b"))) == Counts(changed: 1))
    #expect(Counts(try store.add("s", record("a"))) == Counts(unchanged: 1))
    #expect(Counts(try store.add("t", record("b"))) == Counts(unchanged: 1))
    #expect(Counts(try store.add("s", record("c"))) == Counts(changed: 1, forked: 1))
  }

  @Test func whatIsAddedIsRestored() throws {
    let store = try AddFixture()
    try store.add("s", Self.first)
    try store.commit { $0.removed = [.object(store.lineage("1").id)] }
    #expect(Counts(try store.add("s", Self.first)) == Counts(unchanged: 1))
    #expect(try store.snapshot.cases(PageRequest()).total == 0)
    #expect(Counts(try store.add("s", Self.second)) == Counts(changed: 1, restored: 1))
    #expect(try store.snapshot.cases(PageRequest()).total == 1)
  }

  @Test func equalRecordsWithoutKeysAreTold() throws {
    let store = try AddFixture(key: .none)
    let report = try store.add("s", Self.first, Self.first, Self.second)
    #expect(Counts(report) == Counts(added: 3))
    let again = try store.add("s", Self.first, Self.first, Self.first, Self.second)
    #expect(Counts(again) == Counts(added: 1, unchanged: 3))
    #expect(try store.snapshot.cases(PageRequest()).total == 4)
  }

  /// The n-th equal record of a source is counted over all its inputs.
  @Test func equalRecordsInTwoInputsOfOneSourceAreTold() throws {
    let store = try AddFixture(key: .none)
    let titled = #"{"input":"a","title":"x"}"#
    let report = try store.add([TestInput("s", [titled]), TestInput("s", [titled])])
    #expect(Counts(report) == Counts(added: 2))
    #expect(try store.snapshot.cases(PageRequest()).total == 2)
    #expect(try store.repository.status().pending.isEmpty)
  }

  @Test func twoStoresGiveTheSameIDs() throws {
    let one = try AddFixture()
    let other = try AddFixture(clock: 1_800_000_000_000)
    for store in [one, other] { try store.add("s", Self.first, #"{"id":2,"title":"x"}"#) }
    let versions = try [one, other].map { try $0.heads($0.lineage("1"))?.principal.id }
    #expect(versions[0] == versions[1])
    #expect(
      try one.heads(one.lineage("2"))?.principal.id == other.heads(other.lineage("2"))?.principal.id
    )
  }

  @Test func afterAUnionTheSameAddWritesNothing() throws {
    let one = try AddFixture()
    let other = try AddFixture(clock: 1_790_000_005_000)
    try one.add("s", Self.first, #"{"id":"2","keywords":["k"]}"#)
    try other.add("s", Self.second, #"{"id":"2","keywords":["l"]}"#)
    try one.takeFiles(of: other)
    try other.takeFiles(of: one)
    #expect(try one.snapshot.stateDocument() == other.snapshot.stateDocument())
    for store in [one, other] {
      let report = try store.add("s", Self.second, #"{"id":"2","keywords":["k","l"]}"#)
      #expect(report.commit == nil, "\(Counts(report))")
    }
  }
}
