import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// What expressions find.
@Suite struct FindTests {
  private static let long = String(repeating: "long ", count: 20)

  private static let records = [
    #"{"id":"1","q":"One?","a":1,"in":{"n":1},"keywords":["easy","short"],"tags":["x","y"]}"#,
    #"{"id":"2","q":"Two?","a":2.5,"in":{"n":2},"keywords":["easy"],"title":"Second"}"#,
    #"{"id":"3","q":"THREE?","a":"3","in":{},"note":null,"priority":7}"#,
    #"{"id":"10","q":"\#(long)?","a":10,"in":{"n":10},"tags":[]}"#,
  ]

  private func withCases(_ body: (AddFixture) throws -> Void) throws {
    let store = try AddFixture()
    try store.add([TestInput("s", FindTests.records)])
    try body(store)
  }

  /// The keys of what an expression finds, in the order of lists.
  private func keys(_ store: AddFixture, _ text: String) throws -> String {
    let found = try store.repository.find(Query(parsing: text), in: .cases)
    guard case .lineages(let page) = try found.page(PageRequest()) else { return "no lineages" }
    #expect(page.total == found.count)
    return page.items.map { $0.key?.description ?? "-" }.joined(separator: " ")
  }

  @Test func comparisonsHold() throws {
    try withCases { (store) throws in
      for (text, found) in [
        ("a = 1", "1"), ("a = 1.0", "1"), ("a >= 2", "2 10"), ("a < 3", "1 2"), ("a = 3", ""),
        ("a = '3'", "3"),
        ("a != 1", "2 3 10"), ("a > 'x'", ""), ("in.n = 2", "2"), ("/in/n in (1, 10)", "1 10"),
        ("q ~ three", "3"), ("q ~ LONG", "10"), ("a ~ 1", "1 10"), ("q = 'Two?'", "2"),
        ("tags = x", "1"), ("tags != x", "10"), ("tags in (y, z)", "1"), ("tags ~ Y", "1"),
        ("exists tags", "1 10"), ("exists note", "3"), ("note = null", "3"),
        ("exists /in", "1 2 3 10"),
        ("exists in.n", "1 2 10"), ("not exists in.n", "3"), ("missing = 1", ""),
        ("not missing = 1", "1 2 3 10"), ("missing != 1", ""), ("q ~ ''", "1 2 3 10"),
        ("q = '\(FindTests.long)?'", "10"),
      ] {
        #expect(try keys(store, text) == found, "\(text)")
      }
    }
  }

  @Test func whatIsKnownOfCasesIsAsked() throws {
    try withCases { (store) throws in
      try store.edit("2", "/a=3")
      let id = try store.head("2").short()
      for (text, found) in [
        ("keyword = easy", "1 2"), ("keyword != short", "2"), ("keyword in (short, x)", "1"),
        ("keyword ~ HOR", "1"), ("exists keyword", "1 2"), ("label.title = Second", "2"),
        ("label.priority > 5", "3"), ("exists label.title", "2"), ("key = 2", "2"),
        ("key in (1, 10, 11)", "1 10"), ("key ~ 1", "1 10"), ("id = \(id)", "2"),
        ("id = \(store.lineage("2"))", "2"), ("source = s", "1 2 3 10"), ("source ~ other", ""),
        ("sequence = 2", "2"), ("sequence < 2", "1 3 10"), ("time >= 2026", "1 2 3 10"),
        ("time < 2026", ""), ("exists time", "1 2 3 10"), ("exists passed", ""),
        ("exists creator", "1 2 3 10"), ("experiment = import", ""),
        ("not exists trial", "1 2 3 10"),
      ] {
        #expect(try keys(store, text) == found, "\(text)")
      }
    }
  }

  @Test func wordsBindAsThePageSays() throws {
    try withCases { (store) throws in
      for (text, found) in [
        ("a = 1 or a = 2.5 and keyword = short", "1"),
        ("(a = 1 or a = 2.5) and keyword = easy", "1 2"),
        ("not a = 1 and not a = 2.5", "3 10"), ("not (a = 1 or a = 2.5)", "3 10"),
        ("not not a = 1", "1"), ("a = 1 and a = 2.5", ""),
      ] {
        #expect(try keys(store, text) == found, "\(text)")
      }
    }
  }

  @Test func suitesAndRunsAreFound() throws {
    try withCases { (store) throws in
      let suite = try store.suite("easy", "1", "2")
      let experiment = try store.experiment(#"{"name":"sums","score":"/s","verdict":"/ok"}"#)
      let run = try store.start(experiment, suite: suite, nonce: 1)
      let other = try store.start(experiment, nonce: 2)
      try store.output(#"{"ok":true,"s":0.5}"#, of: "1", to: run)
      try store.output(#"{"ok":false,"s":0.25}"#, of: "2", to: run)
      try store.output(#"{"error":{"kind":"status"}}"#, of: "1", trial: 1, to: run)
      try store.output(#"{"ok":true}"#, of: "3", to: other)
      #expect(try keys(store, "suite = easy") == "1 2")
      #expect(try keys(store, "suite = easy and a = 1") == "1")
      #expect(try keys(store, "not suite = easy") == "3 10")
      for (text, count) in [
        ("creator = \(run.short())", 3), ("creator = latest", 1), ("basis = 1", 2),
        ("basis = \(try store.head("1").short())", 2), ("passed = true", 2), ("passed = false", 1),
        ("error = true", 1), ("error = false", 3), ("score >= 0.25", 2), ("score > 0.25", 1),
        ("trial = 1", 1), ("experiment = sums", 4), ("suite = easy", 3), ("exists /error", 1),
        ("basis in (1, 2) and creator = \(run.short())", 3), ("basis != 1", 2),
        ("experiment = import", 0),
        ("experiment ~ SUM", 4), ("creator = latest and basis = 1", 0),
      ] {
        #expect(
          try store.repository.find(Query(parsing: text), in: .outputs).count == count,
          "\(text)"
        )
      }
      for (text, count) in [
        ("suite = easy", 1), ("experiment = sums", 2), ("/config/set/model = m2", 1),
        ("time > 2026-11-21T09:14:01.000Z", 1), ("source = s", 1), ("id = \(other.short())", 1),
        ("exists suite", 1),
      ] {
        #expect(
          try store.repository.find(Query(parsing: text), in: .runs).count == count,
          "\(text)"
        )
      }
      #expect(try store.repository.find(Query(parsing: "name = sums"), in: .experiments).count == 1)
      #expect(try store.repository.find(Query(parsing: "members = 2"), in: .suites).count == 1)
      #expect(
        try store.repository.find(Query(parsing: "message ~ output"), in: .commits).count == 4
      )
      #expect(try store.repository.find(.all, in: .cases).count == 4)
    }
  }

  /// What runs computed is not among the cases, with an input or without.
  @Test func outputsAreNoCases() throws {
    try withCases { (store) throws in
      let run = try store.start(try store.experiment(#"{"name":"sums"}"#))
      let output = OutputRecord(basis: nil, trial: 0, fields: json(#"{"a":1}"#))
      try store.repository.append([output], to: run, message: "x")
      #expect(try keys(store, "a = 1") == "1")
      #expect(try store.snapshot.cases(PageRequest()).total == 4)
      #expect(try store.repository.find(Query(parsing: "a = 1"), in: .outputs).count == 1)
    }
  }

  @Test func removedAndErasedRecordsAreNotFound() throws {
    try withCases { (store) throws in
      try store.commit { $0.removed = [.object(store.lineage("1").id)] }
      var request = RedactRequest(reason: "asked for")
      request.isConfirmed = true
      _ = try store.repository.redact(["2"], request)
      #expect(try keys(store, "exists q") == "3 10")
      #expect(try keys(store, "in.n < 5") == "")
      #expect(try keys(store, "not exists q").split(separator: " ").count == 1)
    }
  }

  @Test func foundRecordsAreSorted() throws {
    try withCases { (store) throws in
      func sorted(_ field: String, _ isDescending: Bool = false) throws -> String {
        let order = FindOrder(try #require(QueryField(field)), isDescending: isDescending)
        let found = try store.repository.find(.all, in: .cases).sorted(by: order)
        guard case .lineages(let page) = try found.page(PageRequest()) else { return "" }
        return page.items.map { $0.key?.description ?? "-" }.joined(separator: " ")
      }
      #expect(try sorted("a") == "1 2 10 3")
      #expect(try sorted("a", true) == "3 10 2 1")
      #expect(try sorted("in.n", true) == "10 2 1 3")
      #expect(try sorted("keyword") == "1 2 3 10")
      #expect(try sorted("missing", true) == "1 2 3 10")
      #expect(try sorted("key") == "1 10 2 3")
    }
  }

  @Test func foundRecordsAreCountedByValue() throws {
    try withCases { (store) throws in
      let found = try store.repository.find(.all, in: .cases)
      let groups = try found.groups(by: try #require(QueryField("keyword")))
      #expect(
        groups.map { "\($0.value.map { "\($0)" } ?? "-") \($0.count)" } == [
          "\"easy\" 2", "- 2", "\"short\" 1",
        ]
      )
      #expect(try found.groups(by: try #require(QueryField("/a"))).map(\.count) == [1, 1, 1, 1])
    }
  }

  @Test func shortFieldsOpenNoObjects() throws {
    try withCases { (store) throws in
      let found = try store.repository.find(
        Query(parsing: "a >= 1 and in.n > 1 and exists tags"),
        in: .cases
      )
      #expect(found.count == 1 && found.openedObjects == 0)
      let opened = try store.repository.find(Query(parsing: "q ~ long"), in: .cases)
      #expect(opened.count == 1 && opened.openedObjects == 1)
    }
  }

  @Test func thePastIsSearchedAsItWas() throws {
    try withCases { (store) throws in
      let first = try #require(try store.repository.log().items.first?.id)
      try store.edit("1", "/a=99")
      let past = try store.repository.at(first)
      #expect(try past.find(Query(parsing: "a = 1"), in: .cases).count == 1)
      #expect(try past.find(Query(parsing: "a = 99"), in: .cases).count == 0)
      #expect(try store.repository.find(Query(parsing: "a = 99"), in: .cases).count == 1)
    }
  }

  @Test(arguments: [
    ("suite = nothing", TaglioError.Code.notFound, "nothing"), ("creator = 1", .usage, "a run"),
    ("basis = nothing", .notFound, "nothing"), ("id = xyz", .usage, "hexadecimal"),
    ("experiment = 1", .usage, "an experiment"), ("suite = 1", .usage, "a suite"),
  ])
  func aNameThatIsNoneIsRefused(_ text: String, _ code: TaglioError.Code, _ words: String) throws {
    try withCases { (store) throws in
      let error = try #require(throws: TaglioError.self) {
        try store.repository.find(Query(parsing: text), in: .cases)
      }
      #expect(error.code == code && error.message.contains(words), "\(error.message)")
    }
  }
}
