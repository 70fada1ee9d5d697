import TaglioCLI
import Testing

/// `resolve`, `rm`, `restore` and `name`.
@Suite struct ChangeCommandTests {
  private static let uuid = "6f31c4df-0b5e-4f6a-8a55-0f7c60d8e5a1"

  /// A store in which one case has two heads: input 2 and, later, input 3.
  private func withFork<R>(_ body: (Workbench) throws -> R) throws -> R {
    try withWorkbench { bench in
      try bench.makeStore()
      for (file, input) in [("a.json", 1), ("b.json", 2), ("a.json", 3)] {
        try bench.write(file, #"{"uuid":"\#(ChangeCommandTests.uuid)","input":\#(input)}"#)
        _ = try bench.run("add", file)
      }
      return try body(bench)
    }
  }

  private func heads(_ bench: Workbench) throws -> [Substring] {
    let shown = try bench.run("show", ChangeCommandTests.uuid, "--json").output
    let list = try #require(shown.firstMatch(of: /"heads":\[([^\]]*)\]/)).1
    return list.matches(of: /[0-9a-f]{64}/).map { $0.output }
  }

  private func id(_ bench: Workbench, input: Int) throws -> String {
    let log = try bench.run("log", ChangeCommandTests.uuid, "--json").output
    for match in log.matches(of: /"id":"([0-9a-f]{64})","is_head":true/) {
      let shown = try bench.run("show", String(match.1), "--json").output
      if shown.contains(#""input":\#(input),"#) { return String(match.1) }
    }
    return ""
  }

  @Test func statusNamesTheCommandThatSettlesAFork() throws {
    try withFork { bench in
      let status = try bench.run("status").output
      let command = try #require(status.firstMatch(of: /settle with: taglio (resolve .*)/)).1
      let outcome = try bench.run(command.split(separator: " ").map(String.init))
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.hasPrefix("settled \(ChangeCommandTests.uuid): its head is "))
      #expect(try heads(bench).count == 1)
      #expect(try !bench.run("status").output.contains("more than one head"))
    }
  }

  @Test func resolveTakesAHeadOrItsNextVersion() throws {
    try withFork { bench in
      let (old, new) = (try id(bench, input: 2), try id(bench, input: 3))
      let outcome = try bench.run(
        "resolve",
        ChangeCommandTests.uuid,
        "--take",
        old,
        "--set",
        "/input=5",
        "--json"
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.hasPrefix(#"{"closed":["\#(new)"],"commit":""#))
      #expect(outcome.output.contains(#""is_new":true"#))
      let shown = try bench.run("show", ChangeCommandTests.uuid, "--json").output
      #expect(shown.contains(#""previous":"\#(old)""#) && shown.contains(#""input":5"#))
    }
  }

  @Test func resolveWithAnEditorShowsWhereTheOthersDiffer() throws {
    try withFork { bench in
      let seen = Recorded()
      bench.shell = { command in
        seen.take(command)
        try Workbench.change(command) { $0.replacing("input: 3", with: "input: 23") }
        return 0
      }
      let (old, new) = (try id(bench, input: 2), try id(bench, input: 3))
      let outcome = try bench.run("resolve", ChangeCommandTests.uuid, "--edit")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        seen.text
          == """
          # \(ChangeCommandTests.uuid): version 2 of the case, \(new.prefix(12))
          # It has 2 heads. Make this text what shall stand for it;
          # saving it closes the others. An empty file changes nothing.
          #
          # The head \(old.prefix(12)) differs in:
          #   input: 2
          version: \(new)
          fields:
            input: 23
            uuid: \(ChangeCommandTests.uuid)

          """.replacing("input: 23", with: "input: 3")
      )
      #expect(try heads(bench).count == 1)
      let shown = try bench.run("show", ChangeCommandTests.uuid, "--json").output
      #expect(shown.contains(#""input":23"#))
      #expect(try bench.leftTexts().isEmpty)
    }
  }

  @Test func resolveWithAnEditorThatChangesNothingLeavesTheFork() throws {
    try withFork { bench in
      bench.edit { $0 }
      let outcome = try bench.run("resolve", ChangeCommandTests.uuid, "--edit")
      #expect(outcome.status == 0)
      #expect(
        outcome.output == "nothing changed: \(ChangeCommandTests.uuid) has its heads still\n"
      )
      #expect(outcome.errors.hasPrefix("to keep the latest head as it is: taglio resolve "))
      let document = try bench.run("resolve", ChangeCommandTests.uuid, "--edit", "--json").output
      #expect(document.hasPrefix(#"{"closed":[],"commit":null,"head":""#))
      #expect(try heads(bench).count == 2)
    }
  }

  @Test func whatResolveRefusesIsKept() throws {
    try withFork { bench in
      bench.edit { $0 + "labels: {title: x}\n" }
      let outcome = try bench.run("resolve", ChangeCommandTests.uuid, "--edit")
      #expect(outcome.status == 1 && outcome.errors.contains("belong to all heads"))
      let kept = try #require(try bench.leftTexts().first)
      try bench.write(
        ".taglio/\(kept)",
        try bench.text(".taglio/\(kept)").replacing("labels: {title: x}\n", with: "")
      )
      let again = try bench.run("resolve", ChangeCommandTests.uuid, "--from", ".taglio/\(kept)")
      #expect(again.status == 0, "\(again.errors)")
      #expect(try heads(bench).count == 1)
    }
  }

  @Test func aForkIsEditedByTheIDOfAHead() throws {
    try withFork { bench in
      let refused = try bench.run("edit", ChangeCommandTests.uuid, "--set", "/input=4")
      #expect(refused.status == 6)
      #expect(refused.errors.contains("taglio resolve ") && refused.errors.contains("taglio edit "))
      let old = try id(bench, input: 2)
      #expect(try bench.run("edit", old, "--set", "/input=4").status == 0)
      #expect(try heads(bench).count == 2)
    }
  }

  @Test func rmAndRestoreCountWhatTheyDid() throws {
    try withSmallStore { bench in
      let removed = try bench.run("rm", "1", "2", "-m", "Too easy")
      #expect(removed.lines.first == "removed 1, 2")
      #expect(removed.lines.last?.hasPrefix("undo with: taglio undo ") == true)
      let again = try bench.run("rm", "1", "odd")
      #expect(again.lines.first == "removed odd · removed already: 1")
      #expect(try bench.run("rm", "1").output == "nothing to remove: 1 is removed already\n")
      #expect(try bench.run("ls").output.isEmpty)
      let back = try bench.run("restore", "1", "2", "--json")
      #expect(back.output.hasPrefix(#"{"changed":[{"kind":"case","name":"1","target":""#))
      #expect(back.output.hasSuffix(#","unchanged":[]}"# + "\n"))
      let nothing = try bench.run("restore", "1", "2")
      #expect(nothing.output == "nothing to restore: 1, 2 are not removed\n")
      let version = try bench.run("rm", "2~1")
      #expect(version.errors == "an older version of 2 was named; the whole case is removed\n")
    }
  }

  @Test func nameGivesMovesAndTakesAway() throws {
    try withSmallStore { bench in
      let runs = try bench.run("ls", "runs", "--json").output
      let run = try #require(runs.firstMatch(of: /"id":"([0-9a-f]{64})"/)).1
      let log = try bench.run("log", "--json").output
      let commits = log.matches(of: /"id":"([0-9a-f]{64})"/).map { String($0.1) }
      let named = try bench.run("name", "runs/first", String(run))
      #expect(named.lines.first == "named runs/first: \(run.prefix(12))", "\(named.errors)")
      #expect(try bench.run("show", "first").output.contains("import"))
      #expect(try bench.run("ls", "refs").output.contains("runs/first"))
      let again = try bench.run("name", "runs/first", "first")
      #expect(again.output == "nothing to name: runs/first points at \(run.prefix(12)) already\n")
      _ = try bench.run("name", "commits/v1", commits[0])
      let moved = try bench.run("name", "commits/v1", commits[1], "--force")
      let (old, new) = (commits[0].prefix(12), commits[1].prefix(12))
      #expect(moved.lines.first == "moved commits/v1 from \(old) to \(new)")
      let gone = try bench.run("name", "--delete", "commits/v1", "--json")
      #expect(
        gone.output.contains(#""name":"commits/v1","previous":"\#(commits[1])","target":null"#)
      )
      #expect(try bench.run("show", "commits/v1").status == 6)
    }
  }

  /// Refusals that need ids of the store.
  @Test func whatNeverChangesIsRefused() throws {
    try withSmallStore { bench in
      let runs = try bench.run("ls", "runs", "--json").output
      let run = String(try #require(runs.firstMatch(of: /"id":"([0-9a-f]{64})"/)).1)
      let log = try bench.run("log", "--json").output
      let commits = log.matches(of: /"id":"([0-9a-f]{64})"/).map { String($0.1) }
      _ = try bench.run("name", "commits/v1", commits[0])
      let state = try bench.run("state").output
      let calls: [(arguments: [String], says: [String])] = [
        (["edit", run, "--set", "/config=1"], ["is a run", "--label NAME=VALUE"]),
        (["edit", commits[0], "--label", "title=x"], ["is a commit"]),
        (["rm", "1", commits[0]], ["is a commit", "Name a case"]),
        (["restore", commits[0]], ["is a commit"]),
        (["resolve", run, "--take", run], ["which has no heads", "taglio status"]),
        (["name", "commits/v1", commits[1]], ["is taken", commits[0].prefix(12) + "", "--force"]),
        (["name", "runs/v1", commits[1]], ["is a commit", "runs/ names runs"]),
      ]
      for call in calls {
        let outcome = try bench.run(call.arguments)
        #expect(outcome.status == 1, "\(call)")
        #expect(outcome.errors.contains("\n  help: "), "\(call)")
        for words in call.says { #expect(outcome.errors.contains(words), "\(outcome.errors)") }
      }
      #expect(try bench.run("state").output == state)
    }
  }

  /// What these commands write is what the fold of all objects, made anew, says too.
  @Test func fsckFindsNothingWrongAfterThem() throws {
    try withFork { bench in
      let uuid = ChangeCommandTests.uuid
      let calls = [
        ["resolve", uuid, "--take", try id(bench, input: 2), "--set", "/input=[1]"],
        ["edit", uuid, "--set", "/input/-=2", "--label", "title=x", "--add-label", "keywords=a"],
        ["edit", uuid, "--drop-label", "title", "--drop-label", "keywords=a"],
        ["rm", uuid], ["restore", uuid],
      ]
      for call in calls { #expect(try bench.run(call).output.contains("\ncommit "), "\(call)") }
      let log = try bench.run("log", "--json").output
      let commit = try #require(log.firstMatch(of: /"id":"([0-9a-f]{64})"/)).1
      _ = try bench.run("name", "commits/end", String(commit))
      let outcome = try bench.run("fsck")
      #expect(outcome.status == 0 && outcome.output.contains("no problems found"))
    }
  }
}
