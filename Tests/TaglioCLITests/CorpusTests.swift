import Foundation
import TaglioFormat
import TestSupport
import Testing

/// Real evaluation cases go in through the command line, and come back as they were.
@Suite(.enabled(if: TestData.isPresent)) struct CorpusTests {
  /// A file of cases and how it is read.
  struct Source: CustomTestStringConvertible, Sendable {
    var path: String
    var options: [String] = []
    var testDescription: String { path }
  }

  static let sources: [Source] = {
    guard let root = try? TestData.url("corpus") else { return [] }
    let plain = [
      "gotaglio", "gsm8k", "humaneval", "openai-evals", "mt-bench", "swebench-lite",
    ]
    // Directories of which only the tables are cases.
    let tables = ["inspect-ai", "promptfoo", "truthfulqa"]
    let names =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return names.sorted().compactMap { name in
      if name.hasPrefix("big-bench/") && name.hasSuffix(".json") {
        return Source(path: name, options: ["--records", "/examples"])
      }
      if name.hasSuffix(".csv"), tables.contains(where: { name.hasPrefix($0 + "/") }) {
        return Source(path: name, options: ["--no-key"])
      }
      let endings = [".json", ".jsonl", ".jsonl.gz", ".yaml", ".csv"]
      guard plain.contains(where: { name.hasPrefix($0 + "/") }),
        endings.contains(where: name.hasSuffix)
      else { return nil }
      return Source(path: name)
    }
  }()

  @Test(arguments: sources)
  func goesInOnceAndStaysTheSame(_ source: Source) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let name = try #require(source.path.split(separator: "/").last.map(String.init))
      try bench.write(name, bytes: TestData.bytes("corpus/" + source.path))
      let first = try bench.report(["add", name] + source.options)
      let added = try #require(first["added"])
      #expect(added != 0)
      #expect(first["commit"] != .null)
      let state = try bench.run("state", "--json").output
      let second = try bench.report(["add", name] + source.options)
      #expect(second["added"] == 0)
      #expect(second["changed"] == 0)
      #expect(second["relabelled"] == 0)
      #expect(second["unchanged"] == added)
      #expect(second["commit"] == .null)
      #expect(try bench.run("state", "--json").output == state)
      // Reading everything back is for the small files; a debug build takes its time.
      let check = try bench.run("fsck")
      #expect(check.status == 0, "\(check.output)")
    }
  }

  @Test func anEditOfAFileMakesTheNextVersionsOfTheEditedCasesOnly() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let path = "corpus/gotaglio/gsm8k-300-as-calc-cases.json"
      var text = String(decoding: try TestData.bytes(path), as: UTF8.self)
      try bench.write("cases.json", text)
      #expect(try bench.report(["add", "cases.json"])["added"] == 300)
      // Two answers are corrected.
      for answer in [#""answer": 18"#, #""answer": 70000"#] {
        let range = try #require(text.range(of: answer))
        text.replaceSubrange(range, with: answer + "1")
      }
      try bench.write("cases.json", text)
      let report = try bench.report(["add", "cases.json"])
      #expect(report["changed"] == 2)
      #expect(report["unchanged"] == 298)
      #expect(report["added"] == 0)
    }
  }
}

extension Workbench {
  /// The report that a command prints as JSON.
  fileprivate func report(_ arguments: [String]) throws -> JSONObject {
    let outcome = try run(arguments + ["--json"])
    guard outcome.status == 0,
      case .object(let object) = try CanonicalJSON(canonicalizing: Array(outcome.output.utf8)).value
    else { throw Failed(errors: outcome.errors) }
    return object
  }

  private struct Failed: Error {
    var errors: String
  }
}
