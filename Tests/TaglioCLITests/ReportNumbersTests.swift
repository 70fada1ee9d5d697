import Foundation
import TaglioFormat
import Testing

/// The numbers of a report are those of `summarize` and `compare`.
@Suite struct ReportNumbersTests {
  private struct Totals: Decodable {
    var outputs: Int
    var passed: Int
    var failed: Int
    var errors: Int
    var unjudged: Int
    var unreadable: Int

    var counts: [Int?] { [outputs, failed, errors, unjudged + unreadable] }
    var judged: Int { passed + failed + errors }
  }

  private struct Summary: Decodable {
    struct Group: Decodable {
      var passed: Int
      var failed: Int
      var errors: Int
    }

    var totals: Totals
    var groups: [Group]
  }

  private struct Comparisons: Decodable {
    struct Comparison: Decodable {
      var verdicts: [String: Int]
      var counts: [String: Int]
      var p: Double?
    }

    var comparisons: [Comparison]
  }

  private func decode<T: Decodable>(_ text: String, as type: T.Type = T.self) throws -> T {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  @Test func totalsAreThoseOfSummarize() throws {
    try withRuns { runs in
      for rule in [[], ["--verdict", "/score>=0.5"], ["--verdict", "/none"]] {
        for run in [runs.second, runs.silent] { try compareTotals([run] + rule, runs.bench) }
      }
    }
  }

  private func compareTotals(_ call: [String], _ bench: Workbench) throws {
    let summary: Summary = try decode(bench.run(["summarize", "--json"] + call).output)
    let xml = try bench.run(["report", "--format", "junit"] + call).output
    let suite = try #require(try JUnitPage(xml).all("testsuite").first)
    #expect(JUnitPage.counts(suite) == summary.totals.counts, "\(call)")
    let markdown = try bench.run(["report", "--format", "markdown"] + call).output
    #expect(markdown.contains("| errors | \(summary.totals.errors) |"))
    let words = try bench.run(["summarize"] + call).output
    guard let passed = words.firstMatch(of: /passed +([0-9][^\n]*?\))/)?.1 else { return }
    #expect(markdown.contains("| passed | \(passed) |"), "\(passed)")
    let html = try bench.run(["report", "--format", "html"] + call).output
    #expect(html.contains("<td>\(passed)</td>"))
  }

  @Test func groupsAreThoseOfSummarize() throws {
    try withRuns { runs in
      let call = [runs.second, "--by", "keyword"]
      let summary: Summary = try decode(
        runs.bench.run(["summarize", "--json"] + call).output
      )
      let html = try runs.bench.run(["report", "--format", "html"] + call).output
      #expect(summary.groups.count == 2)
      for group in summary.groups where group.passed + group.failed > 0 {
        let judged = group.passed + group.failed + group.errors
        #expect(html.contains(">\(group.passed) of \(judged), "))
      }
    }
  }

  @Test func comparisonsAreThoseOfCompare() throws {
    try withRuns { runs in
      let document: Comparisons = try decode(
        runs.bench.run("compare", runs.first, runs.second, "--json").output
      )
      let comparison = try #require(document.comparisons.first)
      let verdicts = comparison.verdicts
      let markdown = try runs.bench.report(runs.second, "--against", runs.first, as: "markdown")
      let counts = ["better", "worse", "same"].map { "\(verdicts[$0] ?? -1)" }
      #expect(markdown.contains("| A → B | \(counts.joined(separator: " | ")) | p = 1.0 |"))
      #expect(comparison.p == 1)
      let html = try runs.bench.report(runs.second, "--against", runs.first, as: "html")
      let page = try HTMLPage(html)
      for (kind, count) in comparison.counts {
        let rows = page.all("tbody").filter {
          $0.attributes["data-kinds"]?.split(separator: " ").contains("is-\(kind)") == true
        }
        #expect(rows.count == count, "\(kind)")
      }
      let lines = try runs.bench.run("compare", runs.first, runs.second).lines
      let evidence = try #require(lines.first { $0.contains("p = ") })
      let words = try #require(evidence.split(separator: ": ", maxSplits: 1).last)
      #expect(html.contains("</span>: \(words)</p>") && markdown.contains("**: \(words)\n"))
    }
  }
}
