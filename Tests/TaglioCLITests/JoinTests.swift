import Foundation
import Testing

/// Joins with several runs at once.
@Suite struct JoinTests {
  /// The small store with a suite, labels of two questions about its cases, and outputs of two trials.
  private func withRuns(_ body: (Workbench) throws -> Void) throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "all", "1", "2", "odd")
      try label(bench, "priority", "high", "low", "")
      try label(bench, "cart", "soup", "", "rice")
      _ = try bench.run("experiment", "add", "solve")
      let rows = ["two", "2", "five", "5"].enumerated().map { index, said in
        #"{"id":\#(index / 2 + 1),"said":"\#(said)"}"#
      }
      try bench.write("out.jsonl", rows.joined(separator: "\n"))
      let call = "run record solve out.jsonl --basis /id --trials"
      try record(bench, "answers", call)
      try body(bench)
    }
  }

  private func label(_ bench: Workbench, _ field: String, _ labels: String...) throws {
    let sheet = try bench.run("label", "export", "--suite", "all", "--fields", field).output
    var rows = sheet.split(separator: "\r\n").map(String.init)
    for (index, label) in labels.enumerated() { rows[index + 1] += label }
    try bench.write("\(field).csv", rows.joined(separator: "\r\n") + "\r\n")
    try record(bench, field, "label import \(field).csv --experiment \(field)")
  }

  /// Makes a run and names it.
  private func record(_ bench: Workbench, _ name: String, _ call: String) throws {
    let outcome = try bench.run(call.split(separator: " ").map(String.init))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try bench.run("name", "runs/\(name)", "latest").status == 0)
  }

  private func join(_ bench: Workbench, _ suite: String, _ parts: String...) throws
    -> Workbench.Outcome
  {
    let parts = parts.flatMap { part in
      ["--with", part, "--fields", part == "answers" ? "/said=/said" : "/\(part)=/\(part)"]
    }
    return try bench.run(["join", "all", "-o", suite] + parts)
  }

  @Test func twoRunsOfLabelsGoIntoOneCase() throws {
    try withRuns { bench in
      let joined = try join(bench, "complete", "priority", "cart")
      #expect(joined.status == 0, "\(joined.errors)")
      #expect(joined.output.hasPrefix("made the suite complete: added 1 case\n"), "\(joined)")
      #expect(joined.errors.hasPrefix("2 cases have no output"), "\(joined.errors)")
      let cases = try bench.run("export", "complete").output
      #expect(
        cases
          == #"{"answer":2,"cart":"soup","id":1,"priority":"high","question":"1 + 1?"}"# + "\n"
      )
      #expect(try join(bench, "complete", "priority", "cart").output.hasPrefix("nothing to join"))
      let shown = try bench.run("suite", "show", "complete", "--json").output
      let record = try bench.run("cat-file", "-p", try #require(shown.ids.last)).output
      let sources = try #require(record.components(separatedBy: "\"sources\":").last)
      #expect(sources.ids.count == 2, "\(record)")
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func theLabelsOfACaseBelongToEachOfItsTrials() throws {
    try withRuns { bench in
      let joined = try join(bench, "judged", "priority", "answers")
      #expect(joined.output.hasPrefix("made the suite judged: added 4 cases\n"), "\(joined)")
      let cases = try bench.run("export", "judged").output
      for (priority, said) in [("high", "two"), ("high", "2"), ("low", "five"), ("low", "5")] {
        #expect(
          cases.components(separatedBy: "\n").count {
            $0.contains("\"priority\":\"\(priority)\"") && $0.contains("\"said\":\"\(said)\"")
          } == 1
        )
      }
    }
  }

  /// Labels are of the versions that people saw: those of the members of one suite are joined at once.
  @Test func labelsOfACaseAreNotThoseOfACaseJoinedFromIt() throws {
    try withRuns { bench in
      _ = try join(bench, "first", "priority")
      let call = ["join", "first", "--with", "cart", "--fields", "/cart=/cart", "-o", "second"]
      let second = try bench.run(call)
      #expect(second.status == 1)
      #expect(second.errors.contains("no member of first has an output"), "\(second.errors)")
    }
  }
}
