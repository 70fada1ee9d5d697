import TaglioFormat
import TaglioKit
import Testing

/// In what suites differ.
@Suite struct SuiteDifferenceTests {
  private func names(_ members: [SuiteMember]) -> [String] {
    members.map { $0.key?.description ?? "-" }
  }

  @Test func membersOfOneSideAndPinsAreTold() throws {
    let store = try AddFixture.withCases()
    try store.create("a", "1", "2", "3")
    try store.create("b", "2", "3")
    try store.change("b", .pin, "2~1", "3")
    try store.add("s", #"{"id":"4"}"#)
    try store.change("b", .add, "4")
    let difference = try store.repository.suiteDifference("a", "b")
    #expect(names(difference.onlyOld) == ["1"] && names(difference.onlyNew) == ["4"])
    #expect(names(difference.changed.map(\.new)) == ["2", "3"])
    #expect(difference.changed.map(\.isMoved) == [false, false])
    #expect(difference.same == 0 && difference.isDifferent)
  }

  @Test func sinceACommitHeadsHaveMoved() throws {
    let store = try AddFixture.withCases()
    try store.create("a", "1", "2")
    let commit = try #require(try store.change("a", .pin, "3").commit)
    try store.edit("1", "/a=11")
    try store.edit("3", "/a=33")
    try store.change("a", .remove, "2")
    let difference = try store.repository.suiteDifference("a", "a", at: commit)
    #expect(names(difference.onlyOld) == ["2"] && difference.onlyNew.isEmpty)
    #expect(difference.changed.map(\.isMoved) == [true])
    #expect(difference.changed.first?.old.version?.sequence == 1)
    #expect(difference.changed.first?.new.version?.sequence == 2)
    #expect(difference.same == 1, "the pinned one stays")
    #expect(try !store.repository.suiteDifference("a", "a").isDifferent)
  }
}
