import Foundation
import TaglioFormat
import Testing

/// What reports say, and to where they are written.
@Suite struct ReportCommandTests {
  @Test func aReportForAPullRequest() throws {
    try withRuns { runs in
      let text = try runs.bench.report(runs.second, "--against", runs.first, as: "markdown")
      let stable = text.replacing(/\b([0-9a-f]{64}|[0-9a-f]{12})\b/, with: "ID")
      #expect(
        stable == """
          <!-- taglio report -->

          ## Report: <code>grade v1 on sums</code>

          **no evidence of a difference**: 0 better, 1 worse, p = 1.0 (0 same)

          input changed: 1 case, not counted above (1 better, 0 worse, 0 same)

          only in B: 1

          |  | better | worse | same | significance |
          | --- | --- | --- | --- | --- |
          | A → B | 0 | 1 | 0 | p = 1.0 |

          |  | A (before) | B |
          | --- | --- | --- |
          | experiment | <code>grade v1</code> | <code>grade v1</code> |
          | suite | <code>sums</code> | <code>sums</code> |
          | model | <code>small</code> | <code>large</code> |
          | run | `ID` | `ID` |
          | started | 2026-11-01 08:00 UTC | 2026-11-02 08:00 UTC |
          | state | complete | complete |
          | passed | 1 of 2, 50.0 % (95 %: 9.5 % to 90.5 %) | 2 of 3, 66.7 % (95 %: 20.8 % to 93.9 %) |
          | failed | 1 | 0 |
          | errors | 0 | 1 |
          | unjudged | 0 | 0 |
          | outputs | 2 | 3 |
          | mean score | 0.5 | 0.625 |

          ### Cases to look at

          | case | change | A | B | input | output |
          | --- | --- | --- | --- | --- | --- |
          | <code>1</code> | worse | passed 1.0 | error | <code>1 &#43; 1&#63;</code> | `ID` <code>timeout</code> |
          | <code>2</code> | input changed | failed 0.0 | passed 1.0 | <code>2 &#43; 3&#63;</code> | `ID` |
          | <code>odd</code> | only in B | - | passed 0.25 | <code>What is odd&#63; Say it&#46;</code> | `ID` |

          Made by `taglio report` from the state at commit `ID`. `taglio show ID` shows what stands behind an id.

          """
      )
    }
  }

  @Test func aCutListSaysSo() throws {
    try withRuns { runs in
      let text = try runs.bench.report(
        runs.second,
        "--against",
        runs.first,
        "--limit",
        "1",
        as: "markdown"
      )
      #expect(text.contains("\n1 of 3 cases are listed; `--limit` lists more"))
      #expect(!text.contains("input changed |"))
    }
  }

  @Test func aPageHasTotalsChartsCasesAndDifferences() throws {
    try withRuns { runs in
      let html = try runs.bench.report(
        runs.second,
        "--against",
        runs.first,
        "--by",
        "keyword",
        as: "html"
      )
      for words in [
        "<title>Report: grade v1 on sums</title>", ">\(runs.first)</td>", ">\(runs.second)</td>",
        "<span class=\"dim\">no evidence of a difference</span>: 0 better, 1 worse, p = 1.0 (0 same)",
        "<figcaption>Passed by keyword</figcaption>", "<figcaption>Scores</figcaption>",
        "<figcaption>Verdicts in A and B</figcaption>",
        "<figcaption>History of suite sums</figcaption>", "The input was changed: v1 → v2",
        "<dt>/answer</dt><dd><del>6</del><ins>5</ins></dd>",
        "<dt>/error</dt><dd><ins>{&quot;kind&quot;:&quot;timeout&quot;}</ins></dd>",
        "<td class=\"change worse\" data-rank=\"0\">worse</td>", "✓ passed 1.0", "! error",
      ] {
        #expect(html.contains(words), "\(words)")
      }
      let page = try HTMLPage(html)
      #expect(page.all("th").allSatisfy { $0.attributes["scope"] != nil })
      #expect(page.all("svg").allSatisfy { $0.attributes["role"] == "img" })
      #expect(page.all("svg").count == 4 && page.all("desc").count == 4)
      #expect(page.all("tbody").count { $0.attributes["data-kinds"] != nil } == 3)
    }
  }

  @Test func aReportForContinuousIntegration() throws {
    try withRuns { runs in
      let xml = try runs.bench.report(runs.second, "--against", runs.first, as: "junit")
      let page = try JUnitPage(xml)
      let suite = try #require(page.all("testsuite").first)
      #expect(JUnitPage.counts(suite) == [3, 0, 1, 0] && page.all("testsuite").count == 1)
      #expect(suite["timestamp"] == "2026-11-02T08:00:00.000Z")
      let names = page.all("testcase").map { "\($0["classname"] ?? "") \($0["name"] ?? "")" }
      #expect(names == ["sums 1", "sums 2", "sums odd"])
      #expect(page.all("error").map { $0["message"] } == ["timeout"])
      let properties = page.all("property").filter { $0["name"] == "taglio.against" }
      #expect(properties.map { $0["value"] } == [runs.first])
      #expect(page.text.contains("taglio show "))
    }
  }

  @Test func severalRunsStandBesideEachOther() throws {
    try withRuns { runs in
      let three = [runs.first, runs.second, runs.silent]
      let page = try JUnitPage(
        runs.bench.run(["report"] + three + ["--format", "junit"]).output
      )
      #expect(page.all("testsuite").map { $0["tests"] } == ["2", "3", "1"])
      #expect(page.all("skipped").count == 1 && page.all("failure").count == 1)
      let html = try runs.bench.run(["report"] + three + ["--format", "html"]).output
      for words in ["<th scope=\"col\">A</th>", "<th scope=\"col\">C</th>", "○ unjudged"] {
        #expect(html.contains(words), "\(words)")
      }
      #expect(!html.contains("Compared with"))
    }
  }

  @Test(arguments: ["html", "markdown", "junit"])
  func theSameReportIsTheSameBytes(_ format: String) throws {
    try withRuns { runs in
      let once = try runs.bench.report(runs.second, "--against", runs.first, as: format)
      #expect(try runs.bench.report(runs.second, "--against", runs.first, as: format) == once)
    }
  }

  @Test(arguments: ["html", "md", "xml"])
  func aReportReplacesAReportAndNothingElse(_ ending: String) throws {
    try withRuns { runs in
      let bench = runs.bench
      let call = ["report", runs.second, "-o", "out.\(ending)"]
      let first = try bench.run(call)
      #expect(
        first.status == 0 && first.output == "wrote a report of 1 run, 3 cases to out.\(ending)\n"
      )
      let kept = try bench.files()
      #expect(try bench.run(call).status == 0)
      #expect(try bench.files() == kept)
      try bench.write("out.\(ending)", "mine")
      #expect(try bench.run(call).status == 64)
      #expect(try bench.text("out.\(ending)") == "mine")
      #expect(try bench.run(call + ["--force"]).status == 0)
      #expect(try bench.text("out.\(ending)").contains("taglio report"))
    }
  }

  @Test func aDocumentCannotShareStandardOutputWithTheReport() throws {
    try withRuns { runs in
      let outcome = try runs.bench.run("report", runs.first, "--format", "html", "--json")
      #expect(outcome.status == 64 && outcome.output.contains("say which with -o FILE"))
    }
  }

  @Test func theDocumentTellsWhatWasWritten() throws {
    try withRuns { runs in
      let call = ["report", runs.second, "--against", runs.first, "-o", "out.md", "--json"]
      let document = try runs.bench.run(call).output
      let expected =
        #"{"against":"\#(runs.first)","cases":3,"damaged":[],"file":"out.md","#
        + #""format":"markdown","runs":["\#(runs.second)"]}"# + "\n"
      #expect(document == expected)
    }
  }
}
