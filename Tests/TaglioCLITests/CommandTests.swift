import Testing

/// What the commands print, as text and as documents.
@Suite struct CommandTests {
  @Test func initMakesAStoreOnce() throws {
    try withWorkbench { bench in
      let first = try bench.run("init")
      #expect(first.status == 0)
      #expect(first.output == "made a taglio store in \(bench.directory)/.taglio\n")
      let files = try bench.files()
      let second = try bench.run("init")
      #expect(second.status == 0)
      #expect(
        second.output
          == "there is a store in \(bench.directory)/.taglio already; nothing changed\n"
      )
      #expect(try bench.files() == files)
      let other = try bench.run("init", "a/b", "--json")
      #expect(other.output == #"{"created":true,"path":"\#(bench.directory)/a/b/.taglio"}"# + "\n")
      #expect(try bench.run("init", "--quiet").output.isEmpty)
    }
  }

  @Test func addCountsAndNamesTheCommit() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("a.yaml", "- {id: a, keywords: [x], input: 1}\n- {id: b, input: 2}\n")
      let dry = try bench.run("add", "a.yaml", "--key", "id", "--dry-run")
      #expect(
        dry.output
          == "would add 2, change 0, relabel 0, leave 0 · labels: keywords\n"
      )
      #expect(dry.errors == "nothing was written\n")
      #expect(try bench.run("log").output.isEmpty)
      let added = try bench.run("add", "a.yaml", "--key", "id")
      #expect(added.lines[0] == "added 2, changed 0, relabelled 0, unchanged 0 · labels: keywords")
      #expect(added.lines[1].hasPrefix("commit "))
      let again = try bench.run("add", "a.yaml", "--key", "id")
      #expect(again.output == "nothing to add: all 2 cases are as they were\n")
      try bench.write("a.yaml", "- {id: a, keywords: [y], input: 1}\n- {id: b, input: 3}\n")
      let edited = try bench.run("add", "a.yaml", "--key", "id", "--json")
      #expect(edited.output.hasPrefix(#"{"added":0,"changed":1,"commit":""#))
      #expect(
        edited.output.hasSuffix(
          #""dry_run":false,"erased":0,"forked":[],"gone":[],"healed":0,"labels":["keywords"],"relabelled":1,"#
            + #""removed":0,"restored":0,"still_removed":0,"unchanged":0}"# + "\n"
        )
      )
      try bench.write("none.json", "[]")
      #expect(
        try bench.run("add", "none.json").output
          == "nothing to add: there are no records in none.json\n"
      )
    }
  }

  @Test func addTakesSourcesKeysAndLabelsFromOptionsAndSettings() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("deep/er/a.json", #"{"name":"n","title":"t","input":1}"#)
      _ = try bench.run("add", "er/a.json", "--key", "name", "--mutable", "", in: "deep")
      let named = try bench.run("show", "n", "--json").output
      #expect(named.contains(#""key":["deep/er/a.json","n"],"labels":{}"#))
      let fromInput = try bench.run(
        "add",
        "-",
        "--format",
        "jsonl",
        "--source",
        "web",
        "--key",
        "name",
        input: #"{"name":"m","title":"t"}"#
      )
      #expect(fromInput.status == 0, "\(fromInput.errors)")
      let piped = try bench.run("show", "m", "--json").output
      #expect(piped.contains(#""key":["web","m"],"labels":{"title":"t"}"#))
      try bench.write(".taglio/config", Workbench.config + "key = name\nmutable = input, notes\n")
      try bench.write("b.json", #"{"name":"k","title":"t","input":1}"#)
      _ = try bench.run("add", "b.json")
      let configured = try bench.run("show", "k", "--json").output
      #expect(configured.contains(#""key":["b.json","k"],"labels":{"input":1}"#))
    }
  }

  @Test func oneSourceOfSeveralFilesCountsEqualRecordsThroughAllOfThem() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("a.jsonl", "{\"x\":1}\n{\"x\":1}\n")
      try bench.write("b.jsonl", "{\"x\":1}\n")
      let outcome = try bench.run("add", "a.jsonl", "b.jsonl", "--no-key", "--source", "s")
      #expect(outcome.lines.first == "added 3, changed 0, relabelled 0, unchanged 0")
    }
  }

  @Test func aDocumentThatHoldsRecordsIsOneCaseAndANoteSaysSo() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("suite.json", #"{"name":"s","examples":[{"x":1},{"x":2}]}"#)
      let one = try bench.run("add", "suite.json")
      #expect(one.lines[0].hasPrefix("added 1, "))
      #expect(
        one.errors == "suite.json is one case; if its records are the elements of /examples, "
          + "add it with: --records /examples\n"
      )
      let two = try bench.run("add", "suite.json", "--records", "/examples")
      #expect(two.lines[0].hasPrefix("added 2, ") && two.errors.isEmpty)
    }
  }

  @Test func aForkIsToldAndListed() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let uuid = "6f31c4df-0b5e-4f6a-8a55-0f7c60d8e5a1"
      for (file, input) in [("a.json", 1), ("b.json", 2), ("a.json", 3)] {
        try bench.write(file, #"{"uuid":"\#(uuid)","input":\#(input)}"#)
        let outcome = try bench.run("add", file)
        #expect(outcome.status == 0)
        let fork = "fork: \(uuid) has 2 heads now; see: taglio log \(uuid)\n"
        #expect(outcome.output.hasSuffix(fork) == (input == 3))
      }
      #expect(try bench.run("log", uuid).lines[0] == "\(uuid): 3 versions, 2 heads")
      #expect(try bench.run("ls").output.contains("  v2  +1  "))
      #expect(try bench.run("show", uuid).output.contains("\n  heads     "))
      let status = try bench.run("status").output
      #expect(status.contains("1 case with more than one head\n  \(uuid): 2 heads; see: "))
    }
  }

  @Test func aCheckThatTimeCutShortIsNotClean() throws {
    try withSmallStore { bench in
      let outcome = try bench.run("fsck", "--max-duration", "0s")
      #expect(outcome.status == 3)
      #expect(outcome.output.contains("time was up"))
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func logShowsCommitsAndVersions() throws {
    try withSmallStore { bench in
      let long = try bench.run("log").output
      #expect(
        long.hasSuffix(
          """
          Author: ada@bench
          Date:   2026-11-21 09:16:00Z
          Brings: 5 objects

              Sums

          """
        )
      )
      let short = try bench.run("log", "--oneline", "-n", "1")
      #expect(short.lines.count == 1)
      #expect(short.output.hasSuffix(" 2026-11-21 09:17:00Z ada@bench: 2 + 3 is 5 (1 object)\n"))
      let documents = try bench.run("log", "--jsonl").lines
      #expect(documents.count == 2)
      #expect(documents[1].contains(#""message":"Sums","objects":5,"parents":[],"#))
      let versions = try bench.run("log", "2").lines
      #expect(versions[0] == "2: 2 versions")
      #expect(versions[1].hasPrefix("v2  ") && versions[1].contains("  head  "))
      #expect(versions[2].hasPrefix("v1  ") && versions[2].hasSuffix("  ada@bench  Sums"))
      let first = short.output.prefix(12)
      #expect(try bench.run("log", "\(first)^", "--oneline").lines.count == 1)
      #expect(try bench.run("log", String(first), "--oneline").lines.count == 2)
    }
  }

  @Test func showPrintsACaseForAPerson() throws {
    try withSmallStore { bench in
      let text = try bench.run("show", "2").output
      #expect(text.hasPrefix("case 2 · version 2 of 2 · "))
      #expect(text.contains("\n  source    sums.jsonl\n"))
      #expect(text.contains("\n  title     Primes\n"))
      #expect(text.contains("\n  made by   import of sums.jsonl (run "))
      #expect(text.hasSuffix("\n  answer: 5\n  id: 2\n  question: 2 + 3?\n"))
      let lines = try bench.run("show", "odd").output
      #expect(lines.hasSuffix("  question:\n    What is odd?\n    Say it.\n"))
      let document = try bench.run("show", "2^", "--json").output
      #expect(document.contains(#""immutable_fields":{"answer":6,"id":2,"question":"2 + 3?"}"#))
      #expect(document.contains(#""sequence":1,"#))
    }
  }

  @Test func showPrintsCommitsRunsAndExperiments() throws {
    try withSmallStore { bench in
      let commit = try bench.run("log", "--oneline").lines[1].prefix(12)
      let shown = try bench.run("show", String(commit)).output
      #expect(shown.contains("  changes  objects 5, fields 2\n"))
      #expect(shown.contains("\n    Sums\n"))
      #expect(shown.contains("  experiment  import v1\n"))
      let run = try bench.run("ls", "runs").lines[0].split(separator: " ")[1]
      #expect(try bench.run("show", String(run)).output.hasPrefix("import · \(run)\n  cases  3\n"))
      let experiment = try bench.run("show", "2cb57fdceeccf548")
      #expect(experiment.output.hasPrefix("experiment import · version 1 of 1 · 2cb57fdceecc\n"))
    }
  }

  @Test func thereIsNoLatestRunWhereNoneWasRun() throws {
    try withSmallStore { bench in
      for call in [["run", "show", "latest"], ["summarize", "latest"]] {
        let outcome = try bench.run(call)
        #expect(outcome.status == 6 && outcome.errors.contains("no run \"latest\""))
      }
    }
  }

  @Test func listsSayWhereTheyWereCut() throws {
    try withSmallStore { bench in
      let all = try bench.run("ls")
      #expect(all.errors.isEmpty)
      #expect(all.lines.map { $0.prefix(3) } == ["1  ", "2  ", "odd"])
      #expect(all.lines[1].contains("  v2  ") && all.lines[1].hasSuffix("title=Primes   2 + 3?"))
      let cut = try bench.run("ls", "--limit", "1", "--offset", "1")
      #expect(cut.lines.count == 1)
      #expect(cut.errors == "2 to 2 of 3 cases; more: taglio ls cases --offset 2\n")
      let document = try bench.run("ls", "--json", "--limit", "1").output
      #expect(document.hasPrefix(#"{"items":[{"further_heads":0,"head":""#))
      #expect(document.hasSuffix(#""kind":"cases","offset":0,"total":3}"# + "\n"))
      #expect(try bench.run("ls", "--jsonl").lines.count == 3)
      for kind in ["suites", "refs"] {
        #expect(try bench.run("ls", kind).errors == "there are no \(kind) here\n")
      }
      #expect(try bench.run("ls", "experiments").lines[0].hasSuffix("  v1  import"))
    }
  }

  @Test func statusCounts() throws {
    try withSmallStore { bench in
      let lines = try bench.run("status").lines
      #expect(lines[0] == "store   \(bench.directory)/.taglio")
      #expect(
        lines[1] == "holds   3 cases in 4 versions, 1 run, 1 experiment, 0 suites, 0 blobs"
      )
      #expect(lines[2].hasPrefix("history 2 commits; heads: "))
      #expect(lines.count == 4)
      try bench.write(".taglio/objects/notes.txt", "x")
      let after = try bench.run("status")
      #expect(
        after.output.hasSuffix("\n1 file among the objects with other names: notes.txt\n")
      )
      #expect(try bench.run("status", "--json").output.contains(#""strays":["notes.txt"]"#))
    }
  }

  @Test func stateIsTheSameAfterReindexing() throws {
    try withSmallStore { bench in
      let before = try bench.run("state", "--json")
      #expect(before.output.hasPrefix(#"{"closed":[],"commits":["#))
      let outcome = try bench.run("reindex")
      #expect(outcome.output == "made refs and index anew: 2 commits, 6 objects\n")
      #expect(try bench.run("state").output == before.output)
    }
  }

  @Test func fsckFindsNothingAndThenAMissingObject() throws {
    try withSmallStore { bench in
      let clean = try bench.run("fsck")
      #expect(clean.status == 0)
      #expect(clean.output.hasPrefix("no problems found (8 objects, "))
      let id = try bench.run("ls", "-v").lines[0].split(separator: " ")[1]
      let path = ".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      try bench.remove(path)
      let outcome = try bench.run("fsck")
      #expect(outcome.status == 4)
      #expect(outcome.output.contains(path) && outcome.output.contains("harms: case 1"))
      #expect(outcome.lines.last?.hasPrefix("1 problem found") == true)
      let shown = try bench.run("show", "1")
      #expect(shown.status == 4)
      #expect(shown.output.contains("damaged: ") && !shown.output.contains("answer"))
      #expect(try bench.run("fsck", "--json").output.contains(#""problems":1"#))
    }
  }
}
