import TaglioFormat
import TaglioKit
import Testing

/// Changes of labels at the prompt.
@Suite struct EditLabelsTests {
  /// What the source said, what somebody changes, and the labels after it.
  struct Example: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: String
    var edits: [LabelEdit]
    var after: [String: String]
    var isWritten = true

    init(
      _ name: String,
      _ before: String,
      _ edits: [LabelEdit],
      _ after: [String: String],
      isWritten: Bool = true
    ) {
      testDescription = name
      self.before = before
      self.edits = edits
      self.after = after
      self.isWritten = isWritten
    }
  }

  static var examples: [Example] {
    [
      Example("a new label", "", [.set("title", json(#""t""#))], ["title": #""t""#]),
      Example(
        "another value",
        #","title":"t""#,
        [.set("title", json(#""u""#))],
        ["title": #""u""#]
      ),
      Example(
        "the value that holds",
        #","title":"t""#,
        [.set("title", json(#""t""#))],
        ["title": #""t""#],
        isWritten: false
      ),
      Example(
        "the last of two values",
        "",
        [.set("x", json("1")), .set("x", json("2"))],
        ["x": "2"]
      ),
      Example("taken away", #","notes":"n","title":"t""#, [.unset("title")], ["notes": #""n""#]),
      Example(
        "set and taken away again",
        #","title":"t""#,
        [.set("x", json("1")), .unset("x")],
        ["title": #""t""#],
        isWritten: false
      ),
      Example(
        "a keyword more",
        #","keywords":["b"]"#,
        [.add("keywords", json(#""a""#))],
        ["keywords": #"["a","b"]"#]
      ),
      Example(
        "a keyword that is there",
        #","keywords":["b"]"#,
        [.add("keywords", json(#""b""#))],
        ["keywords": #"["b"]"#],
        isWritten: false
      ),
      Example("the first keyword", "", [.add("keywords", json(#""a""#))], ["keywords": #"["a"]"#]),
      Example("the last keyword", #","keywords":["a"]"#, [.drop("keywords", json(#""a""#))], [:]),
      Example(
        "keywords written whole",
        #","keywords":["a","b"]"#,
        [.set("keywords", json(#"["b","c"]"#))],
        ["keywords": #"["b","c"]"#]
      ),
      Example(
        "keywords whole and by element in one edit",
        #","keywords":["a"]"#,
        [.set("keywords", json(#"["b"]"#)), .add("keywords", json(#""c""#))],
        ["keywords": #"["b","c"]"#]
      ),
      Example("all keywords", #","keywords":["a","b"]"#, [.unset("keywords")], [:]),
      Example("no keywords", #","keywords":["a","b"]"#, [.set("keywords", json("[]"))], [:]),
      Example(
        "keywords that were no list",
        #","keywords":"text""#,
        [.set("keywords", json(#"["a"]"#))],
        ["keywords": #"["a"]"#]
      ),
      Example("keywords that are no list", #","keywords":"text""#, [.unset("keywords")], [:]),
      Example("a list of another name", "", [.add("tags", json("1"))], ["tags": "[1]"]),
      Example(
        "a list that was written whole",
        "",
        [.set("tags", json(#"["b"]"#)), .add("tags", json(#""a""#))],
        ["tags": #"["b","a"]"#]
      ),
      Example("a priority", "", [.set("priority", json("2"))], ["priority": "2"]),
    ]
  }

  @Test(arguments: examples)
  func changesLabels(_ example: Example) throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1"\#(example.before)}"#)
    let version = try store.head("1")
    let report = try store.edit("1", labels: example.edits)
    #expect(try store.labels("1") == example.after)
    #expect((report.commit != nil) == example.isWritten)
    #expect(report.labels.isEmpty == !example.isWritten)
    #expect(try store.head("1") == version, "labels are no part of a version")
    #expect(try store.repository.status().pending.isEmpty)
  }

  /// What the source said, an edit that is refused, the code and words of the message.
  static var refusals: [(before: String, edit: LabelEdit, code: TaglioError.Code, words: String)] {
    [
      ("", .set("title", json("5")), .badInput, "title is one text"),
      ("", .set("keywords", json(#""easy""#)), .badInput, "--add-label keywords=TEXT"),
      ("", .set("keywords", json("[1]")), .badInput, "a list of texts"),
      ("", .set("priority", json("[]")), .badInput, "one text or number"),
      ("", .add("title", json(#""t""#)), .badInput, "title is one text"),
      ("", .add("keywords", json("1")), .badInput, "a list of texts"),
      ("", .unset("title"), .notFound, "no labels at all"),
      (#","notes":"n""#, .unset("title"), .notFound, "notes=\"n\""),
      (#","keywords":["a"]"#, .drop("keywords", json(#""b""#)), .notFound, "no element \"b\""),
      ("", .drop("tags", json("1")), .notFound, "no element 1"),
      (#","keywords":"text""#, .add("keywords", json(#""a""#)), .badInput, "is no list"),
      ("", .set("", json("1")), .badInput, "needs a name"),
      ("", .set("a\u{0}b", json("1")), .badInput, "without NUL"),
    ]
  }

  @Test(arguments: refusals.indices)
  func refusesWhatALabelCannotBe(_ index: Int) throws {
    let (before, edit, code, words) = EditLabelsTests.refusals[index]
    let store = try AddFixture()
    try store.add("s", #"{"id":"1"\#(before)}"#)
    try expectRefusal(code, words, in: store) { try store.edit("1", labels: [edit]) }
  }

  /// Two copies say something else; writing what holds settles it.
  @Test func whatIsContestedIsWrittenEvenIfItHolds() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1"}"#)
    let copy = try store.copy()
    try store.edit("1", labels: [.set("title", json(#""a""#)), .add("keywords", json(#""k""#))])
    try copy.edit("1", labels: [.set("title", json(#""b""#)), .add("keywords", json(#""k""#))])
    try copy.edit("1", labels: [.drop("keywords", json(#""k""#))])
    try store.takeFiles(of: copy)
    #expect(try store.repository.status().contested.count == 2)
    let title = try store.labels("1")["title"]
    try store.edit("1", labels: [.set("title", json(title ?? ""))])
    #expect(try store.labels("1")["title"] == title)
    #expect(try store.repository.status().contested.count == 1)
    try store.edit("1", labels: [.drop("keywords", json(#""k""#))])
    #expect(try store.repository.status().contested.isEmpty)
    #expect(try store.edit("1", labels: [.set("title", json(title ?? ""))]).commit == nil)
  }

  /// The texts of the command line, by the rule of the label.
  @Test(arguments: [
    ("title", "5", #""5""#), ("keywords", #"["a"]"#, #"["a"]"#), ("priority", "5", "5"),
    ("priority", "high", #""high""#), ("priority", "[1]", #""[1]""#), ("grade", "1.0", "1"),
    ("grade", "good", #""good""#), ("grade", #"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#),
  ])
  func textsBecomeValues(_ name: String, _ text: String, _ value: String) {
    #expect("\(LabelRule(for: ExactString(name)).value(text))" == value)
  }

  @Test func fieldsAndLabelsAreOneCommit() throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#)
    let report = try store.edit("1", "/a=2", labels: [.set("title", json(#""t""#))])
    #expect(report.fields == ["/a"] && report.labels == ["title"])
    #expect(try store.lastMessage == "edit 1: /a, title")
    #expect(try store.repository.log().total == 2)
    #expect(try store.edit("1", "/a=2", labels: [.set("notes", json(#""n""#))]).version == nil)
  }
}
