import Foundation
import TaglioFormat
import TestSupport
import Testing

/// What four models answered to the 1,319 questions of the test set of GSM8K, as runs.
enum Solutions {
  static let models = [
    "6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification",
  ]
  private static let answers = "corpus/gsm8k/example_model_solutions.jsonl"

  /// Adds the cases, makes the suite `gsm8k` and the experiment `gsm8k`, and records a run of each
  /// model, in the order of `models`.
  ///
  /// - Returns: the ids of the runs.
  static func record(in bench: Workbench) throws -> [String] {
    try bench.makeStore()
    try bench.write("test.jsonl", bytes: TestData.bytes("corpus/gsm8k/test.jsonl"))
    try bench.write("answers.jsonl", bytes: TestData.bytes(answers))
    #expect(try bench.run("add", "test.jsonl", "--no-key").status == 0)
    try bench.makeSuite("gsm8k")
    try bench.makeExperiment("gsm8k", #"{"name":"gsm8k","verdict":"/is_correct"}"#)
    return try models.map { model in
      let outcome = try bench.run(record(model) + ["--json"])
      let document = try JSONDocument(parsing: Array(outcome.output.utf8))
      return try #require(document.root["run"]?.string, "\(outcome.errors)")
    }
  }

  /// The call that records a model.
  static func record(_ model: String) -> [String] {
    [
      "run", "record", "gsm8k", "answers.jsonl", "--suite", "gsm8k", "--basis", "/question",
      "--join", "/question", "--fields", "/\(model)", "--set", "model=\(model)",
    ]
  }

  /// Whether the model's answer is right, question by question, counted from the file.
  static func verdicts(_ model: String) throws -> [String: Bool] {
    var verdicts: [String: Bool] = [:]
    for line in try TestData.lines(answers) {
      let row = try JSONDocument(parsing: Array(line.utf8)).root
      let question = try #require(row["question"]?.string)
      verdicts[question] = try #require(row[model]?["is_correct"]?.bool)
    }
    return verdicts
  }
}

/// Real answers become runs that say what the file says.
@Suite(.enabled(if: TestData.isPresent)) struct RecordedSolutionsTests {
  @Test func fourModelsAreRecordedAsTheFileHasThem() throws {
    try withWorkbench { (bench) throws in
      let runs = try Solutions.record(in: bench)
      for (run, model) in zip(runs, Solutions.models) {
        let verdicts = try Solutions.verdicts(model)
        let passed = verdicts.values.count(where: \.self)
        let outcome = try bench.run("run", "show", run, "--json")
        let root = try JSONDocument(parsing: Array(outcome.output.utf8)).root
        #expect(root["totals"]?["passed"]?.int == passed, "\(model)")
        #expect(root["totals"]?["failed"]?.int == verdicts.count - passed, "\(model)")
        #expect(root["outputs"]?.int == 1319)
        #expect(root["seal"]?["count"]?.int == 1319)
        let found = try bench.run(
          "find",
          "creator = \(run) and passed = true",
          "--in",
          "outputs",
          "--count"
        )
        #expect(found.output == "\(passed)\n")
        let again = try bench.run(Solutions.record(model))
        #expect(again.output == "already recorded as run \(run.prefix(12)): nothing to do\n")
      }
      #expect(try bench.run("run", "ls").lines.count == 4)
      #expect(try bench.run("fsck").status == 0)
    }
  }
}
