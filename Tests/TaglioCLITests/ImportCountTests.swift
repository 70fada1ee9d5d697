import Foundation
import SystemPackage
import TaglioFormat
import TaglioSync
import TestSupport
import Testing

/// What `summarize` and `compare` say of imported logs is what scripts of some ten lines count in the
/// raw files.
@Suite(.enabled(if: Tool.isPresent("python3"), "python3 is not here"))
struct ImportCountTests {
  private static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Logs")

  /// What the scripts count.
  private struct Counts: Decodable {
    /// By run of the logs: cases, and outputs that passed, failed or are errors.
    var runs: [[String: Int]]
    /// What became of the cases that the last two runs judge.
    var changes: [String: Int]
  }

  private func counted(_ tool: String, _ logs: [[String]]) throws -> Counts {
    let script = ImportCountTests.scripts.appending(path: "verdicts_\(tool).py").path
    let count = ImportCountTests.scripts.appending(path: "count.py").path
    let lines = Lines()
    let outcome = try ProcessRunner().run(
      "python3",
      [count, script] + logs.joined(separator: ["--"])
    ) { lines.add($0) }
    #expect(outcome.status == 0, "\(logs): \(outcome.errors)")
    return try JSONDecoder().decode(Counts.self, from: Data(lines.text.utf8))
  }

  private func said(_ totals: JSONView?, cases: Int) -> [String: Int] {
    [
      "cases": cases,
      "errors": totals?["errors"]?.int ?? -1,
      "failed": totals?["failed"]?.int ?? -1,
      "passed": totals?["passed"]?.int ?? -1,
    ]
  }

  /// Imports logs, and compares each run of them and the last two with each other with what is counted.
  @discardableResult
  private func check(_ bench: Workbench, _ tool: String, _ logs: [String]...) throws -> Int {
    let runs = try logs.flatMap { files in
      let outcome = try bench.run(["import", "auto"] + files + ["--json"])
      try #require(outcome.status == 0, "\(outcome.errors)")
      let document = try JSONDocument(parsing: Array(outcome.output.utf8))
      return document.root["logs"]?.elements.compactMap { $0["run"]?.string } ?? []
    }
    let counts = try counted(tool, logs)
    try #require(runs.count == counts.runs.count)
    for (run, count) in zip(runs, counts.runs) {
      let summary = try bench.document("summarize", run, "--limit", "1000")
      let inputs = summary["items"]?.elements.compactMap { $0["input"]?["id"]?.string } ?? []
      #expect(said(summary["totals"], cases: Set(inputs).count) == count, "\(logs)")
    }
    guard let last = runs.last, let before = runs.dropLast().last else { return runs.count }
    let comparison = try bench.document("compare", before, last)["comparisons"]?[0]
    for (change, count) in counts.changes {
      #expect(comparison?["verdicts"]?[change]?.int == count, "\(logs): \(change)")
    }
    return runs.count
  }

  /// Two logs of each tool, the second one by another run that judges a case otherwise.
  @Test func fixtures() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let later = LogFixtures.inspectHeader(run: "run-2", day: 2)
      let samples = LogFixtures.samples.map { $0.replacing(#""value":"I""#, with: #""value":"C""#) }
      let texts: [String: [UInt8]] = [
        "i.json": Array(LogFixtures.inspectJSON().utf8),
        "i.eval": try LogFixtures.inspectArchive(samples, header: later),
        "g.json": Array(LogFixtures.gotaglio().utf8),
        "h.json": Array(
          LogFixtures.gotaglio(run: "8117ab4d-064e-4359-b88c-9cf5bd087276")
            .replacing(#""assess":1.0"#, with: #""assess":0.0"#).utf8
        ),
        "p.json": Array(LogFixtures.promptfoo.utf8),
        "p.csv": Array(LogFixtures.promptfooTable.utf8),
        "o.jsonl": Array(LogFixtures.openAIEvals.utf8),
        "q.jsonl": Array(
          LogFixtures.openAIEvals.replacing("2303", with: "2304")
            .replacing(#""correct":false"#, with: #""correct":true"#).utf8
        ),
        "r/r.json": Array(LogFixtures.harnessResults.utf8),
        "r/samples_gsm8k.jsonl": Array(LogFixtures.harnessSamples.utf8),
        "s/r.json": Array(LogFixtures.harnessResults.replacing("1714566600", with: "1714569").utf8),
        "s/samples_gsm8k.jsonl": Array(
          LogFixtures.harnessSamples.replacing(#""exact_match":1.0"#, with: #""exact_match":0.0"#)
            .utf8
        ),
      ]
      for (name, bytes) in texts { try bench.write(name, bytes: bytes) }
      func paths(_ names: String...) -> [String] {
        names.map { bench.directory.pushing(FilePath($0)).string }
      }
      try check(bench, "inspect", paths("i.json"), paths("i.eval"))
      try check(bench, "gotaglio", paths("g.json"), paths("h.json"))
      try check(bench, "promptfoo", paths("p.json"))
      try check(bench, "promptfoo", paths("p.csv"))
      try check(bench, "openai_evals", paths("o.jsonl"), paths("q.jsonl"))
      let harness = ["r", "s"].map { paths("\($0)/r.json", "\($0)/samples_gsm8k.jsonl") }
      try check(bench, "lm_eval", harness[0], harness[1])
    }
  }

  @Test(.enabled(if: TestData.isPresent)) func gotaglioLogs() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let logs = try files("corpus/gotaglio/runlogs") { $0.hasSuffix(".json") }
      #expect(logs.count == 7)
      for log in logs { try check(bench, "gotaglio", [log]) }
      let long = logs.filter { $0.contains(/\/(b2|d0|f8)/) }
      try #require(long.count == 3)
      try check(bench, "gotaglio", [long[1]], [long[0]])
      try check(bench, "gotaglio", [long[0]], [long[2]])
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
      for log in logs { try check(bench, "inspect", [log]) }
      let popularity = logs.filter { $0.contains("scorer/logs") }
      try #require(popularity.count == 2)
      try check(bench, "inspect", [popularity[0]], [popularity[1]])
    }
  }

  @Test(.enabled(if: TestData.isPresent)) func resultsOfTheHarnessAndOfPromptfoo() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let table = try TestData.url(
        "corpus/promptfoo/promptfoo-MIT/examples__simple-test__output.csv"
      ).path
      #expect(try check(bench, "promptfoo", [table]) == 2)
      let results = try files("corpus/lm-eval/results") { $0.hasSuffix(".json") }
      #expect(results.count == 340)
      // Each is a commit of its own: some are taken in, all are looked at. They have no samples.
      for result in results.enumerated().filter({ $0.offset % 34 == 0 }).map(\.element) {
        try check(bench, "lm_eval", [result])
      }
      let outcome = try bench.run(["import", "lm-eval"] + results + ["--dry-run", "--json"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let logs = try JSONDocument(parsing: Array(outcome.output.utf8)).root["logs"]?.elements
      let totals = logs?.map { $0["outputs"]?["total"]?.int }
      #expect(totals == Array(repeating: 0, count: 340))
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
