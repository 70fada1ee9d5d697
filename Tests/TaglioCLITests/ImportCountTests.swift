import Foundation
import SystemPackage
import TaglioFormat
import TaglioSync
import TestSupport
import Testing

/// What `summarize` and `compare` say of imported logs is what a script of ten lines counts in the
/// raw files.
@Suite(.enabled(if: Tool.isPresent("python3"), "python3 is not here"))
struct ImportCountTests {
  private static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Logs")

  /// What the script of a tool counts, by run of the log.
  private func counted(_ tool: String, _ files: [String]) throws -> [[String: Int]] {
    let script = ImportCountTests.scripts.appending(path: "count_\(tool).py").path
    let lines = Lines()
    let outcome = try ProcessRunner().run("python3", [script] + files) { lines.add($0) }
    #expect(outcome.status == 0, "\(files): \(outcome.errors)")
    return try JSONDecoder().decode([[String: Int]].self, from: Data(lines.text.utf8))
  }

  private func said(_ totals: JSONView?, cases: Int) -> [String: Int] {
    [
      "cases": cases,
      "errors": totals?["errors"]?.int ?? -1,
      "failed": totals?["failed"]?.int ?? -1,
      "passed": totals?["passed"]?.int ?? -1,
    ]
  }

  /// Imports files of one log, and compares each of its runs with what is counted.
  private func check(_ bench: Workbench, _ tool: String, _ files: [String]) throws -> [String] {
    let outcome = try bench.run(["import", "auto"] + files + ["--json"])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let document = try JSONDocument(parsing: Array(outcome.output.utf8))
    let runs = document.root["logs"]?.elements.compactMap { $0["run"]?.string } ?? []
    let counts = try counted(tool, files)
    try #require(runs.count == counts.count)
    for (run, count) in zip(runs, counts) {
      let summary = try bench.document("summarize", run, "--limit", "1000")
      let inputs = summary["items"]?.elements.compactMap { $0["input"]?["id"]?.string } ?? []
      #expect(said(summary["totals"], cases: Set(inputs).count) == count, "\(files)")
    }
    return runs
  }

  @Test func fixtures() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let files: [(tool: String, files: [String: [UInt8]])] = [
        ("inspect", ["i.json": Array(LogFixtures.inspectJSON().utf8)]),
        ("inspect", ["i.eval": try LogFixtures.inspectArchive()]),
        ("gotaglio", ["g.json": Array(LogFixtures.gotaglio().utf8)]),
        ("promptfoo", ["p.json": Array(LogFixtures.promptfoo.utf8)]),
        ("promptfoo", ["p.csv": Array(LogFixtures.promptfooTable.utf8)]),
        ("openai_evals", ["o.jsonl": Array(LogFixtures.openAIEvals.utf8)]),
        (
          "lm_eval",
          [
            "r.json": Array(LogFixtures.harnessResults.utf8),
            "samples_gsm8k.jsonl": Array(LogFixtures.harnessSamples.utf8),
          ]
        ),
      ]
      for (tool, texts) in files {
        for (name, bytes) in texts { try bench.write(name, bytes: bytes) }
        let names = texts.keys.sorted().map { bench.directory.appending($0).string }
        _ = try check(bench, tool, names)
      }
    }
  }

  @Test(.enabled(if: TestData.isPresent)) func gotaglioLogs() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let logs = try files("corpus/gotaglio/runlogs") { $0.hasSuffix(".json") }
      #expect(logs.count == 7)
      for log in logs { _ = try check(bench, "gotaglio", [log]) }
      try checkComparison(
        bench,
        logs.filter { $0.contains("/b2984470") || $0.contains("/d0874a5e") }
      )
    }
  }

  @Test(.enabled(if: TestData.isPresent)) func inspectLogs() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let logs = try files("corpus/inspect-ai") { path in
        if path.hasSuffix(".eval") { return true }
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        return path.hasSuffix(".json") && text?.contains("\"eval\":") == true
          && text?.contains("\"plan\"") == true
      }
      #expect(logs.count >= 16)
      for log in logs { _ = try check(bench, "inspect", [log]) }
    }
  }

  @Test(.enabled(if: TestData.isPresent)) func resultsOfTheHarnessAndOfPromptfoo() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let table = try TestData.url(
        "corpus/promptfoo/promptfoo-MIT/examples__simple-test__output.csv"
      ).path
      #expect(try check(bench, "promptfoo", [table]).count == 2)
      let results = try files("corpus/lm-eval/results") { $0.hasSuffix(".json") }
      #expect(results.count == 340)
      // Each is a commit of its own; some tens of them take the time of a test.
      let some = results.enumerated().filter { $0.offset % 34 == 0 }.map(\.element)
      let outcome = try bench.run(["import", "lm-eval"] + some + ["--json"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try bench.run(["import", "lm-eval"] + results + ["--dry-run"]).status == 0)
    }
  }

  @Test(.enabled(if: TestData.isPresent)) func dataSetsOfOpenAIEvalsAreNoLogs() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      for file in try files("corpus/openai-evals", where: { $0.hasSuffix(".jsonl") }) {
        let outcome = try bench.run("import", "auto", file)
        #expect(outcome.status == 1 && outcome.errors.contains("taglio add FILE"), "\(file)")
      }
    }
  }

  /// Two logs of one task: each case that both have is counted by what became of it.
  private func checkComparison(_ bench: Workbench, _ logs: [String]) throws {
    let runs = try logs.map { try bench.imported("auto", $0)[0].run }
    let comparison = try bench.document("compare", runs[1], runs[0])
    let cases = comparison["comparisons"]?[0]?["cases"]?.elements.map { $0["change"]?.string } ?? []
    for (side, run) in [(comparison["a"], runs[1]), (comparison["comparisons"]?[0]?["b"], runs[0])]
    {
      let summary = try bench.document("summarize", run)
      #expect(side?["totals"]?["passed"]?.int == summary["totals"]?["passed"]?.int)
      #expect(side?["totals"]?["errors"]?.int == summary["totals"]?["errors"]?.int)
    }
    let texts = try logs.map { try Data(contentsOf: URL(filePath: $0)) }
    let passed = try texts.map { text in
      let log = try JSONSerialization.jsonObject(with: text) as? [String: Any]
      let results = log?["results"] as? [[String: Any]] ?? []
      return results.count { $0["exception"] == nil && $0["succeeded"] as? Bool == true }
    }
    #expect(passed == [300, 100])
    #expect(cases.count { $0 == "better" } == passed[0] - passed[1])
    #expect(!cases.contains("worse"))
  }

  private func files(_ folder: String, where isWanted: (String) -> Bool) throws -> [String] {
    let root = try TestData.url(folder)
    return try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .map { root.appending(path: $0).path }.filter(isWanted).sorted()
  }
}

/// The lines that a program printed.
private final class Lines: @unchecked Sendable {
  // Filled by one thread, and read when the program has ended.
  private(set) var text = ""

  func add(_ line: String) { text += line }
}
