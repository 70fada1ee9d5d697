import TaglioFormat
import TaglioKit
import Testing

/// Labels, compared three ways like versions.
@Suite struct AddLabelsTests {
  /// A source says `before`, somebody may relabel by hand, the source says `now`.
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var before: String
    var byHand: (@Sendable (inout FieldEdits) -> Void)?
    var now: String
    var labels: [String: String]
    var isRelabelled = true

    var testDescription: String { name }
  }

  static func json(_ text: String) -> CanonicalJSON { CanonicalJSON(unchecked: Array(text.utf8)) }

  static let examples = [
    Example(
      name: "nothing changed",
      before: #""title":"a""#,
      now: #""title":"a""#,
      labels: ["title": #""a""#],
      isRelabelled: false
    ),
    Example(
      name: "changed by hand, file unchanged: kept",
      before: #""title":"a""#,
      byHand: { $0.set["title"] = json(#""b""#) },
      now: #""title":"a""#,
      labels: ["title": #""b""#],
      isRelabelled: false
    ),
    Example(
      name: "file changes the label: written",
      before: #""title":"a""#,
      now: #""title":"c""#,
      labels: ["title": #""c""#]
    ),
    Example(
      name: "both changed: the source says it last",
      before: #""title":"a""#,
      byHand: { $0.set["title"] = json(#""b""#) },
      now: #""title":"c""#,
      labels: ["title": #""c""#]
    ),
    Example(
      name: "both changed to the same",
      before: #""title":"a""#,
      byHand: { $0.set["title"] = json(#""b""#) },
      now: #""title":"b""#,
      labels: ["title": #""b""#],
      isRelabelled: false
    ),
    Example(
      name: "field left out: taken away",
      before: #""notes":"n","title":"a""#,
      now: #""notes":"n""#,
      labels: ["notes": #""n""#]
    ),
    Example(
      name: "removed by hand, file unchanged: stays away",
      before: #""title":"a""#,
      byHand: { $0.unset = ["title"] },
      now: #""title":"a""#,
      labels: [:],
      isRelabelled: false
    ),
    Example(
      name: "a keyword more",
      before: #""keywords":["a"]"#,
      now: #""keywords":["b","a"]"#,
      labels: ["keywords": #"["a","b"]"#]
    ),
    Example(
      name: "a keyword less",
      before: #""keywords":["a","b"]"#,
      now: #""keywords":["b"]"#,
      labels: ["keywords": #"["b"]"#]
    ),
    Example(
      name: "keyword added by hand is kept when the file adds another",
      before: #""keywords":["a"]"#,
      byHand: { $0.add["keywords"] = [json(#""h""#)] },
      now: #""keywords":["a","b"]"#,
      labels: ["keywords": #"["a","b","h"]"#]
    ),
    Example(
      name: "keyword dropped by hand stays away",
      before: #""keywords":["a","b"]"#,
      byHand: { $0.drop["keywords"] = [json(#""a""#)] },
      now: #""keywords":["a","b"]"#,
      labels: ["keywords": #"["b"]"#],
      isRelabelled: false
    ),
    Example(
      name: "keywords left out: those the source said are dropped",
      before: #""keywords":["a"]"#,
      byHand: { $0.add["keywords"] = [json(#""h""#)] },
      now: #""input":1"#,
      labels: ["keywords": #"["h"]"#]
    ),
    Example(
      name: "keywords that are no list are a field",
      before: #""keywords":["a"]"#,
      now: #""keywords":"text""#,
      labels: ["keywords": #""text""#]
    ),
    Example(
      name: "null is a value",
      before: #""title":"a""#,
      now: #""title":null"#,
      labels: ["title": "null"]
    ),
  ]

  @Test(arguments: examples)
  func threeWays(example: Example) throws {
    let store = try AddFixture()
    try store.add("s", record(example.before))
    if let byHand = example.byHand { try store.relabel("1", byHand) }
    let report = try store.add("s", record(example.now))
    #expect(try store.labels("1") == example.labels)
    #expect((report.commit != nil) == example.isRelabelled || !sameFields(example))
    #expect(try store.add("s", record(example.now)).commit == nil, "said again")
    #expect(try store.labels("1") == example.labels, "after it was said again")
  }

  /// Whether both records have the same immutable fields.
  private func sameFields(_ example: Example) -> Bool { !example.now.contains("input") }

  private func record(_ fields: String) -> String { #"{"id":"1",\#(fields)}"# }

  @Test func labelsAreNoPartOfAVersion() throws {
    let store = try AddFixture()
    let report = try store.add("s", #"{"id":"1","input":"a","title":"t"}"#)
    #expect(report.labelFields == ["title"])
    #expect(try store.contents("1") == [#"{"id":"1","input":"a"}"#])
    let again = try store.add("s", #"{"id":"1","input":"a","title":"u"}"#)
    #expect(Counts(again) == Counts(relabelled: 1))
  }

  @Test func whichFieldsAreLabelsIsAnOption() throws {
    var store = try AddFixture()
    store.options.mutable = ["grade"]
    try store.add("s", #"{"grade":1,"id":"1","title":"t"}"#)
    #expect(try store.labels("1") == ["grade": "1"])
    #expect(try store.contents("1") == [#"{"id":"1","title":"t"}"#])
  }

  @Test func anInputMayNameLabelsOfItsOwn() throws {
    var store = try AddFixture()
    store.options.mutable = ["title"]
    let record = #"{"grade":1,"id":"1","title":"t"}"#
    let input = TestInput("s", [record], labels: ["grade", "title"])
    #expect(try store.add([input]).labelFields == ["grade", "title"])
    #expect(try store.labels("1") == ["grade": "1", "title": #""t""#])
    #expect(try store.contents("1") == [#"{"id":"1"}"#])
    #expect(try store.add([input]).commit == nil)
    let heads = try store.heads(store.lineage("1"))
    let creator = try #require(heads).principal.row.creator
    guard case .run(let run) = try store.repository.record(store.snapshot.version(creator).id)
    else { throw TaglioError(.notFound, "the run") }
    #expect("\(run.config)" == #"{"key":"id","mutable":["grade","title"],"source":"s"}"#)
  }

  @Test func labelsOfTwoSourcesDoNotTakeEachOtherAway() throws {
    let store = try AddFixture(key: .automatic)
    let uuid = "00000000-0000-4000-8000-000000000001"
    let target = Target.object(LineageID(key: CaseKey(try #require(UUID(uuid)))).id)
    try store.add("s", #"{"title":"a","uuid":"\#(uuid)"}"#)
    try store.add("t", #"{"notes":"n","uuid":"\#(uuid)"}"#)
    let labels = try store.snapshot.labels(of: target)
    #expect(labels.map(\.name) == ["notes", "title"])
  }
}
