import Foundation
import TaglioFormat
import Testing

/// `summarize`, `compare`, `flaky` and `trace`, as people and programs see them.
@Suite struct AnalysisCommandTests {
  @Test func aSummaryTellsTotalsThenCases() throws {
    try withRuns { runs in
      let text = try runs.bench.run("summarize", runs.second).text
      #expect(
        text == """
          run of grade v1 · ID · 2026-11-02 08:00
            outputs  2 complete, 1 error
            passed   2 of 3, 66.7 % (95 %: 20.8 % to 93.9 %), 0 failed
            score    0.625 on average
            verdict  /ok

          1    ID  error         1 + 1?
          2    ID  passed  1.0   2 + 3?
          odd  ID  passed  0.25  What is odd? Say it.

          """
      )
      let failed = try runs.bench.run("summarize", "latest", "--failed", "--verdict", "/ok")
      #expect(failed.status == 0)
    }
  }

  @Test func aSummaryIsGroupedAndHasColumns() throws {
    try withRuns { runs in
      let text = try runs.bench.run(
        "summarize",
        runs.second,
        "--by",
        "keyword",
        "--columns",
        "/score,case:/answer"
      )
      .text
      let groups = """
        keyword  outputs  passed           errors  score
        easy     1                         1
        -        2        2 of 2  100.0 %          0.625

        case  output
        """
      #expect(text.contains(groups))
      #expect(text.contains("/score  case:/answer\n"))
      #expect(
        text.contains("\nodd   ID  passed  0.25  0.25    null          What is odd? Say it.\n")
      )
    }
  }

  @Test func aComparisonTellsFirstWhetherItIsBetter() throws {
    try withRuns { runs in
      let outcome = try runs.bench.run("compare", runs.first, runs.second)
      #expect(outcome.status == 0)
      #expect(
        outcome.text == """
          A  grade v1  ID  2026-11-01 08:00  1 of 2  50.0 %
          B  grade v1  ID  2026-11-02 08:00  2 of 3  66.7 %

          no evidence of a difference: 0 better, 1 worse, p = 1.0 (0 same)
          input changed: 1 case, not counted above (1 better, 0 worse, 0 same)
          only in B: 1

          /config/set/model
          - "small"
          + "large"

          worse (1)
            1  ID  ID  passed 1.0 → error  1 + 1?

          input changed (1)
            2 v1 → v2  failed 0.0 → passed 1.0
              /answer
              - 6
              + 5

          only in B (1)
            odd  ID  passed 0.25  What is odd? Say it.

          """
      )
    }
  }

  @Test func severalRunsAreComparedWithTheFirst() throws {
    try withRuns { runs in
      let text = try runs.bench.run("compare", runs.first, runs.second, runs.silent).text
      let head = """
        A  grade v1  ID  2026-11-01 08:00  1 of 2  50.0 %
        B  grade v1  ID  2026-11-02 08:00  2 of 3  66.7 %
        C  ask v1    ID  2026-11-03 08:00

        A and B
        no evidence of a difference: 0 better, 1 worse, p = 1.0 (0 same)

        """
      #expect(text.hasPrefix(head))
      #expect(
        text.contains(
          "\nA and C\nno verdicts to compare: 0 changed, 0 same, 1 unjudged\nonly in A: 1\n"
        )
      )
      #expect(text.contains("\nexperiment /name\n- \"grade\"\n+ \"ask\"\n"))
      #expect(
        text.hasSuffix(
          "\njudged on one side only (1)\n  1  ID  ID  passed 1.0 → unjudged  1 + 1?\n"
        )
      )
    }
  }

  @Test func onlyWhatIsAskedForIsListed() throws {
    try withRuns { runs in
      for (only, kinds) in [
        ("regressions", ["regression"]), ("improvements", []), ("edited", ["edited"]),
        ("unpaired", ["only-b"]), ("same", []), ("changed", []), ("unjudged", []),
      ] {
        let output = try runs.bench.run(
          "compare",
          runs.first,
          runs.second,
          "--only",
          only,
          "--json"
        )
        .output
        let document = try Document(output)
        #expect(document.comparisons.map { $0.cases.map(\.kind) } == [kinds], "\(only)")
        #expect(document.comparisons.first?.counts["regression"] == 1)
      }
    }
  }

  /// The part of the document that is looked at.
  private struct Document: Decodable {
    struct Comparison: Decodable {
      struct Case: Decodable {
        struct Difference: Decodable {
          var path: String
        }

        var kind: String
        var change: String?
        var differences: [Difference]?
      }

      var cases: [Case]
      var counts: [String: Int]
      var p: Double?
      var verdicts: [String: Int]
      var edited: [String: Int]
      var config: [Case.Difference]
    }

    var comparisons: [Comparison]

    init(_ text: String) throws {
      self = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    }
  }

  @Test func theDocumentOfAComparisonHoldsEveryCase() throws {
    try withRuns { runs in
      let output = try runs.bench.run("compare", runs.first, runs.second, "--json").output
      let comparison = try #require(try Document(output).comparisons.first)
      #expect(comparison.cases.map(\.kind) == ["regression", "edited", "only-b"])
      #expect(comparison.cases.map(\.change) == ["worse", "better", nil])
      #expect(comparison.cases.map { $0.differences?.map(\.path) } == [nil, ["/answer"], nil])
      #expect(comparison.verdicts == ["better": 0, "same": 0, "worse": 1])
      #expect(comparison.edited == ["better": 1, "same": 0, "worse": 0])
      #expect(comparison.p == 1 && comparison.config.map(\.path) == ["/config/set/model"])
    }
  }

  private static let limits: [(limit: String, status: Int32)] = [
    ("regression", 5), ("regression:0", 5), ("regression:1", 0), ("regression:7", 0),
  ]

  @Test(arguments: limits)
  func regressionsAreToldByTheExitCodeWhereThatIsAskedFor(
    _ limit: String,
    _ status: Int32
  ) throws {
    try withRuns { runs in
      let outcome = try runs.bench.run("compare", runs.first, runs.second, "--fail-on", limit)
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(outcome.output.contains("worse"))
    }
  }

  @Test func aRegressionCannotBeAskedForWithoutVerdicts() throws {
    try withRuns { runs in
      let call = ["compare", runs.first, runs.silent, "--fail-on", "regression"]
      let outcome = try runs.bench.run(call)
      #expect(outcome.status == 64 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("needs verdicts") && outcome.errors.contains("--verdict"))
      #expect(try runs.bench.run(call + ["--verdict", "/ok"]).status == 0)
    }
  }

  @Test func aSuiteTellsItsFlakyCases() throws {
    try withRuns { runs in
      let text = try runs.bench.run("flaky", "sums").text
      #expect(
        text == """
          2 runs, 2026-11-01 08:00 to 2026-11-02 08:00
          2 gave different verdicts, 0 never passed, 1 always passed

          case  flips  in trials  failed
          1     1      0          1 of 2  50.0 %              1 + 1?
          2     1      0          1 of 2  50.0 %  2 versions  2 + 3?

          """
      )
      let document = try runs.bench.run("flaky", "suites/sums", "--json").output
      #expect(
        document.contains(#""failing":0,"flaky":2,"#) && document.hasSuffix(#""total":2}"# + "\n")
      )
      let other = try runs.bench.run("flaky", "sums", "--experiment", runs.silent)
      #expect(other.status == 6 && other.errors.contains("is no experiment"))
    }
  }

  @Test func aTraceIsATree() throws {
    try withRuns { runs in
      let text = try runs.bench.run("trace", "2").text
      #expect(
        text == """
          case 2 v2 ID
            2 + 3?

          came from
            import · ID

          led to
            ├─ v1 → failed 0.0 ID · grade v1 ID · 2026-11-01 08:00
            └─ v2 → passed 1.0 ID · grade v1 ID · 2026-11-02 08:00

          """
      )
      let document = try runs.bench.run("trace", "1", "--json").output
      #expect(document.hasPrefix(#"{"came_from":[],"is_cut":false,"led_to":[{"children":[],"#))
    }
  }

  /// The part of the document that is looked at.
  private struct Summary: Decodable {
    struct Item: Decodable {
      var output: String
      var result: String
    }

    var items: [Item]
  }

  private func summary(_ runs: RunsBench, _ options: String...) throws -> Summary {
    let call = ["summarize", runs.first, "--json"] + options
    return try JSONDecoder().decode(Summary.self, from: Data(runs.bench.run(call).output.utf8))
  }

  @Test func aCorrectedOutputIsSeenWithCurrent() throws {
    try withRuns { runs in
      let made = try summary(runs)
      let failed = try #require(made.items.last)
      #expect(failed.result == "failed")
      _ = try runs.bench.run("edit", failed.output, "--set", "/ok=true")
      #expect(try summary(runs).items.map(\.result) == ["passed", "failed"])
      #expect(try summary(runs, "--current").items.map(\.result) == ["passed", "passed"])
      let lines = try runs.bench.run("summarize", runs.first, "--current").lines
      #expect(lines.last?.contains("corrected") == true)
    }
  }

  private static let refused: [(call: [String], status: Int32, says: String)] = [
    (["flaky", "empty"], 6, "no run over the suite"),
    (["flaky", "sums", "--verdict", "/none>1", "--last", "1"], 64, "from 2 on"),
    (["trace", "latest"], 6, "\"latest\" is no case"),
    (["summarize", "sums"], 6, "\"sums\" is no run"),
    (["summarize", "latest", "--by", "/nothing"], 1, "no case of the run has /nothing"),
    (["compare", "latest", "grade"], 6, "grade"),
  ]

  @Test(arguments: refused)
  func whatCannotBeToldIsRefused(_ call: [String], _ status: Int32, _ says: String) throws {
    try withRuns { runs in
      let outcome = try runs.bench.run(call)
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains(says) && outcome.errors.contains("\n  help: "))
    }
  }

  @Test func whatDataSaysCannotSteerATerminal() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("a.jsonl", #"{"id":"x\u001b[2J","q":"\u001b]0;title\u0007"}"#)
      _ = try bench.run("add", "a.jsonl", "--key", "id")
      let runs = try RunsBench.hostile(bench)
      for call in [
        ["summarize", runs, "--columns", "/a", "--by", "/a"],
        ["compare", runs, runs, "--only", "same"],
        ["trace", "x\u{1b}[2J"],
      ] {
        let outcome = try bench.run(call)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.output.contains("\u{1b}") && outcome.output.contains("\\x1b"))
      }
    }
  }

  @Test(arguments: [["summarize"], ["compare"], ["flaky"], ["trace"]])
  func linesFitTheTerminal(_ command: [String]) throws {
    try withRuns { runs in
      runs.bench.terminal = 80
      let arguments = [
        "summarize": [runs.second, "--columns", "/score"], "compare": [runs.first, runs.second],
        "flaky": ["sums"], "trace": ["2"],
      ]
      let call = command + (arguments[command[0]] ?? []) + ["--no-pager", "--color", "never"]
      let outcome = try runs.bench.run(call)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for line in outcome.lines { #expect(line.count <= 80, "\(line)") }
    }
  }
}

extension Workbench.Outcome {
  /// With `ID` in place of ids.
  fileprivate var text: String {
    output.replacing(/\b([0-9a-f]{64}|[0-9a-f]{12})\b/, with: "ID")
  }
}
