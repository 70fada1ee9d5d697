import Foundation
import Testing

@testable import TaglioCLI

/// `suite` and its commands.
@Suite struct SuiteCommandTests {
  private func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func aSuiteIsMadeChangedAndShown() throws {
    try withSmallStore { bench in
      let created = try bench.run("suite", "create", "easy", "1", "2", "-m", "The easy ones")
      #expect(created.status == 0, "\(created.errors)")
      #expect(created.lines[0].hasPrefix("made the suite easy: 2 cases · "))
      #expect(created.lines[2].hasPrefix("undo with: taglio undo "))
      #expect(try bench.run("log", "-n", "1").output.contains("The easy ones"))
      #expect(
        try bench.run("suite", "add", "easy", "odd", "1").lines[0]
          == "added to easy: odd · 1 is already in it"
      )
      #expect(try bench.run("suite", "pin", "easy", "2~1").lines[0] == "pinned in easy: 2")
      let shown = try bench.run("suite", "show", "easy")
      #expect(
        shown.lines.dropFirst(3).map { $0.split(separator: " ").map(String.init) } == [
          ["1", String(try id("1", bench)), "v1", "1", "+", "1?"],
          ["2", String(try id("2~1", bench)), "v1", "pinned,", "head", "v2", "2", "+", "3?"],
          ["odd", String(try id("odd", bench)), "v1", "What", "is", "odd?", "Say", "it."],
        ]
      )
      #expect(try bench.run("show", "easy").output == shown.output)
      #expect(try bench.run("suite", "remove", "easy", "odd").lines[0] == "took out of easy: odd")
      #expect(try bench.run("suite", "unpin", "easy", "2").lines[0] == "unpinned in easy: 2")
      #expect(try bench.run("suite", "ls").lines.map { $0.hasSuffix("2 cases") } == [true])
      #expect(try bench.run("suite").output == bench.run("ls", "suites").output)
    }
  }

  @Test func casesAreTakenByWhatTheySay() throws {
    try withSmallStore { bench in
      func members(_ suite: String) throws -> [Substring] {
        try bench.run("suite", "show", suite).lines.dropFirst(3).map { $0.prefix { $0 != " " } }
      }
      _ = try bench.run("suite", "create", "sums", "--where", #"question ~ "+""#)
      #expect(try members("sums") == ["1", "2"])
      _ = try bench.run("suite", "create", "one", "--from", "sums", "--where", "key = 2")
      #expect(try members("one") == ["2"])
      _ = try bench.run("suite", "remove", "sums", "--where", "key = 1")
      #expect(try members("sums") == ["2"])
      _ = try bench.run("suite", "add", "one", "odd", "--where", "key = 1")
      #expect(try members("one") == ["1", "2", "odd"])
    }
  }

  private func id(_ name: String, _ bench: Workbench) throws -> Substring {
    let id = try document(bench.run("show", name, "--json").output)["id"] as? String
    return try #require(id).prefix(12)
  }

  @Test func whatIsSoAlreadyIsSaidAndNothingWritten() throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "easy", "1")
      let before = try bench.run("log", "--oneline").lines.count
      #expect(
        try bench.run("suite", "add", "easy", "1").output
          == "nothing to add: 1 is already in easy\n"
      )
      #expect(
        try bench.run("suite", "remove", "easy", "2", "odd").output
          == "nothing to remove: 2, odd are not in easy\n"
      )
      #expect(
        try bench.run("suite", "unpin", "easy", "1").output
          == "nothing to unpin: 1 is not pinned in easy\n"
      )
      #expect(try bench.run("log", "--oneline").lines.count == before)
    }
  }

  @Test func casesAreReadFromStandardInput() throws {
    try withSmallStore { bench in
      let made = try bench.run("suite", "create", "easy", "-", input: "1\r\n\nodd\n")
      #expect(made.lines[0].hasPrefix("made the suite easy: 2 cases"))
      let lineages = try bench.run("ls", "--jsonl").lines.map {
        try #require(try document($0)["lineage"] as? String)
      }
      let input = lineages.joined(separator: "\n")
      #expect(
        try bench.run("suite", "add", "easy", "-", input: input).lines[0]
          .hasPrefix("added to easy: 2 · 1, odd are already in it")
      )
    }
  }

  @Test func documentsTellMembersAndWhatHappened() throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "easy", "1", "2")
      let change = try document(bench.run("suite", "pin", "easy", "2~1", "--json").output)
      #expect(change["action"] as? String == "pin")
      let changed = try #require(change["changed"] as? [[String: Any]])
      #expect(changed[0]["name"] as? String == "2")
      #expect((changed[0]["membership"] as? String)?.count == 64)
      let suite = try document(bench.run("suite", "show", "easy", "--json").output)
      #expect(
        Set(suite.keys) == [
          "id", "is_removed", "items", "labels", "members", "names", "offset", "type",
        ]
      )
      let items = try #require(suite["items"] as? [[String: Any]])
      #expect(items.map { $0["is_pinned"] as? Bool } == [false, true])
      #expect(items.map { $0["sequence"] as? Int } == [1, 1])
      #expect(try bench.run("suite", "show", "easy", "--jsonl").lines.count == 2)
      let frozen = try document(bench.run("suite", "freeze", "easy", "fixed", "--json").output)
      #expect(frozen["action"] as? String == "create")
    }
  }

  @Test func suitesAreComparedAndLookedBackAt() throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "easy", "1", "2")
      let commit = try #require(try bench.run("log", "--oneline").lines.first).prefix(12)
      _ = try bench.run("edit", "2", "--set", "/answer=7")
      _ = try bench.run("suite", "add", "easy", "odd")
      let since = try bench.run("suite", "diff", "easy", "--at", String(commit))
      #expect(since.lines[0] == "--- easy at \(commit)" && since.lines[1] == "+++ easy")
      #expect(since.lines[2].hasPrefix("+  odd  "))
      #expect(since.lines[3].hasPrefix("~  2 v2 ") && since.lines[3].hasSuffix(": edited"))
      #expect(since.lines[4] == "1 member listed alike")
      #expect(
        try bench.run("suite", "diff", "easy", "easy").output.hasSuffix(
          "no differences: 3 members\n"
        )
      )
      let past = try bench.run("suite", "show", "easy", "--at", String(commit))
      #expect(past.output.contains("members  2 cases"))
      let json = try document(
        bench.run("suite", "diff", "easy", "--at", "\(commit)", "--json").output
      )
      #expect(json["same"] as? Int == 1 && json["is_different"] as? Bool == true)
      #expect((json["only_b"] as? [Any])?.count == 1 && (json["changed"] as? [Any])?.count == 1)
    }
  }

  @Test func longSuitesAreShownInParts() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("many.jsonl", (1...60).map { #"{"id":\#($0)}"# }.joined(separator: "\n"))
      _ = try bench.run("add", "many.jsonl", "--key", "id")
      let run = try #require(
        try document(bench.run("ls", "runs", "--jsonl").output)["id"] as? String
      )
      _ = try bench.run("suite", "create", "all", "--from", run)
      let shown = try bench.run("suite", "show", "all")
      #expect(shown.errors == "1 to 50 of 60 members; more: taglio suite show all --offset 50\n")
      #expect(try bench.run("suite", "show", "all", "--offset", "50").lines.count == 13)
      #expect(try bench.run("suite", "show", "all", "--jsonl").lines.count == 60)
    }
  }

  @Test func labelsOfASuiteAreChanged() throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "1a-easy")
      let label = try bench.run("suite", "label", "1a-easy", "--label", "title=Easy sums")
      #expect(label.lines[0] == "relabelled 1a-easy: title", "\(label.errors)")
      #expect(try bench.run("suite", "show", "1a-easy").output.contains("title    Easy sums"))
    }
  }

  @Test func aForkAndAnOlderVersionAreSaid() throws {
    try withSmallStore { bench in
      _ = try bench.run("edit", "1", "--set", "/answer=3")
      try bench.write("sums.jsonl", #"{"id":1,"question":"1 + 1?","answer":4}"#)
      _ = try bench.run("add", "sums.jsonl", "--key", "id", "--yes")
      let made = try bench.run("suite", "create", "easy", "1", "2~1")
      #expect(made.errors.contains("more than one head"))
      #expect(made.errors.contains("taglio resolve 1"))
      #expect(made.errors.contains("an older version was named, and the whole case is meant: 2"))
      #expect(try bench.run("suite", "show", "easy").output.contains("+1"))
    }
  }

  @Test func optionsOfEveryCommandStandAnywhere() throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "easy", "1")
      let wanted = try bench.run("suite", "show", "easy", "--json").output
      for words in [
        ["--json", "suite", "show", "easy"], ["suite", "--json", "show", "easy"],
        ["-C", ".", "suite", "--json", "-q", "show", "easy"],
      ] {
        #expect(try bench.run(words).output == wanted, "\(words)")
      }
      #expect(try bench.run("suite", "--json").output == bench.run("suite", "ls", "--json").output)
    }
  }

  @Test func textFromDataIsEscaped() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("c.jsonl", #"{"id":"a\u001b[2J","question":"x\u202ey"}"#)
      _ = try bench.run("add", "c.jsonl", "--key", "id")
      let made = try bench.run("suite", "create", "easy", "a\u{1b}[2J")
      let shown = try bench.run("suite", "show", "easy")
      #expect(!(made.output + shown.output + made.errors).contains("\u{1b}"))
      #expect(shown.output.contains("a\\x1b[2J") && shown.output.contains("x\\u202ey"))
    }
  }
}
