import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// What happened to one lineage.
@Suite struct LineageHistoryTests {
  private func history(_ fixture: AddFixture, limit: Int? = nil) throws -> Page<HistoryEntry> {
    let head = try #require(try fixture.heads(fixture.lineage("a"))?.principal)
    return try fixture.repository.history(of: head, limit: limit)
  }

  private func words(_ entry: HistoryEntry) -> String {
    let edits = entry.edits.map { edit in
      "v\(edit.version.sequence) \(edit.comparison.fields?.count ?? -1)"
    }
    let changes = entry.changes.map { change in
      switch change {
      case .label(_, let name, _, _): "\(name)"
      case .removal(_, let isRemoved): isRemoved ? "removed" : "restored"
      case .closing(let version, let isClosed): "v\(version.sequence ?? 0) closed \(isClosed)"
      case .member: "member"
      default: "?"
      }
    }
    return (edits + changes).joined(separator: ", ")
  }

  @Test func versionsLabelsAndRemovalsStandInTheirOrder() throws {
    let fixture = try AddFixture()
    let lineage = fixture.lineage("a").id
    try fixture.add("s", #"{"id":"a","x":1,"title":"T","keywords":["k"]}"#, #"{"id":"b"}"#)
    let edit = try fixture.edit("a", to: #"{"id":"a","x":2}"#)
    try fixture.relabel("b") { $0.unset = ["title"] }
    try fixture.relabel("a") { $0.unset = ["title"] }
    try fixture.commit { $0.removed = [.object(lineage)] }
    try fixture.commit {
      $0.restored = [.object(lineage)]
      $0.closed = [edit]
      $0.suites[UUID(high: 1, low: 2)] = MembershipEdits()
      $0.suites[UUID(high: 1, low: 2)]?.add = [lineage]
    }
    let all = try history(fixture)
    #expect(
      all.items.map(words) == [
        "member, restored, v2 closed true", "removed", "title", "v2 1", "v1 2, title, keywords",
      ]
    )
    #expect(all.total == 5)
    #expect(
      try history(fixture, limit: 2).items.map(words) == Array(all.items.map(words).prefix(2))
    )
  }

  /// Both edits of a fork stand against the version that they were made from.
  @Test func aForkHasTwoEdits() throws {
    let here = try AddFixture()
    let there = try AddFixture()
    try here.add("s", #"{"id":"a","x":1}"#)
    try there.takeFiles(of: here)
    try here.edit("a", to: #"{"id":"a","x":2}"#)
    there.clock.advance(milliseconds: 1000)
    try there.edit("a", to: #"{"id":"a","x":3}"#)
    try here.takeFiles(of: there)
    let all = try history(here).items
    #expect(all.map(words) == ["v2 1", "v2 1", "v1 2"])
    let news = all.prefix(2).map { $0.edits.first?.comparison.fields?.first?.new.map { "\($0)" } }
    #expect(news == ["3", "2"])
  }

  @Test func onlyItsOwnVersionsAreRead() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","x":1}"#, #"{"id":"b","x":1}"#)
    let other = try #require(try fixture.heads(fixture.lineage("b"))?.principal.id)
    let experiment = ImportExperiment.id
    try fixture.edit("a", to: #"{"id":"a","x":2}"#)
    for id in [other, experiment] { fixture.store.setFile(nil, for: id) }
    let all = try history(fixture).items
    #expect(all.map(words) == ["v2 1", "v1 2"])
    #expect(all.allSatisfy { $0.edits.allSatisfy { !$0.comparison.isDamaged } })
  }
}
