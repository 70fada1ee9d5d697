import TaglioFormat
import TaglioKit
import Testing

/// Settling forks.
@Suite struct ResolveTests {
  @Test func oneHeadStaysAndTheOthersAreClosed() throws {
    let store = try AddFixture()
    try store.makeFork()
    let heads = try store.headIDs("1")
    let report = try store.resolve("1", taking: heads[1])
    #expect(report.head == heads[1] && report.closed == [heads[0]] && !report.isNew)
    #expect(report.commit != nil)
    #expect(try store.headIDs("1") == [heads[1]])
    #expect(try store.repository.status().forks.isEmpty)
    #expect(try store.lastMessage == "resolve 1: keep \(heads[1].short())")
  }

  @Test func aNextVersionCanStay() throws {
    let store = try AddFixture()
    try store.makeFork()
    let heads = try store.headIDs("1")
    let report = try store.resolve("\(heads[1])", taking: heads[1], "/a=5")
    #expect(report.isNew && report.closed == [heads[0]])
    #expect(try store.headIDs("1") == [report.head])
    #expect(try store.contents("1") == [#"{"a":5,"id":"1"}"#])
  }

  @Test func withoutANamedHeadThePrincipalOneIsEdited() throws {
    let store = try AddFixture()
    try store.makeFork()
    let heads = try store.headIDs("1")
    let report = try store.resolve("1", "/a=5")
    #expect(report.closed == [heads[1]])
    #expect(try store.headIDs("1") == [report.head])
  }

  /// A head behind which another version says the same: both are closed.
  @Test func whatStandsBehindAHeadIsClosedWithIt() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let (second, third) = (try store.copy(), try store.copy())
    let kept = try #require(try store.edit("1", "/a=7").version)
    try second.edit("1", "/a=2")
    try third.edit("1", "/a=9")
    try third.edit("1", "/a=2")
    try store.takeFiles(of: second)
    try store.takeFiles(of: third)
    #expect(try store.headIDs("1").count == 2)
    try store.resolve("1", taking: kept)
    #expect(try store.headIDs("1") == [kept])
  }

  /// Each copy closes what the other keeps: then all are heads again, and can be settled for good.
  @Test func twoWhoSettleItDifferentlyCanSettleItAgain() throws {
    let store = try AddFixture()
    try store.makeFork()
    let heads = try store.headIDs("1")
    let copy = try store.copy()
    try store.resolve("1", taking: heads[0])
    try copy.resolve("1", taking: heads[1])
    try store.takeFiles(of: copy)
    #expect(Set(try store.headIDs("1")) == Set(heads))
    try store.resolve("1", taking: heads[0])
    #expect(try store.headIDs("1") == [heads[0]])
    try copy.takeFiles(of: store)
    #expect(try copy.headIDs("1") == [heads[0]])
  }

  @Test func refusals() throws {
    let store = try AddFixture()
    try store.makeFork()
    try store.add("s", #"{"id":"2","a":1}"#)
    let (one, two) = (try store.head("1"), try store.head("2"))
    try expectRefusal(.badInput, "one head", "taglio status", in: store) {
      try store.resolve("2", taking: two)
    }
    try expectRefusal(.badInput, "is no head of 1", one.short(), in: store) {
      try store.resolve("1", taking: two)
    }
    var request = ResolveRequest()
    request.head = "1"
    try expectRefusal(.badInput, "is no head of 1", in: store) {
      _ = try store.repository.resolve("1", request)
    }
    request.head = nil
    request.seen = [one]
    try expectRefusal(.badInput, "other heads now", in: store) {
      _ = try store.repository.resolve("1", request)
    }
  }

  @Test func thePersonWhoSettlesItSeesWhereTheOthersDiffer() throws {
    let store = try AddFixture()
    try store.makeFork()
    let heads = try store.headIDs("1")
    let editable = try store.repository.editableFork("1")
    #expect(editable.version == heads[0])
    #expect(editable.fields == json(#"{"a":3,"id":"1"}"#))
    #expect(editable.others.map(\.id) == [heads[1]])
    let differing = try #require(editable.others.first).differing
    #expect(differing.map(\.name) == ["a"])
    #expect(differing.map(\.value) == [json("2")])
  }
}
