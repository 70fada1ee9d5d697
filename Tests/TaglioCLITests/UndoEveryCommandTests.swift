import Foundation
import TaglioFormat
import Testing

/// `undo` gives back the state before, whatever command made the commit.
@Suite struct UndoEveryCommandTests {
  /// A command that makes a commit, on the small store with a fork and a name in it.
  struct Call: Sendable, CustomStringConvertible {
    var description: String
    /// What `sums.jsonl` holds instead, if it is another.
    var file: String?
    var arguments: [String]
    /// What is done before.
    var prepare: @Sendable (Workbench) throws -> Void = { _ in }
  }

  private static let sums = """
    {"id":1,"question":"1 + 1?","answer":2,"keywords":["easy"]}
    {"id":2,"question":"2 + 3?","answer":5,"title":"Primes"}
    {"id":"odd","question":"What is odd?\\nSay it.","answer":null}

    """

  static let calls: [Call] = changes + arrivals

  private static let changes: [Call] = [
    Call(
      description: "add of a new case",
      file: sums + #"{"id":4,"question":"4 + 4?","title":"Eights","keywords":["hard"]}"#,
      arguments: ["add", "sums.jsonl", "--key", "id"]
    ),
    Call(
      description: "add of an edit and of labels",
      file: sums.replacing("\"answer\":5,\"title\":\"Primes\"", with: "\"answer\":7"),
      arguments: ["add", "sums.jsonl", "--key", "id"]
    ),
    Call(
      description: "add that makes a fork",
      file: sums.replacing("1 + 1?", with: "One and one?"),
      arguments: ["add", "sums.jsonl", "--key", "id"]
    ),
    Call(
      description: "add that prunes",
      file: #"{"id":1,"question":"1 + 1?","answer":2,"keywords":["easy"]}"#,
      arguments: ["add", "sums.jsonl", "--key", "id", "--prune", "--yes"]
    ),
    Call(description: "edit of fields", arguments: ["edit", "2", "--set", "/answer=[5,6]"]),
    Call(
      description: "edit of labels",
      arguments: [
        "edit", "2", "--label", "title=Odd", "--label", "priority=2", "--add-label", "keywords=x",
      ]
    ),
    Call(description: "a label taken away", arguments: ["edit", "2", "--drop-label", "title"]),
    Call(description: "rm", arguments: ["rm", "1", "2"]),
    Call(description: "restore", arguments: ["restore", "gone"]),
    Call(description: "name", arguments: ["name", "commits/second", "commits/first"]),
    Call(
      description: "a name that moves",
      arguments: ["name", "commits/first", "HEAD", "--force"]
    ),
    Call(description: "a name taken away", arguments: ["name", "--delete", "commits/first"]),
    Call(description: "resolve", arguments: ["resolve", "fork", "--take", "FORK"]),
    Call(description: "resolve in an editor", arguments: ["resolve", "fork", "--edit"]),
    Call(description: "edit in an editor", arguments: ["edit", "2"]),
    Call(description: "undo", arguments: ["undo"]),
    Call(description: "suite create", arguments: ["suite", "create", "odd-ones", "odd", "2"]),
    Call(description: "suite add", arguments: ["suite", "add", "easy", "odd"]),
    Call(description: "suite remove", arguments: ["suite", "remove", "easy", "1", "2"]),
    Call(description: "suite pin", arguments: ["suite", "pin", "easy", "2", "odd"]),
    Call(description: "suite unpin", arguments: ["suite", "unpin", "easy", "1"]),
    Call(description: "suite freeze", arguments: ["suite", "freeze", "easy", "fixed"]),
    Call(
      description: "suite label",
      arguments: ["suite", "label", "easy", "--label", "title=Easy"]
    ),
    Call(description: "experiment add", arguments: ["experiment", "add", "other"]),
    Call(
      description: "experiment add of a next version",
      arguments: ["experiment", "add", "sums", "--verdict", "/passed"]
    ),
  ]

  @Test(arguments: calls)
  func theStateBeforeComesBack(_ call: Call) throws {
    try withPreparedStore { bench in
      try call.prepare(bench)
      let before = try state(bench)
      if let file = call.file { try bench.write("sums.jsonl", file) }
      bench.shell = { command in
        try Workbench.change(command) { $0.replacing(/(a|answer): \d/, with: "answer: 9") }
        return 0
      }
      let outcome = try bench.run(try call.arguments.map { try known($0, bench) })
      #expect(outcome.status == 0, "\(outcome.errors)")
      let after = try state(bench)
      #expect(after != before, "\(call) changes nothing")
      let hint = try #require(outcome.lines.last { $0.hasPrefix("undo with: taglio ") })
      let undo = try bench.run(hint.split(separator: " ").dropFirst(3).map(String.init))
      let kept = undo.lines.filter { $0.hasPrefix("left alone: ") }
      #expect(undo.status == 0, "\(undo)")
      #expect(kept.allSatisfy { $0.hasPrefix("left alone: the seal of ") }, "\(undo)")
      let undone = try state(bench)
      #expect(undone.without(new: before) == before, "\(call)")
      _ = try bench.run("undo")
      #expect(try state(bench) == after, "\(call), undone and undone again")
      #expect(try bench.run("fsck").status == 0)
    }
  }

  /// Commits of others come with a bundle, each of which is undone by itself.
  @Test func theStateBeforeABundleComesBack() throws {
    try withPreparedStore { bench in
      try UndoEveryCommandTests.makeOther(bench)
      let before = try state(bench)
      let taken = try bench.document("bundle", "unpack", "other/all.bundle")
      let commits = taken["commits"]?.elements.compactMap(\.string) ?? []
      #expect(commits.count == 2)
      #expect(try state(bench) != before)
      for line in try bench.run("log", "--oneline").lines.prefix(commits.count) {
        #expect(try bench.run("undo", String(line.prefix(12))).status == 0)
      }
      #expect(try state(bench).without(new: before) == before)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  /// Stands for what is only known in the store.
  private func known(_ word: String, _ bench: Workbench) throws -> String {
    switch word {
    case "HEAD":
      return String(try #require(try bench.run("log", "--oneline").lines.first).prefix(12))
    case "FORK": return try #require(try heads(of: "fork", bench).first)
    default: return word
    }
  }

  /// The small store, with a case that was edited since its source spoke, one that has two heads,
  /// one that was removed, and a name.
  private func withPreparedStore(_ body: (Workbench) throws -> Void) throws {
    try withSmallStore { bench in
      _ = try bench.run("edit", "1", "--set", #"/question="1 plus 1?""#)
      try bench.write("more.jsonl", #"{"id":"fork","a":1}"# + "\n" + #"{"id":"gone","a":1}"#)
      _ = try bench.run("add", "more.jsonl", "--key", "id")
      _ = try bench.run("edit", "fork", "--set", "/a=2")
      try bench.write("more.jsonl", #"{"id":"fork","a":3}"# + "\n" + #"{"id":"gone","a":1}"#)
      _ = try bench.run("add", "more.jsonl", "--key", "id")
      #expect(try heads(of: "fork", bench).count == 2)
      let commit = try #require(try bench.run("log", "--oneline").lines.last).prefix(12)
      _ = try bench.run("name", "commits/first", String(commit))
      _ = try bench.run("suite", "create", "easy", "1", "2")
      _ = try bench.run("suite", "pin", "easy", "1~1")
      _ = try bench.run("experiment", "add", "sums", "--verdict", "/ok")
      _ = try bench.run("rm", "gone")
      try body(bench)
    }
  }

  private func heads(of key: String, _ bench: Workbench) throws -> [String] {
    try document(bench.run("show", key, "--json").output)["heads"] as? [String] ?? []
  }

  private func document(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  // MARK: States

  /// A state with heads by what they say: versions, commits and closings stay in the history.
  struct State: Equatable {
    var heads: [String: Set<String>] = [:]
    var removed: Set<String> = []
    /// By run: a seal is final, and stays with a run that is removed.
    var seals: [String: String] = [:]
    /// Fields, names and suites, as text.
    var rest = ""

    /// The state without what came since another one and was removed again.
    func without(new old: State) -> State {
      var state = self
      for lineage in removed where old.heads[lineage] == nil {
        state.removed.remove(lineage)
        state.heads[lineage] = nil
        if old.seals[lineage] == nil { state.seals[lineage] = nil }
      }
      return state
    }
  }

  private func state(_ bench: Workbench) throws -> State {
    let document = try document(bench.run("state", "--json").output)
    var state = State()
    state.removed = Set(document["removed"] as? [String] ?? [])
    for (lineage, entry) in document["lineages"] as? [String: [String: [String]]] ?? [:] {
      state.heads[lineage] = Set(
        try entry["heads", default: []].map { try bench.run("cat-file", "-p", $0).output }.map {
          String(
            $0.split(separator: "\"immutable_fields\"")[1].split(separator: /"(key|previous)":/)[0]
          )
        }
      )
    }
    state.seals = try (document["seals"] as? [String: Any] ?? [:]).mapValues(text)
    state.rest = try text(document.filter { ["fields", "names", "suites"].contains($0.key) })
    return state
  }

  private func text(_ value: Any) throws -> String {
    let bytes = try JSONSerialization.data(
      withJSONObject: value,
      options: [.sortedKeys, .fragmentsAllowed]
    )
    return String(decoding: bytes, as: UTF8.self)
  }
}
