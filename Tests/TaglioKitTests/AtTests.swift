import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// What looking back promises beyond the state, which the random histories check.
@Suite struct AtTests {
  private func withTwoCommits(
    _ body: (AddFixture, _ first: ObjectID, _ second: ObjectID) throws -> Void
  ) throws {
    let fixture = try AddFixture()
    let first = try #require(try fixture.add("s", #"{"id":1,"a":1}"#).commit)
    let second = try #require(try fixture.add("s", #"{"id":1,"a":2}"#).commit)
    try body(fixture, first, second)
  }

  @Test func aCommitThatIsNotHereIsRefused() throws {
    try withTwoCommits { fixture, _, _ in
      let error = #expect(throws: TaglioError.self) { try fixture.repository.at(.zero) }
      #expect(error?.code == .notFound)
    }
  }

  @Test func aDamagedCommitIsSaid() throws {
    try withTwoCommits { fixture, first, second in
      fixture.store.setFile([], for: first)
      let error = #expect(throws: TaglioError.self) { try fixture.repository.at(second) }
      #expect(error?.code == .damage && error?.message.contains(first.file) == true)
    }
  }

  @Test func thePastCannotBeWrittenAndDoesNotMove() throws {
    try withTwoCommits { fixture, first, _ in
      let past = try fixture.repository.at(first)
      let state = try past.snapshot.stateDocument()
      #expect(throws: TaglioError.self) { try past.undo(first) }
      #expect(throws: TaglioError.self) { try past.reindex() }
      try fixture.add("s", #"{"id":1,"a":3}"#)
      try past.refresh()
      #expect(try past.snapshot.stateDocument() == state)
      #expect(try fixture.contents("1") == [#"{"a":3,"id":1}"#])
    }
  }

  @Test func whatWasErasedSinceStaysErased() throws {
    try withTwoCommits { fixture, first, _ in
      let old = try #require(
        try fixture.repository.at(first).snapshot.cases(PageRequest()).items.first
      )
      guard case .case(let record) = try fixture.repository.record(old.head) else { return }
      let facts = Facts(.case(record))
      try fixture.commit { changes in
        changes.tombstones[old.head] = Tombstone(
          kind: .redacted,
          type: .case,
          reason: "personal",
          links: facts.standInLinks,
          content: facts.content
        )
      }
      let past = try fixture.repository.at(first)
      #expect(try past.snapshot.cases(PageRequest()).items.first?.head == old.head)
      let error = #expect(throws: TaglioError.self) { try past.record(old.head) }
      #expect(error?.code == .notFound)
    }
  }
}
