import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// Versions that say the same stand as one head, and what follows one of them follows both.
@Suite struct AddTwinsTests {
  /// Two copies make the same edit of different versions: two versions, one head.
  private func withTwins(_ body: (AddFixture) throws -> Void) throws {
    let (here, there) = (try AddFixture(), try AddFixture(clock: 1_790_000_000_500))
    try here.add("s", #"{"id":1,"a":1}"#)
    try there.takeFiles(of: here)
    try there.edit("1", to: #"{"a":2,"id":1}"#)
    try there.edit("1", to: #"{"a":3,"id":1}"#)
    try here.add("s", #"{"id":1,"a":3}"#)
    try here.takeFiles(of: there)
    #expect(try here.contents("1") == [#"{"a":3,"id":1}"#])
    try body(here)
  }

  @Test func anEditOfTheirSourceLeavesOneHead() throws {
    try withTwins { fixture in
      let report = try fixture.add("s", #"{"id":1,"a":4}"#)
      #expect(Counts(report) == Counts(changed: 1))
      #expect(try fixture.contents("1") == [#"{"a":4,"id":1}"#])
    }
  }

  @Test func anEditOfAnotherSourceLeavesOneHead() throws {
    try withTwins { fixture in
      fixture.clock.advance(milliseconds: 1000)
      let head = try #require(try fixture.heads(fixture.lineage("1"))).principal.id
      var edit = EditRequest()
      edit.fields = [.set(JSONPointer(tokens: ["a"]), CanonicalJSON(unchecked: [0x35]))]
      _ = try fixture.repository.edit(head.short(), edit)
      #expect(try fixture.contents("1") == [#"{"a":5,"id":1}"#])
    }
  }

  @Test func undoingOneOfTwoEqualEditsLeavesTheOther() throws {
    try withTwins { fixture in
      let commits = try fixture.repository.log().items
      let mine = try #require(commits.first { $0.text?.message == "add s" })
      let report = try fixture.repository.undo(mine.id)
      #expect(report.leftAlone.map(\.reason) == [.alsoSaid])
      #expect(try fixture.contents("1") == [#"{"a":3,"id":1}"#])
    }
  }

  @Test func aBlobThatNoCommitListsYetComesWithItsRecord() throws {
    let fixture = try AddFixture()
    let batch = fixture.store.beginBatch()
    let blob = try batch.stage(.blob, [1, 2, 3])
    try batch.publish()
    let link = #"{"$blob":"\#(blob)","bytes":3,"type":"audio/wav"}"#
    let report = try fixture.add(
      "s",
      #"{"id":1,"sound":\#(link)}"#,
      #"{"id":2,"sound":\#(link)}"#
    )
    let commit = try fixture.repository.loadCommit(try #require(report.commit))
    #expect(commit.listed.count { $0 == blob } == 1)
    #expect(try fixture.snapshot.cases(PageRequest()).total == 2)
  }
}
