import TaglioFormat
import TaglioKit
import Testing

/// What a suite lists.
@Suite struct SuiteMemberTests {
  @Test func membersComeByKeyAndNumbersByTheirValue() throws {
    let store = try AddFixture()
    let uuid = "6f31c4df-0b5e-4f6a-8a55-0f7c60d8e5a1"
    try store.add("s", #"{"id":"b"}"#, #"{"id":10}"#, #"{"id":9}"#, #"{"id":"a"}"#, #"{"id":0}"#)
    try store.add("r", #"{"id":"z"}"#)
    try store.add("r", #"{"id":"\#(uuid)"}"#)
    try store.create("all", "b", "10", "9", "a", "0", "z", uuid)
    let keys = try store.members("all").map { $0.key?.description ?? "-" }
    #expect(keys == ["z", "0", "9", "10", "a", "b", uuid])
  }

  @Test func aFloatingMemberFollowsItsHeadAndAPinnedOneStays() throws {
    let store = try AddFixture.withCases()
    try store.create("s1", "1", "2")
    try store.change("s1", .pin, "1")
    try store.edit("1", "/a=11")
    try store.edit("2", "/a=222")
    #expect(try store.list("s1") == ["1 v1 pinned", "2 v3"])
    let members = try store.members("s1")
    #expect(members.map(\.isBehind) == [true, false])
    #expect(members[0].heads?.principal.sequence == 2)
  }

  @Test func aForkIsSaid() throws {
    let store = try AddFixture()
    try store.makeFork("1")
    let report = try store.create("s1", "1")
    #expect(report.forked.map(\.name) == ["1"])
    let member = try #require(try store.members("s1").first)
    #expect(member.isFork && member.heads?.all.count == 2)
    #expect(member.version?.id == member.heads?.principal.id)
    let named = try store.change("s1", .pin, try store.head("1").description)
    #expect(named.forked.isEmpty, "somebody said which head is meant")
  }

  @Test func whatWasRemovedStaysAMemberAndIsMarked() throws {
    let store = try AddFixture.withCases()
    try store.create("s1", "1", "2")
    store.clock.advance(milliseconds: 10)
    _ = try store.repository.remove(["1"])
    #expect(try store.members("s1").map(\.isRemoved) == [true, false])
  }

  @Test func ofAMemberThatIsNotHereNothingIsKnown() throws {
    let store = try AddFixture.withCases()
    let suite = try store.create("s1", "1").suite
    let stranger = ObjectCodec.id(type: .case, payload: [1])
    try store.commit { $0.suites[suite.id, default: MembershipEdits()].add = [stranger] }
    let member = try #require(try store.members("s1").last)
    #expect(member.lineage.id == stranger && member.version == nil && member.isGone)
    try expectRefusal(.badInput, stranger.short(), "suite remove", in: store) {
      try store.freeze("s1", as: "s2")
    }
  }

  @Test func aPageIsPartOfTheSameOrder() throws {
    let store = try AddFixture.withCases()
    let suite = try store.create("s1", "3", "2", "1").suite
    let page = try store.snapshot.suiteMembers(suite.id, PageRequest(offset: 1, limit: 1))
    #expect(page.items.map { $0.key?.description } == ["2"])
    #expect(page.total == 3 && page.offset == 1)
  }

  @Test func theCommitTellsWhatWasThere() throws {
    let store = try AddFixture.withCases()
    let created = try #require(try store.create("s1", "1").commit)
    let suite = try store.change("s1", .add, "2").suite
    let past = try store.repository.at(created).snapshot
    #expect(try past.suiteMembers(suite.id).map { $0.key?.description } == ["1"])
  }
}
