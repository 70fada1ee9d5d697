import TaglioFormat
import TaglioKit
import Testing

/// `run record`, and how what it took in is looked at.
@Suite struct RunRecordTests {
  private static let rows = """
    {"id":1,"ok":true,"score":1}
    {"id":2,"ok":false,"score":0.25}
    {"error":"none","id":"odd"}

    """

  private static let call = [
    "run", "record", "sums", "out.jsonl", "--suite", "all", "--basis", "/id",
  ]

  private func withRows(_ rows: String = rows, _ body: (Workbench) throws -> Void) throws {
    try withExperiment { (bench) throws in
      try bench.write("out.jsonl", rows)
      try body(bench)
    }
  }

  @Test func rowsBecomeARun() throws {
    try withRows { (bench) throws in
      let outcome = try bench.run(RunRecordTests.call + ["--set", "model=small"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.lines[0].hasPrefix("recorded run "))
      #expect(outcome.lines[0].hasSuffix(": 3 outputs of 3 cases"))
      #expect(outcome.lines[1] == "  1 passed, 1 failed, 1 error; 33.3 % passed")
      #expect(outcome.lines[2].hasPrefix("commit ") && outcome.lines[3].hasPrefix("undo with: "))
      let shown = try bench.run("run", "show", "latest").output
      for words in [
        "run of sums · ", "  suite       all\n",
        "results     1 passed, 1 failed, 1 error; 33.3 % passed",
        "complete, 3 outputs", "model: small", "  error ", "  passed ", "odd",
      ] {
        #expect(shown.contains(words), "\(words) in \(shown)")
      }
      #expect(try bench.run("show", "latest").output == shown)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func theSameRowsAreTheRunThatIsHere() throws {
    try withRows { (bench) throws in
      let first = try bench.run(RunRecordTests.call).lines[0].split(separator: " ")[2].dropLast()
      let state = try bench.run("state").output
      let again = try bench.run(RunRecordTests.call)
      #expect(again.output == "already recorded as run \(first): nothing to do\n")
      try bench.write(
        "other.jsonl",
        RunRecordTests.rows.split(separator: "\n").reversed().joined(separator: "\n")
      )
      let other = try bench.run(
        "run",
        "record",
        "sums",
        "other.jsonl",
        "--suite",
        "all",
        "--basis",
        "/id"
      )
      #expect(other.output == again.output)
      #expect(try bench.run("state").output == state)
      #expect(
        try bench.run(RunRecordTests.call + ["--set", "n=2"]).output.hasPrefix("recorded run")
      )
      #expect(try bench.run("run", "ls").lines.count == 2)
    }
  }

  @Test func aRecordingCanBeUndoneAndDoneAgain() throws {
    try withRows { (bench) throws in
      let commit = try #require(
        try bench.run(RunRecordTests.call).lines[2].split(separator: " ").last
      )
      #expect(try bench.run("undo", String(commit)).status == 0)
      #expect(try bench.run("run", "ls").errors == "there are no runs here\n")
      #expect(try bench.run("find", "--in", "outputs", "--count").output == "0\n")
      #expect(try bench.run(RunRecordTests.call).output.hasPrefix("recorded run "))
    }
  }

  @Test func rowsAreJoinedByKeyIdAndField() throws {
    try withRows { (bench) throws in
      let ids = try bench.run("ls", "-v").lines.compactMap { line in
        line.split(separator: " ").first { ObjectID($0) != nil }
      }
      let old = try #require(
        try JSONDocument(parsing: Array(try bench.run("show", "2~1", "--json").output.utf8))
          .root["id"]?.string
      )
      try bench.write(
        "by-id.jsonl",
        ids.map { #"{"case":"\#($0.prefix(12))"}"# }.joined(separator: "\n")
      )
      try bench.write("by-key.csv", "case,ok\n1,true\nodd,false\n")
      try bench.write("by-json.jsonl", #"{"case":["sums.jsonl","2"]}"#)
      try bench.write("by-field.yaml", "- q: 2 + 3?\n  ok: true\n")
      try bench.write("by-old.jsonl", #"{"case":"\#(old)"}"#)
      for (file, more, count) in [
        ("by-id.jsonl", ["--basis", "/case"], 3),
        ("by-key.csv", ["--basis", "/case", "--types", "json"], 2),
        ("by-json.jsonl", ["--basis", "/case"], 1), ("by-old.jsonl", ["--basis", "/case"], 1),
        ("by-field.yaml", ["--basis", "/q", "--join", "/question"], 1),
      ] {
        for suite in [[], ["--suite", "all"]] {
          let outcome = try bench.run(["run", "record", "sums", file] + more + suite)
          #expect(
            outcome.lines.first?.contains(": \(count) output") == true,
            "\(file): \(outcome.errors)"
          )
        }
      }
      let run = try bench.run("find", "basis = \(old)", "--in", "outputs", "--count")
      #expect(run.output == "2\n")
    }
  }

  @Test func trialsAndUnmatchedRowsAreTakenWhereThatIsSaid() throws {
    let rows =
      #"{"id":1,"ok":true}"# + "\n" + #"{"id":1,"ok":false}"# + "\n" + #"{"id":9,"ok":true}"#
    try withRows(rows + "\n" + #"{"id":9,"ok":true}"#) { bench in
      let call = RunRecordTests.call + ["--trials", "--allow-unmatched"]
      let outcome = try bench.run(call)
      #expect(outcome.lines[0].hasSuffix(": 4 outputs of 1 case"), "\(outcome.errors)")
      #expect(outcome.errors == "2 outputs have no input\n")
      #expect(try bench.run("find", "trial = 1", "--in", "outputs", "--count").output == "2\n")
      #expect(
        try bench.run("find", "not exists basis", "--in", "outputs", "--count").output == "2\n"
      )
      #expect(try bench.run("ls").lines.count == 3)
      #expect(try bench.run(call).output.hasPrefix("already recorded"))
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func onlyMembersOfTheSuiteCount() throws {
    try withRows(#"{"id":1,"ok":true}"#) { bench in
      let id = "0b51c4df-3a5e-4a0e-9f35-0d1e8b8f5b11"
      try bench.makeSuite("second", id: id) { $0.key?.description == "2" }
      let call = ["run", "record", "sums", "out.jsonl", "--basis", "/id"]
      let refused = try bench.run(call + ["--suite", "second"])
      #expect(refused.status == 1)
      #expect(refused.errors.contains("out.jsonl:1: 1 matches no case"), "\(refused.errors)")
      #expect(try bench.run(call).status == 0)
    }
  }

  /// What is refused leaves nothing behind, and says which rows.
  private static let refusals: [(rows: String, options: [String], says: [String])] = [
    (
      #"{"id":1}"# + "\n" + #"{"id":7}"# + "\n" + #"{"x":1}"#, [],
      ["2 of 3 rows", "out.jsonl:2: 7 matches no case", "out.jsonl:3: names no case", "--join"]
    ),
    (
      #"{"id":1}"# + "\n" + #"{"id":1}"#, [],
      ["1 of 2 rows", "out.jsonl:2: 1 has a row before it", "--trials"]
    ),
    (#"{"id":1}"#, ["--fields", "/out"], ["out.jsonl:1:1", "no object at /out"]),
    ("[]", ["--format", "json"], ["no rows in out.jsonl"]),
    (#"{"id":1"#, [], ["out.jsonl:1:8"]),
    (
      #"{"id":1,"a":{"$blob":""# + String(repeating: "ab", count: 32)
        + #"","bytes":1,"type":"audio/wav"}}"#, [], ["out.jsonl:1:1", "blob abababababab"]
    ),
    (
      (1...30).map { #"{"id":"x\#($0)"}"# }.joined(separator: "\n"), [],
      ["30 of 30 rows", "out.jsonl:20: \"x20\"", "… and 10 more"]
    ),
  ]

  @Test(arguments: refusals)
  func rowsAreRefusedAsAWhole(_ rows: String, _ options: [String], _ says: [String]) throws {
    try withRows(rows) { (bench) throws in
      let (state, files) = (try bench.run("state").output, try bench.files())
      let outcome = try bench.run(RunRecordTests.call + options)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("\n  help: "), "\(outcome.errors)")
      for words in says { #expect(outcome.errors.contains(words), "\(outcome.errors)") }
      #expect(try bench.run("state").output == state)
      #expect(try bench.files() == files)
    }
  }

  @Test func outputsMeetTheSchemaOfTheExperiment() throws {
    try withRows { (bench) throws in
      try bench.makeExperiment(
        "checked",
        #"{"name":"checked","schema":{"properties":{"score":{"minimum":0.5}},"required":["ok"]}}"#
      )
      let call = ["run", "record", "checked", "out.jsonl", "--basis", "/id"]
      let refused = try bench.run(call)
      #expect(refused.status == 1)
      for words in ["out.jsonl:2:1: the output of 2 ", "\"checked\"", "field /score", "help: "] {
        #expect(refused.errors.contains(words), "\(refused.errors)")
      }
      try bench.write("out.jsonl", RunRecordTests.rows.replacing("0.25", with: "0.75"))
      #expect(try bench.run(call).status == 0)
    }
  }

  @Test func importsAreNoRunsToRecord() throws {
    try withRows { (bench) throws in
      let outcome = try bench.run(
        "run",
        "record",
        "2cb57fdceeccf548",
        "out.jsonl",
        "--basis",
        "/id"
      )
      #expect(outcome.status == 1 && outcome.errors.contains("\"import\" is what add runs"))
      #expect(try bench.run("run", "ls").errors == "there are no runs here\n")
      #expect(try bench.run("run", "ls", "--all").lines.count == 1)
    }
  }

  @Test func runsAreListedWithWhatCameOut() throws {
    try withRows { (bench) throws in
      _ = try bench.run(RunRecordTests.call)
      let line = try bench.run("run", "ls").lines[0].split(separator: " ").filter { !$0.isEmpty }
      #expect(line[0] == "sums" && line[2] == "complete")
      #expect(line.suffix(5) == ["3", "outputs", "33.3", "%", "all"])
      let document = try bench.run("run", "ls", "--json").output
      #expect(
        document.contains(
          #""totals":{"complete":2,"errors":1,"failed":1,"late":0,"passed":1,"repeated":0,"unjudged":0,"unreadable":0}"#
        )
      )
      #expect(document.contains(#""suite":"6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b11""#))
    }
  }
}
