import TaglioFormat
import TestSupport
import Testing

/// `import`: logs of each tool become cases and runs, once.
@Suite struct ImportCommandTests {
  private func withStore(_ body: (Workbench) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try body(bench)
    }
  }

  @Test func inspectBecomesCasesAndARun() throws {
    try withStore { bench in
      try bench.write("a.json", LogFixtures.inspectJSON())
      let logs = try bench.imported("auto", "a.json", "--suite", "cities")
      let log = try #require(logs.first)
      #expect(log.outputs == ["errors": 1, "failed": 1, "passed": 2, "total": 5, "unjudged": 1])
      #expect(log.cases["added"] == 4 && log.cases["total"] == 4)
      #expect(log.kept == ["attachments": 1, "events": 5, "input": 1, "messages": 5, "output": 5])
      #expect(log.json["experiment"]?.string == "inspect/capitals")
      let item = try bench.document("show", "b")
      #expect("\(item.canonical)".contains("Which city?"))
      let run = try bench.document("run", "show", log.run)
      #expect("\(run.canonical)".contains("\"2025-02-01T10:00:00.000Z\""))
      #expect(try bench.run("suite", "show", "cities").output.contains("Which city?"))
    }
  }

  @Test func theSameLogAgainAddsNothing() throws {
    let all: [(format: String, files: [String: String])] = [
      ("inspect", ["a.json": LogFixtures.inspectJSON()]),
      ("gotaglio", ["a.json": LogFixtures.gotaglio()]),
      ("promptfoo", ["a.json": LogFixtures.promptfoo]),
      ("promptfoo", ["a.csv": LogFixtures.promptfooTable]),
      ("openai-evals", ["a.jsonl": LogFixtures.openAIEvals]),
      (
        "lm-eval",
        ["r.json": LogFixtures.harnessResults, "samples_gsm8k.jsonl": LogFixtures.harnessSamples]
      ),
    ]
    for (format, files) in all {
      try withStore { bench in
        for (name, text) in files { try bench.write(name, text) }
        let names = files.keys.sorted()
        let first = try bench.run(["import", format] + names)
        #expect(first.status == 0, "\(format): \(first.errors)")
        #expect(first.output.contains("undo with: taglio undo"))
        let state = try bench.run("state").output
        let again = try bench.run(["import", "auto"] + names + ["--json"])
        #expect(again.status == 0)
        #expect(again.output.contains(#""is_known":true"#), "\(format): \(again.output)")
        #expect(!again.output.contains(#""is_known":false"#))
        #expect(try bench.run("state").output == state, "\(format)")
        #expect(try bench.run("fsck").status == 0)
      }
    }
  }

  @Test func bothFormatsOfInspectGiveTheSameObjects() throws {
    var ids: [[String]] = []
    for isArchive in [false, true] {
      try withStore { bench in
        let bytes = try LogFixtures.inspectArchive()
        try bench.write("log", bytes: isArchive ? bytes : Array(LogFixtures.inspectJSON().utf8))
        let log = try #require(try bench.imported("inspect", "log").first)
        let run = try bench.document("summarize", log.run)
        let outputs = run["items"]?.elements.compactMap { $0["output"]?.string } ?? []
        ids.append([log.run] + outputs.sorted())
        #expect(log.notes.contains { $0.contains("left out: 2 files") } == isArchive)
      }
    }
    #expect(ids[0].count == 6)
    #expect(ids[0] == ids[1])
    try withStore { bench in
      try bench.write("log.eval", bytes: LogFixtures.inspectArchive(method: 0))
      try bench.write("log.json", LogFixtures.inspectJSON())
      let logs = try bench.imported("auto", "log.eval", "log.json")
      #expect(logs.map(\.isKnown) == [false, true])
    }
  }

  /// A log is a witness: what a case said at one time does not revert what it says at another.
  @Test func logsOfTwoTimesDoNotChangeACaseToAndFro() throws {
    try withStore { bench in
      for (name, day, input) in [("old", 1, "Where?"), ("new", 2, "Where is it?")] {
        let sample = LogFixtures.inspectSample("1", input: input)
        let header = LogFixtures.inspectHeader(run: name, day: day)
        try bench.write("\(name).json", LogFixtures.inspectJSON([sample], header: header))
      }
      let dry = try bench.imported("inspect", "new.json", "old.json", "--dry-run")
      #expect(dry.map { $0.cases["added"] } == [0, 1])
      #expect(dry.map { $0.cases["edited"] } == [1, 0])
      #expect(try bench.run("log").output.isEmpty)
      let logs = try bench.imported("inspect", "new.json", "old.json")
      #expect(logs.map { $0.cases["added"] } == [0, 1])
      #expect(logs.map { $0.cases["edited"] } == [1, 0])
      let state = try bench.run("state").output
      for file in ["old.json", "new.json", "old.json"] {
        #expect(try bench.imported("auto", file).first?.cases["unchanged"] == 1)
      }
      #expect(try bench.run("state").output == state)
      #expect(try bench.run("show", "1").output.contains("Where is it?"))
      let bases = try logs.map { log in
        let run = try bench.document("summarize", log.run)
        return run["items"]?[0]?["input"]?["sequence"]?.int
      }
      #expect(bases == [2, 1])
    }
  }

  @Test func whatSomebodyEditedIsNotReverted() throws {
    try withStore { bench in
      try bench.write("a.json", LogFixtures.inspectJSON([LogFixtures.inspectSample("1")]))
      _ = try bench.imported("auto", "a.json")
      #expect(try bench.run("edit", "1", "--set", #"/target="Roma""#).status == 0)
      let header = LogFixtures.inspectHeader(run: "later", day: 3)
      try bench.write(
        "b.json",
        LogFixtures.inspectJSON([LogFixtures.inspectSample("1")], header: header)
      )
      let log = try #require(try bench.imported("auto", "b.json").first)
      #expect(log.cases["unchanged"] == 1)
      #expect(try bench.run("show", "1").output.contains("Roma"))
    }
  }

  @Test func anExperimentThatIsHereKeepsItsVerdict() throws {
    try withStore { bench in
      let verdict = "/scores/match/answer=Rome"
      _ = try bench.run("experiment", "add", "inspect/capitals", "--verdict", verdict)
      try bench.write("a.json", LogFixtures.inspectJSON())
      let log = try #require(try bench.imported("auto", "a.json").first)
      let totals = try bench.document("summarize", log.run)["totals"]
      #expect(totals?["passed"]?.int == 3)
      let other = try #require(try bench.imported("auto", "a.json", "--experiment", "mine").first)
      #expect(!other.isKnown && other.json["experiment"]?.string == "mine")
    }
  }

  @Test func aRunThatWasCutShortIsAbandoned() throws {
    try withStore { bench in
      let header = LogFixtures.inspectHeader(status: "cancelled")
      try bench.write("a.json", LogFixtures.inspectJSON(header: header))
      let log = try #require(try bench.imported("auto", "a.json").first)
      #expect(log.json["status"]?.string == "abandoned")
      #expect(log.notes == ["the run ended as \"cancelled\""])
      #expect(try bench.run("run", "ls").output.contains("abandoned"))
      #expect(try bench.document("summarize", log.run)["totals"]?["passed"]?.int == 2)
      let lines = LogFixtures.openAIEvals.split(separator: "\n").dropLast()
      try bench.write("cut.jsonl", lines.joined(separator: "\n"))
      let cut = try #require(try bench.imported("auto", "cut.jsonl").first)
      #expect(cut.json["status"]?.string == "abandoned")
    }
  }

  @Test func resultsWithoutSamplesAreARunWithoutOutputs() throws {
    try withStore { bench in
      try bench.write("r.json", LogFixtures.harnessResults)
      let log = try #require(try bench.imported("auto", "r.json").first)
      #expect(log.outputs["total"] == 0 && log.notes.count == 1)
      #expect(try bench.run("summarize", log.run).status == 0)
      let text = try bench.run("run", "show", log.run, "--json").output
      #expect(text.contains("exact_match,strict-match"))
    }
  }

  @Test func samplesOfTheHarnessAreJudgedByTheFirstFilter() throws {
    try withStore { bench in
      try bench.write("results_2024-05-01T12-30-00.json", LogFixtures.harnessResults)
      try bench.write("samples_gsm8k_2024-05-01T12-30-00.jsonl", LogFixtures.harnessSamples)
      let files = ["results_2024-05-01T12-30-00.json", "samples_gsm8k_2024-05-01T12-30-00.jsonl"]
      let logs = try bench.imported("lm-eval", files[0], files[1])
      let log = try #require(logs.first)
      #expect(logs.count == 1)
      #expect(log.json["data_set"]?.string == "openai/gsm8k/main/test")
      #expect(log.outputs == ["errors": 0, "failed": 1, "passed": 1, "total": 2, "unjudged": 0])
      #expect(log.kept == ["filters": 2])
      let shares = LogFixtures.harnessSamples.replacing(
        #""exact_match":0.0"#,
        with: #""exact_match":0.4"#
      )
      try bench.write("samples_other.jsonl", shares)
      let other = try #require(try bench.imported("lm-eval", "samples_other.jsonl").first)
      #expect(other.outputs["unjudged"] == 2 && other.json["task"]?.string == "other")
    }
  }

  @Test(arguments: ["a.json", "a.csv"]) func eachColumnOfPromptfooIsARun(file: String) throws {
    try withStore { bench in
      let text = file == "a.csv" ? LogFixtures.promptfooTable : LogFixtures.promptfoo
      try bench.write(file, text)
      let logs = try bench.imported("promptfoo", file)
      #expect(logs.count == 2)
      #expect(
        logs[0].outputs == ["errors": 1, "failed": 0, "passed": 1, "total": 2, "unjudged": 0]
      )
      #expect(
        logs[1].outputs == ["errors": 0, "failed": 1, "passed": 1, "total": 2, "unjudged": 0]
      )
      #expect(logs.map { $0.cases["total"] } == [2, 2])
      let comparison = try bench.document("compare", logs[0].run, logs[1].run)
      #expect(comparison["comparisons"]?[0]?["cases"]?.count == 2)
      let shown = try bench.document("summarize", logs[1].run)
      #expect(shown["items"]?.elements.contains { $0["score"]?.int == 0 } == true)
    }
  }

  @Test func tablesOfPromptfooInOlderForms() throws {
    try withStore { bench in
      try bench.write("old.csv", "RESULT,Say {{x}},x\nPASS,hi,hi\nFAIL,ho,hi there\n")
      try bench.write(
        "marked.csv",
        "x,[echo] say\nhi,[PASS] hi\nho,\"[FAIL] no\n---\nha\"\nhu,[ERROR] 429\n"
      )
      let old = try #require(try bench.imported("auto", "old.csv").first)
      #expect(old.outputs["passed"] == 1 && old.outputs["failed"] == 1)
      let marked = try #require(try bench.imported("auto", "marked.csv").first)
      #expect(marked.outputs == ["errors": 1, "failed": 1, "passed": 1, "total": 3, "unjudged": 0])
    }
  }

  @Test func gotaglioRunsAndSuites() throws {
    try withStore { bench in
      try bench.write("run.json", LogFixtures.gotaglio())
      let log = try #require(try bench.imported("auto", "run.json").first)
      #expect(log.outputs == ["errors": 1, "failed": 1, "passed": 2, "total": 4, "unjudged": 0])
      try bench.write("cases.json", "[\(LogFixtures.gotaglioCase),{\"turns\":[{\"user\":\"a\"}]}]")
      let suite = try #require(try bench.imported("gotaglio", "cases.json").first)
      #expect(suite.cases["added"] == 1 && suite.cases["unchanged"] == 1)
      #expect(suite.run.isEmpty && suite.json["suite"]?.string == "cases")
      #expect(try bench.document("suite", "show", "cases")["items"]?.count == 2)
      let labels = try bench.run("show", "6f31c4df-bba6-42cd-a3ae-24f31d5503fa").output
      #expect(labels.contains("numbers"))
      try bench.write("cases.json", "[{\"turns\":[{\"user\":\"new\"}]}]")
      #expect(try bench.imported("gotaglio", "cases.json", "--suite", "cases").count == 1)
      #expect(try bench.document("suite", "show", "cases")["items"]?.count == 3)
    }
  }

  @Test func eventsBecomeOutputs() throws {
    try withStore { bench in
      try bench.write("a.jsonl", LogFixtures.openAIEvals)
      let log = try #require(try bench.imported("openai-evals", "a.jsonl").first)
      #expect(log.outputs == ["errors": 1, "failed": 1, "passed": 1, "total": 4, "unjudged": 1])
      #expect(log.json["data_set"]?.string == "math/samples.jsonl")
      #expect(log.kept == ["events": 4])
      #expect(try bench.run("show", "0").output.contains("1+1"))
    }
  }

  @Test func zstandardGoesThroughTheProgram() throws {
    try withStore { bench in
      // Stored bytes that call themselves compressed: the program that stands in gives them back.
      bench.unzstd = { packed, limit in Array(packed.prefix(limit)) }
      try bench.write("a.eval", bytes: LogFixtures.inspectArchive(method: 93))
      #expect(try bench.imported("inspect", "a.eval").first?.outputs["total"] == 5)
    }
  }

  @Test(.enabled(if: Tool.isPresent("zstd"), "zstd is not here"))
  func zstandardIsExpanded() throws {
    try withStore { bench in
      bench.unzstd = { packed, limit in
        Array(try Workbench.zstd(["-d", "-c", "-q"], packed).prefix(limit))
      }
      var archive = LogFixtures.inspectZip(method: 93)
      for index in archive.files.indices {
        archive.files[index].packed = try Workbench.zstd(
          ["-q", "-c"],
          archive.files[index].content
        )
      }
      try bench.write("a.eval", bytes: archive.bytes())
      #expect(try bench.imported("inspect", "a.eval").first?.outputs["total"] == 5)
    }
  }

  @Test func undoTakesAnImportBackAndTheRunIsNamed() throws {
    try withStore { bench in
      let before = try bench.run("ls").output
      try bench.write("a.json", LogFixtures.inspectJSON())
      let log = try #require(try bench.imported("auto", "a.json").first)
      let commit = try #require(log.json["commit"]?.string)
      #expect(try bench.run("undo", commit).status == 0)
      #expect(try bench.run("ls").output == before)
      let again = try #require(try bench.imported("auto", "a.json").first)
      #expect(again.isKnown && again.notes.contains { $0.contains("taglio restore") })
    }
  }

  @Test func hostileNamesStayData() throws {
    try withStore { bench in
      let header = LogFixtures.inspectHeader()
        .replacing(#""task":"capitals""#, with: #""task":"../..//a b\u001b[2J""#)
        .replacing(#""name":"cities""#, with: #""name":"../../\u001b]0;x""#)
      try bench.write("a.json", LogFixtures.inspectJSON(header: header))
      let outcome = try bench.run("import", "auto", "a.json")
      #expect(outcome.status == 0)
      #expect(!outcome.output.unicodeScalars.contains("\u{1b}"))
      #expect(outcome.output.contains("inspect/a-b--2J"))
      #expect(try bench.run("fsck").status == 0)
    }
  }
}
