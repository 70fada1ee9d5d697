import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// Who gave each field what it says.
@Suite struct BlameTests {
  private func blame(_ fixture: AddFixture, _ key: String = "a") throws -> Blame {
    let head = try #require(try fixture.heads(fixture.lineage(key))?.principal)
    return try fixture.repository.blame(head)
  }

  private func words(_ blame: Blame) -> [String] {
    blame.fields.map { field in
      "\(field.path) \(field.value) v\(field.sequence) \(field.source ?? "by hand")"
        + (field.isExact ? "" : " or earlier")
    }
  }

  @Test func aFieldIsOfTheLatestVersionInWhichItChanged() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","o":{"p":1,"q":[1]},"x":1,"y":{}}"#)
    try fixture.edit("a", to: #"{"id":"a","o":{"p":2,"q":[1]},"x":1,"y":{}}"#)
    try fixture.edit("a", to: #"{"id":"a","o":{"p":1,"q":[1,2]},"x":1,"y":{}}"#)
    let blame = try blame(fixture)
    #expect(
      words(blame) == [
        #"/id "a" v1 s"#, "/o/p 1 v3 by hand", "/o/q [1,2] v3 by hand", "/x 1 v1 s", "/y {} v1 s",
      ]
    )
    #expect(blame.stop == nil)
    #expect(blame.fields[0].commit?.text?.message == "add s")
    #expect(blame.fields[1].commit?.text?.message == "edit")
  }

  @Test func labelsAreOfTheirLastWriter() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","x":1,"keywords":["k"],"title":"T"}"#)
    try fixture.relabel("a") {
      $0.add["keywords"] = [CanonicalJSON(unchecked: Array(#""l""#.utf8))]
    }
    let labels = try blame(fixture).labels.map { label in
      "\(label.name) \(label.value) \(label.commit.text?.message ?? "") \(label.source ?? "by hand")"
    }
    #expect(labels == [#"keywords ["k","l"] by hand by hand"#, #"title "T" add s s"#])
  }

  @Test func itGoesNoFurtherThanWhatCanBeRead() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","x":1,"y":1}"#)
    let first = try #require(try fixture.heads(fixture.lineage("a"))?.principal.id)
    try fixture.edit("a", to: #"{"id":"a","x":1,"y":2}"#)
    try fixture.edit("a", to: #"{"id":"a","x":1,"y":3}"#)
    fixture.store.setFile(nil, for: first)
    let blame = try blame(fixture)
    #expect(
      words(blame) == [
        #"/id "a" v2 by hand or earlier"#, "/x 1 v2 by hand or earlier", "/y 3 v3 by hand",
      ]
    )
    #expect(blame.stop?.version.id == first)
    #expect(blame.stop?.isDamaged == true)
  }

  /// The walk ends where every field is found, and what lies before is not looked at.
  @Test func itReadsNoMoreVersionsThanItMust() throws {
    let fixture = try AddFixture()
    try fixture.add("s", #"{"id":"a","x":1}"#)
    let first = try #require(try fixture.heads(fixture.lineage("a"))?.principal.id)
    try fixture.edit("a", to: #"{"x":2}"#)
    try fixture.edit("a", to: #"{"x":3}"#)
    fixture.store.setFile(nil, for: first)
    let blame = try blame(fixture)
    #expect(words(blame) == ["/x 3 v3 by hand"])
    #expect(blame.stop == nil)
  }
}
