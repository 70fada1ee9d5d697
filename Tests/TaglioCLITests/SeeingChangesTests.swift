import Foundation
import TaglioFormat
import TaglioKit
import Testing

/// What `diff`, `log -p` and `blame` print.
@Suite struct SeeingChangesTests {
  @Test func diffShowsWhatTheHeadChanged() throws {
    try withEditedStore { bench in
      let outcome = try bench.run("diff", "odd")
      #expect(outcome.status == 0)
      #expect(
        outcome.text == """
          --- case odd v1 ID · 2026-11-21 09:16:00Z ada@bench: Sums
          +++ case odd v2 ID · 2026-11-21 09:17:00Z ada@bench: Answers

          /answer
          - null
          + "5"
          /more
          + {"why":null}
          /question
            What is [-odd-]{+even+}?
            Say it.
          /tags/0
          - "a"
          /tags/1
          + "z"

          """
      )
      let back = try bench.run("diff", "odd", "odd~1").output
      #expect(back.contains("\n/more\n- {\"why\":null}\n/question\n  What is [-even-]{+odd+}?\n"))
    }
  }

  @Test func diffTellsDifferencesByItsExitCodeWhereThatIsAskedFor() throws {
    try withEditedStore { bench in
      #expect(try bench.run("diff", "2", "--exit-code").status == 5)
      let same = try bench.run("diff", "2", "2", "--exit-code")
      #expect(same.status == 0)
      #expect(same.output.hasSuffix("\n\nno differences\n"))
    }
  }

  @Test func twoCasesAreComparedByTheirLabelsToo() throws {
    try withEditedStore { bench in
      let text = try bench.run("diff", "1", "2").text
      #expect(text.hasPrefix("--- case 1 v1 ID · ") && text.contains("\n+++ case 2 v2 ID · "))
      #expect(
        text.hasSuffix(
          """
          /question
          - "1 + 1?"
          + "2 + 3?"
          label /keywords
          - ["easy","short"]
          label /title
          + "Prime\\u001b numbers"

          """
        )
      )
    }
  }

  @Test func runsAreComparedByWhatTheySay() throws {
    try withEditedStore { bench in
      try bench.write("b.jsonl", #"{"id":1}"#)
      _ = try bench.run("add", "b.jsonl", "--key", "id")
      let ids = try bench.run("ls", "runs").lines.map { $0.split(separator: " ")[1] }
      let (first, second) = (String(try #require(ids.first)), String(try #require(ids.last)))
      let text = try bench.run("diff", first, second).text
      #expect(text.hasPrefix("--- run ID · 2026") && text.contains("\n+++ run ID · 2026"))
      #expect(text.contains("\n/config/source\n- \"") && text.hasSuffix(".jsonl\"\n"))
    }
  }

  @Test func theDocumentOfDiffTellsAbsentFromNull() throws {
    try withEditedStore { bench in
      let document = try bench.run("diff", "odd", "--json").output
      #expect(
        document.contains(
          #"{"kind":"changed","new":"5","old":null,"path":"/answer","words":null},"#
            + #"{"kind":"added","new":{"why":null},"old":null,"path":"/more","words":null},"#
        )
      )
      #expect(
        document.contains(
          #""words":[{"kind":"kept","text":"What is "},{"kind":"removed","text":"odd"},"#
            + #"{"kind":"added","text":"even"},{"kind":"kept","text":"?\nSay it."}]"#
        )
      )
      #expect(document.hasSuffix(#""is_different":true,"labels":[]}"# + "\n"))
    }
  }

  @Test func aLongTextIsShortenedWhereBothSayTheSame() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let words = (0..<200).map { "w\($0)" }.joined(separator: " ")
      for (start, end) in [("a", "y"), ("b", "z")] {
        try bench.write("t.jsonl", #"{"id":1,"text":"\#(start) \#(words) \#(end)"}"#)
        _ = try bench.run("add", "t.jsonl", "--key", "id")
      }
      let shown = try bench.run("diff", "1").lines
      #expect(shown.last?.hasPrefix("  [-a-]{+b+} w0 w1 w2 ") == true)
      #expect(shown.last?.contains(" w16 w[… 771 characters in both …]") == true)
      #expect(shown.last?.hasSuffix(" w198 w199 [-y-]{+z+}") == true)
      let coloured = try bench.run("diff", "1", "--color", "always").output
      #expect(coloured.contains("\u{1B}[31ma\u{1B}[0m\u{1B}[32mb\u{1B}[0m w0 w1"))
    }
  }

  @Test func whatCannotBeReadIsSaid() throws {
    try withEditedStore { bench in
      let document = try bench.run("show", "2~1", "--json").output
      let id = try #require(document.ranges(of: /"id":"[0-9a-f]{64}"/).map { document[$0] }.last)
      let hex = id.dropFirst(6).dropLast()
      try bench.remove(".taglio/objects/\(hex.prefix(2))/\(hex.dropFirst(2))")
      let outcome = try bench.run("diff", "2", "--exit-code")
      #expect(outcome.status == 4)
      #expect(outcome.output.contains("\n    damaged: the object \(hex.prefix(12)) is missing: "))
      #expect(outcome.output.hasSuffix("\nthe contents differ, and cannot be compared\n"))
      #expect(try bench.run("diff", "2", "--json").output.contains(#""differences":null,"#))
      let blame = try bench.run("blame", "2")
      #expect(blame.status == 4)
      #expect(blame.output.contains("\n/id ") && blame.output.contains("  ≤v2  "))
      #expect(blame.text.contains("\nwent back no further than v2; v1 ID is damaged: the object"))
      for arguments in [["log", "2", "-p"], ["log", "-p"]] {
        let log = try bench.run(arguments)
        #expect(log.status == 4)
        #expect(log.output.contains("    damaged: the object \(hex.prefix(12)) is missing: "))
      }
      #expect(try bench.run("log", "1", "-p").status == 0)
    }
  }

  @Test func logShowsEachVersionWithItsEditAndItsLabels() throws {
    try withEditedStore { bench in
      #expect(
        try bench.run("log", "2", "-p").text == """
          2: 2 commits

          commit ID 2026-11-21 09:17:00Z ada@bench: Answers
            v2 ID head
              /answer
              - 6
              + 5
            label title
              - "Primes"
              + "Prime\\u001b numbers"

          commit ID 2026-11-21 09:16:00Z ada@bench: Sums
            v1 ID
              /answer
              + 6
              /id
              + 2
              /question
              + "2 + 3?"
            label title
              + "Primes"

          """
      )
      #expect(
        try bench.run("log", "2", "-p", "-n", "1").text.hasSuffix("\"Prime\\u001b numbers\"\n")
      )
      let document = try bench.run("log", "1", "--patch", "--jsonl").lines
      #expect(document.count == 2)
      #expect(document[0].hasPrefix(#"{"changes":[{"difference":{"kind":"changed","new":["#))
      #expect(document[0].hasSuffix(#","versions":[]}"#))
      #expect(document[1].contains(#""versions":[{"differences":[{"kind":"added","new":2,"#))
    }
  }

  @Test func logShowsWhatEachCommitChanged() throws {
    try withEditedStore { bench in
      let text = try bench.run("log", "-p", "-n", "1").text
      #expect(
        text.hasSuffix(
          """
          Brings: 2 objects

              Answers

            case 2 v1 → v2
              /answer
              - 6
              + 5
            case odd v1 → v2
              /answer
              - null
              + "5"
              /more
              + {"why":null}
              /question
                What is [-odd-]{+even+}?
                Say it.
              /tags/0
              - "a"
              /tags/1
              + "z"
            label keywords of case 1
              - ["easy"]
              + ["easy","short"]
            label title of case 2
              - "Primes"
              + "Prime\\u001b numbers"

          """
        )
      )
      let first = try bench.run("log", "-p").text
      #expect(first.contains("\n  added experiment import v1\n  import of sums.jsonl (run ID)\n"))
      #expect(first.contains("\n  added case odd v1: What is odd? Say it.\n"))
      let documents = try bench.run("log", "-p", "--jsonl").lines
      #expect(documents.count == 2)
      #expect(documents[0].contains(#","changes":[{"differences":[{"kind":"changed","new":5,"#))
    }
  }

  @Test func aLongListOfChangesIsCutAndSaysSo() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("m.jsonl", (0..<30).map { #"{"id":\#($0)}"# }.joined(separator: "\n"))
      _ = try bench.run("add", "m.jsonl", "--key", "id")
      let text = try bench.run("log", "-p").text
      #expect(text.hasSuffix("v1: {\"id\":17}\n  and 12 more; all: taglio log ID -p -n 1 --json\n"))
      let document = try bench.run("log", "-p", "--json").output
      #expect(document.ranges(of: #""kind":"added""#).count == 31)
    }
  }

  @Test func blameShowsWhoSaidWhat() throws {
    try withEditedStore { bench in
      #expect(
        try bench.run("blame", "2").text == """
          case 2 v2 ID
          /answer      5                      v2  ID  2026-11-21 09:17:00Z  ada@bench  Answers (sums.jsonl)
          /id          2                      v1  ID  2026-11-21 09:16:00Z  ada@bench  Sums (sums.jsonl)
          /question    "2 + 3?"               v1  ID  2026-11-21 09:16:00Z  ada@bench  Sums (sums.jsonl)
          label title  "Prime\\u001b numbers"      ID  2026-11-21 09:17:00Z  ada@bench  Answers (sums.jsonl)

          """
      )
      let document = try bench.run("blame", "2", "--json").output
      #expect(
        document.contains(
          #""is_exact":true,"path":"/answer","sequence":2,"source":"sums.jsonl","value":5,"#
        )
      )
      #expect(document.contains(#""stopped_at":null,"#))
      bench.terminal = 80
      let narrow = try bench.run("blame", "2", "--color", "never").lines
      #expect(narrow.dropFirst().allSatisfy { $0.hasSuffix("  2026-11-21  ada@bench") })
    }
  }

  /// Words are kept whole where a line of the terminal ends, and headings are cut there.
  @Test func aDifferenceFitsTheTerminal() throws {
    try withSmallStore { bench in
      let question = "What is the sum of two and three, if both of them are whole numbers?"
      _ = try bench.run("edit", "1", "--set", "/question=\"\(question)\"")
      let longer = question.replacing("two and three", with: "two, three and four")
      _ = try bench.run("edit", "1", "--set", "/question=\"\(longer)\"", "-m", longer)
      bench.terminal = 40
      let lines = try bench.run("diff", "1", "--color", "never").lines
      #expect(lines.prefix(2).allSatisfy { $0.count == 40 && $0.hasSuffix("…") })
      #expect(
        lines.suffix(3) == [
          "  What is the sum of two{+,+} {+three +}",
          "  and [-three-]{+four+}, if both of them",
          "  are whole numbers?",
        ]
      )
    }
  }

  /// What has no versions is refused with the command that shows it.
  @Test func whatHasNoVersionsIsRefused() throws {
    try withEditedStore { bench in
      let commit = try #require(try bench.run("log", "--oneline").lines.first).prefix(12)
      let run = try #require(try bench.run("ls", "runs").lines.first).split(separator: " ")[1]
      let calls: [([String], status: Int32, says: String)] = [
        (["diff", "\(commit)"], 6, "is a commit, which has no versions to compare"),
        (["diff", "2", "\(commit)"], 6, "help: See it with: taglio log \(commit) -p -n 1"),
        (["diff", "\(run)"], 6, "help: Name two runs: taglio diff \(run) RUN"),
        (["diff", "2", "\(run)"], 64, "\"2\" is a case and \"\(run)\" is a run"),
        (["blame", "\(run)"], 6, "taglio show \(run)"),
        (["blame", "\(commit)"], 6, "taglio show \(commit)"),
        (["log", "\(run)", "-p"], 6, "taglio show \(run)"),
      ]
      for (arguments, status, says) in calls {
        let outcome = try bench.run(arguments)
        #expect(outcome.status == status, "\(arguments)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
      }
    }
  }

  /// What was erased is not shown by comparing it either.
  @Test func theErasedStaysErased() throws {
    try withEditedStore { bench in
      let options = Repository.Options(author: "eraser", now: { 1_795_300_000_000_000_000 })
      let repository = try Repository.open(in: "\(bench.directory)", options: options)
      guard case .version(let first, _) = try Resolver(repository.snapshot).resolve("odd~1") else {
        Issue.record("odd has one version only")
        return
      }
      try erase(first.id, repository)
      for command in [["diff", "odd"], ["log", "odd", "-p"], ["log", "-p"], ["blame", "odd"]] {
        for form in [[], ["--json"]] {
          let outcome = try bench.run(command + form)
          #expect(outcome.status == 0, "\(command)")
          #expect(!outcome.output.contains("odd?"), "\(command)")
        }
        #expect(try bench.run(command).output.contains("erased: asked for by its author"))
      }
      let blame = try bench.run("blame", "odd~1")
      #expect(blame.status == 6)
      #expect(blame.errors.contains("was erased: asked for by its author"))
    }
  }

  private func erase(_ id: ObjectID, _ repository: Repository) throws {
    let record = try repository.record(id)
    var changes = Changes()
    changes.tombstones[id] = Tombstone(
      kind: .redacted,
      type: .case,
      reason: "asked for by its author",
      links: Facts(record).standInLinks,
      content: Facts(record).content
    )
    var transaction = try repository.transaction()
    try transaction.add(changes)
    _ = try transaction.commit(message: "erase")
  }

  /// A small store whose second commit edits two cases, a list of labels and a title.
  private func withEditedStore(_ body: (Workbench) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write(
        "sums.jsonl",
        """
        {"id":1,"question":"1 + 1?","answer":2,"keywords":["easy"]}
        {"id":2,"question":"2 + 3?","answer":6,"title":"Primes"}
        {"id":"odd","question":"What is odd?\\nSay it.","answer":null,"tags":["a","b"]}

        """
      )
      _ = try bench.run("add", "sums.jsonl", "--key", "id", "-m", "Sums")
      try bench.write(
        "sums.jsonl",
        """
        {"id":1,"question":"1 + 1?","answer":2,"keywords":["easy","short"]}
        {"id":2,"question":"2 + 3?","answer":5,"title":"Prime\\u001b numbers"}
        {"id":"odd","question":"What is even?\\nSay it.","answer":"5","tags":["b","z"],\
        "more":{"why":null}}

        """
      )
      _ = try bench.run("add", "sums.jsonl", "--key", "id", "-m", "Answers")
      try body(bench)
    }
  }
}

extension Workbench.Outcome {
  /// The output with `ID` for each id, which differ from one version of the program to the next.
  fileprivate var text: String {
    output.replacing(/\b([0-9a-f]{64}|[0-9a-f]{12})\b/, with: "ID")
  }
}
