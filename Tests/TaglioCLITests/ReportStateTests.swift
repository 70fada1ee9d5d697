import Foundation
import TaglioFormat
import TestSupport
import Testing

/// Reports of runs of which not everything is there.
@Suite struct ReportStateTests {
  private static let formats = ["html", "markdown", "junit"]

  @Test(arguments: formats)
  func anOpenRunAndAnEmptyOne(_ format: String) throws {
    try withSmallStore { bench in
      let maker = try RunMaker(bench.repository(), #"{"name":"e","verdict":"/ok"}"#)
      let one = RunMaker.Result(try bench.version("1"), #"{"ok":true}"#)
      let open = try bench.report("\(maker.open(day: 1, [one]))", as: format)
      #expect(open.contains("open"))
      let empty = try bench.report("\(maker.record(day: 2, []))", as: format)
      let words = ["html": "There are no outputs.", "markdown": "| outputs | 0 |"]
      #expect(empty.contains(words[format] ?? #"tests="0""#))
    }
  }

  @Test func outputsWithoutAKnownInputAndFurtherTrialsAreShown() throws {
    try withSmallStore { bench in
      _ = try bench.run("experiment", "add", "e", "--verdict", "/ok")
      let rows = """
        {"case":1,"ok":true}
        {"case":1,"ok":false}
        {"case":"nobody","ok":true}
        """
      try bench.write("rows.jsonl", rows)
      let call = ["run", "record", "e", "rows.jsonl", "--basis", "/case", "--trials"]
      let outcome = try bench.run(call + ["--allow-unmatched"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let html = try bench.report("latest", as: "html")
      #expect(html.contains(">input not known</th>") && html.contains("✗ failed 1/2"))
      let names = try JUnitPage(bench.report("latest", as: "junit")).all("testcase")
        .compactMap { $0["name"] }
      #expect(names.count == 3 && names.contains("1") && names.contains("1 #1"))
    }
  }

  @Test(arguments: formats)
  func aDamagedOutputIsNamed(_ format: String) throws {
    try withRuns { runs in
      let bench = runs.bench
      let id = try #require(try failed(runs))
      try bench.write(bench.objectFile(id), bytes: [0x78, 0x01])
      let outcome = try bench.run("report", runs.first, "--format", format)
      #expect(outcome.status == 4, "\(outcome.errors)")
      #expect(outcome.output.contains("missing or damaged here"))
      #expect(
        outcome.errors.contains("1 object could not be shown")
          && outcome.errors.contains(id.prefix(12))
      )
    }
  }

  @Test func anErasedOutputAndARemovedCaseDoNotHideTheRest() throws {
    try withRuns { runs in
      let bench = runs.bench
      let id = try #require(try failed(runs))
      let erased = try bench.run("redact", id, "--reason", "private <b>", "--yes")
      #expect(erased.status == 0, "\(erased.errors)")
      _ = try bench.run("rm", "1")
      let html = try bench.report(runs.first, as: "html")
      #expect(html.contains("erased: private &lt;b&gt;") && html.contains("? unreadable"))
      #expect(html.contains("✓ passed"))
      let page = try JUnitPage(bench.report(runs.first, as: "junit"))
      #expect(page.all("skipped").map { $0["message"] } == ["erased: private <b>"])
      #expect(try bench.report(runs.first, as: "markdown").contains("| unreadable | 1 |"))
    }
  }

  /// The output of the first run that did not pass.
  private func failed(_ runs: RunsBench) throws -> String? {
    let output = try runs.bench.run("summarize", runs.first, "--failed", "--json").output
    return output.firstMatch(of: /"output":"([0-9a-f]{64})"/).map { String($0.1) }
  }

  @Test func manyCasesAreShownPageByPage() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let repository = try bench.repository()
      let cases = try repository.makeCases((0..<130).map { #"{"n":\#($0)}"# })
      let maker = try RunMaker(repository, #"{"name":"e","verdict":"/ok"}"#)
      let run = try maker.record(day: 1, cases.map { RunMaker.Result($0, #"{"ok":true}"#) })
      let html = try bench.report("\(run)", as: "html")
      let page = try HTMLPage(html)
      #expect(page.all("template").count == 1)
      #expect(page.all("tbody").count { $0.attributes["data-kinds"] == "passed" } == 130)
      #expect(html.contains("only the first 100 of 130 cases are shown"))
    }
  }
}
