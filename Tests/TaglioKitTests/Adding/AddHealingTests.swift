import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// Adding content that is known brings back files that this copy has lost.
@Suite struct AddHealingTests {
  /// A store that lost the file of a version; `forgets` makes its index anew without it.
  private func withLoss(
    of version: (AddFixture) throws -> ObjectID,
    forgets: Bool,
    _ body: (AddFixture, ObjectID, CanonicalJSON) throws -> Void
  ) throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1,"title":"t"}"#, #"{"id":2,"a":1}"#)
    try fixture.add("s", #"{"id":1,"a":2,"title":"t"}"#, #"{"id":2,"a":1}"#)
    let state = try fixture.snapshot.stateDocument()
    let lost = try version(fixture)
    let file = try fixture.store.readFile(lost, limit: .max)
    fixture.store.setFile(nil, for: lost)
    if forgets { try fixture.repository.reindex() }
    try body(fixture, lost, state)
    #expect(try fixture.store.readFile(lost, limit: .max) == file)
    #expect(try fixture.snapshot.stateDocument() == state)
  }

  private func head(_ key: String) -> (AddFixture) throws -> ObjectID {
    { fixture in
      try #require(try fixture.heads(fixture.lineage(key))).principal.id
    }
  }

  @Test(arguments: [("1", false), ("2", false), ("2", true)])
  func aLostHeadIsWrittenAnew(_ key: String, forgets: Bool) throws {
    try withLoss(of: head(key), forgets: forgets) { fixture, _, _ in
      let commits = try fixture.repository.log().total
      let report = try fixture.add("s", #"{"id":1,"a":2,"title":"t"}"#, #"{"id":2,"a":1}"#)
      #expect(report.healed == 1 && report.unchanged == 2 && report.commit == nil)
      #expect(try fixture.repository.log().total == commits)
      let again = try fixture.add("s", #"{"id":1,"a":2,"title":"t"}"#, #"{"id":2,"a":1}"#)
      #expect(again.healed == 0)
    }
  }

  @Test func itComesWithACommitThatChangesOthers() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#, #"{"id":2,"a":1}"#)
    let lost = try head("1")(fixture)
    fixture.store.setFile(nil, for: lost)
    let report = try fixture.add("s", #"{"id":1,"a":1}"#, #"{"id":2,"a":2}"#)
    #expect(report.healed == 1 && report.changed == 1 && report.commit != nil)
    #expect(throws: Never.self) { try fixture.store.verify(lost) }
  }

  @Test func aRecordWithoutAKeyIsWrittenAnew() throws {
    var fixture = try AddFixture()
    fixture.options.key = .none
    try fixture.add("s", #"{"a":1}"#)
    let lost = try #require(try fixture.snapshot.cases(PageRequest()).items.first).head
    fixture.store.setFile(nil, for: lost)
    #expect(try fixture.add("s", #"{"a":1}"#).healed == 1)
    #expect(throws: Never.self) { try fixture.store.verify(lost) }
  }

  @Test func aDryRunWritesNothing() throws {
    var fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#)
    let lost = try head("1")(fixture)
    fixture.store.setFile(nil, for: lost)
    fixture.options.isDryRun = true
    #expect(try fixture.add("s", #"{"id":1,"a":1}"#).healed == 1)
    #expect(try !fixture.store.contains(lost))
  }

  @Test func whatWasErasedStaysSo() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":1,"a":1}"#)
    let erased = try head("1")(fixture)
    guard case .case(let record) = try fixture.repository.record(erased) else { return }
    let facts = Facts(.case(record))
    try fixture.commit { changes in
      changes.tombstones[erased] = Tombstone(
        kind: .redacted,
        type: .case,
        reason: "personal",
        links: facts.standInLinks,
        content: facts.content
      )
    }
    fixture.store.setFile(nil, for: erased)
    #expect(try fixture.add("s", #"{"id":1,"a":1}"#).healed == 0)
    #expect(try !fixture.store.contains(erased))
  }
}
