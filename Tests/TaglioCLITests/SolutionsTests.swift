import Foundation
import Synchronization
import TaglioFormat
import TaglioKit
import TaglioSync
import TestSupport
import Testing

/// What four models answered to the questions of GSM8K, as four runs: every comparison of two says
/// what anybody counts from the file.
@Suite(.enabled(if: TestData.isPresent)) struct SolutionsTests {
  private static let models = [
    "6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification",
  ]
  private static let file = "corpus/gsm8k/example_model_solutions.jsonl"

  /// The cases of two models by what came of them: better, worse, the same verdict by other words,
  /// and the same.
  private struct Counts: Equatable {
    var better = 0
    var worse = 0
    var changed = 0
    var same = 0
  }

  private struct Solution: Decodable, Equatable {
    var is_correct: Bool
    var solution: String
  }

  /// Counted by a program that knows nothing of taglio: a line for each pair of models.
  private static let script = """
    import json, sys
    rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    for a in sys.argv[2:]:
        for b in sys.argv[2:]:
            pairs = [(row[a], row[b]) for row in rows]
            moved = [(y["is_correct"] - x["is_correct"], x != y) for x, y in pairs]
            better, worse = moved.count((1, True)), moved.count((-1, True))
            print(a, b, better, worse, moved.count((0, True)), moved.count((0, False)))
    """

  private func withSolutions(_ body: (Workbench, [String: ObjectID]) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let rows = try TestData.lines(SolutionsTests.file).map { line in
        try JSONDocument(parsing: Array(line.utf8)).root
      }
      let cases = try rows.enumerated().map { number, row in
        #"{"id":\#(number),"question":\#(try #require(row["question"]).canonical)}"#
      }
      try bench.write("questions.jsonl", cases.joined(separator: "\n"))
      _ = try bench.run("add", "questions.jsonl", "--key", "id")
      let repository = try bench.repository()
      let heads = try repository.snapshot.cases(PageRequest()).items.reduce(
        into: [String: ObjectID]()
      ) { heads, item in heads[item.key?.description ?? ""] = item.head }
      let maker = try RunMaker(repository, #"{"name":"solve","verdict":"/is_correct"}"#)
      var runs: [String: ObjectID] = [:]
      for (day, model) in SolutionsTests.models.enumerated() {
        let results = try rows.enumerated().map { number, row in
          RunMaker.Result(
            try #require(heads["\(number)"]),
            try #require(row[model]).canonical.description
          )
        }
        runs[model] = try maker.record(day: day + 1, results)
      }
      try body(bench, runs)
    }
  }

  private struct Document: Decodable {
    struct Comparison: Decodable {
      var counts: [String: Int]
      var verdicts: [String: Int]
      var p: Double
    }

    var comparisons: [Comparison]
  }

  /// All pairs, either way, by what the command prints.
  private func compared(
    _ bench: Workbench,
    _ runs: [String: ObjectID]
  ) throws -> [String: Counts] {
    var found: [String: Counts] = [:]
    for model in SolutionsTests.models {
      let all = try ([model] + SolutionsTests.models).map { "\(try #require(runs[$0]))" }
      let outcome = try bench.run(["compare"] + all + ["--json", "--limit", "0"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let document = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
      for (other, comparison) in zip(SolutionsTests.models, document.comparisons) {
        let counts = comparison.counts
        #expect(counts["improvement"] == comparison.verdicts["better"])
        #expect(counts["regression"] == comparison.verdicts["worse"])
        #expect(counts.values.reduce(0, +) == 1319)
        found["\(model) \(other)"] = Counts(
          better: counts["improvement", default: -1],
          worse: counts["regression", default: -1],
          changed: counts["changed", default: -1],
          same: counts["same", default: -1]
        )
      }
    }
    return found
  }

  /// The same, counted here from the lines of the file.
  private func counted() throws -> [String: Counts] {
    let rows = try TestData.lines(SolutionsTests.file).map { line in
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try SolutionsTests.models.map { model in
        let solution = try JSONSerialization.data(withJSONObject: try #require(row?[model]))
        return try JSONDecoder().decode(Solution.self, from: solution)
      }
    }
    var found: [String: Counts] = [:]
    for (a, first) in SolutionsTests.models.enumerated() {
      for (b, second) in SolutionsTests.models.enumerated() {
        for row in rows {
          let counter: WritableKeyPath<Counts, Int> =
            row[a].is_correct == row[b].is_correct
            ? (row[a] == row[b] ? \.same : \.changed) : row[b].is_correct ? \.better : \.worse
          found["\(first) \(second)", default: Counts()][keyPath: counter] += 1
        }
      }
    }
    return found
  }

  /// What the script counts; nil where there is no Python.
  private func counted(by bench: Workbench) throws -> [String: Counts]? {
    guard Tool.isPresent("python3") else {
      print("note: there is no python3 here; the counts are compared with Swift's alone")
      return nil
    }
    let file = try TestData.url(SolutionsTests.file).path
    let lines = Lines()
    let outcome = try ProcessRunner().run(
      "python3",
      ["-c", SolutionsTests.script, file] + SolutionsTests.models
    ) { lines.add($0) }
    #expect(outcome.status == 0, "\(outcome.errors)")
    var found: [String: Counts] = [:]
    for line in lines.all {
      let words = line.split(separator: " ").map(String.init)
      let numbers = words.dropFirst(2).compactMap { Int($0) }
      guard numbers.count == 4 else { continue }
      found["\(words[0]) \(words[1])"] = Counts(
        better: numbers[0],
        worse: numbers[1],
        changed: numbers[2],
        same: numbers[3]
      )
    }
    return found
  }

  @Test func everyComparisonIsWhatTheFileSays() throws {
    try withSolutions { bench, runs in
      let compared = try compared(bench, runs)
      #expect(compared.count == 16)
      #expect(compared == (try counted()))
      if let script = try counted(by: bench) { #expect(compared == script) }
      let summary = try bench.run("summarize", "latest", "--limit", "0").output
      #expect(summary.contains("passed   742 of 1319"))
    }
  }
}

/// What a program prints.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
