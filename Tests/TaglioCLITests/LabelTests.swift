import Foundation
import TaglioFormat
import Testing

/// Labels from tables, their agreement, and joins.
@Suite struct LabelTests {
  private func withLabels(_ body: (Workbench) throws -> Void) throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "all", "1", "2", "odd")
      _ = try bench.run("experiment", "add", "triage")
      try body(bench)
    }
  }

  /// The table with something in its last columns, row by row.
  private func filled(_ bench: Workbench, _ labels: [String]) throws -> String {
    let sheet = try bench.run("label", "export", "--suite", "all", "--fields", "good,why").output
    var rows = sheet.components(separatedBy: "\r\n")
    for (index, label) in labels.enumerated() {
      rows[index + 1] = String(rows[index + 1].dropLast(1)) + label
    }
    return rows.joined(separator: "\r\n")
  }

  private func take(
    _ bench: Workbench,
    _ name: String,
    _ labels: [String],
    _ more: String...
  ) throws -> Workbench.Outcome {
    try bench.write("\(name).csv", try filled(bench, labels))
    return try bench.run(
      ["label", "import", "\(name).csv", "--experiment", "triage", "--annotator", name] + more
    )
  }

  @Test func aSheetHasARowForEachCase() throws {
    try withLabels { bench in
      let sheet = try bench.run("label", "export", "--suite", "all", "--fields", "good, why")
      let lines = sheet.output.components(separatedBy: "\r\n")
      #expect(lines[0] == "id,/answer,/id,/question,version,good,why")
      #expect(lines[1].hasPrefix("1,2,1,1 + 1?,") && lines[1].hasSuffix(",,"))
      #expect(lines[3].hasPrefix("odd,null,odd,\"What is odd?\nSay it.\","))
      let columns = try bench.run(
        "label",
        "export",
        "--suite",
        "all",
        "--fields",
        "x",
        "--columns",
        "/answer"
      )
      #expect(columns.output.hasPrefix("id,/answer,version,x\r\n"))
    }
  }

  @Test func whatPeopleWroteBecomesARun() throws {
    try withLabels { bench in
      let taken = try take(bench, "ada", ["true,\"a, \"\"b\"\"\"", "'=1,", ","])
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(taken.lines[0].hasPrefix("labelled 2 cases in run "))
      #expect(taken.lines[0].hasSuffix(": good 2, why 1"))
      #expect(taken.errors == "1 row without a label passed over\n")
      let outputs = try bench.run("export", "latest").output
      #expect(outputs.contains(#""output":{"good":true,"why":"a, \"b\""}"#))
      #expect(outputs.contains(#""output":{"good":"=1"}"#))
      let again = try bench.run(
        "label",
        "import",
        "ada.csv",
        "--experiment",
        "triage",
        "--annotator",
        "ada"
      )
      #expect(again.output.hasPrefix("already taken in as run "))
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func anExperimentThatIsNotHereIsMadeWithTheLabels() throws {
    try withLabels { bench in
      try bench.write("ada.csv", try filled(bench, ["true,", ",", ","]))
      let call = ["label", "import", "ada.csv", "--experiment", "quality"]
      let taken = try bench.run(call)
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(taken.lines[1] == "made the experiment quality", "\(taken)")
      #expect(try bench.run("experiment", "show", "quality").status == 0)
      #expect(try bench.run(call).output.hasPrefix("already taken in"))
      try bench.write("bob.csv", try filled(bench, ["false,", ",", ","]))
      let named = "experiments/quality"
      let more = try bench.document("label", "import", "bob.csv", "--experiment", named)
      #expect(more["is_new_experiment"]?.bool == false)
      #expect(try bench.run("log", "--oneline").lines.count == 6)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func labelsThatAreRefusedMakeNoExperiment() throws {
    try withLabels { bench in
      try bench.write("ada.csv", try filled(bench, [",", ",", ","]))
      let refused = try bench.run("label", "import", "ada.csv", "--experiment", "quality")
      #expect(refused.status == 1)
      #expect(try bench.run("experiment", "show", "quality").status == 6)
    }
  }

  @Test func rowsOfEditedCasesAreRefusedUnlessTheyAreMeant() throws {
    try withLabels { bench in
      try bench.write("late.csv", try filled(bench, ["true,", "false,", ","]))
      _ = try bench.run("edit", "2", "--set", "/answer=6")
      let before = try bench.run("state").output
      let call = ["label", "import", "late.csv", "--experiment", "triage"]
      let refused = try bench.run(call)
      #expect(refused.status == 1)
      #expect(
        refused.errors.contains("1 of 2 labelled rows are of versions that were edited since")
      )
      #expect(refused.errors.contains("late.csv:3:") && refused.errors.contains("--accept-stale"))
      #expect(try bench.run("state").output == before)
      let taken = try bench.run(call + ["--accept-stale"])
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(try bench.run("export", "latest").lines.count == 2)
    }
  }

  @Test func agreementIsShownFieldByField() throws {
    try withLabels { bench in
      _ = try take(bench, "ada", ["true,x", "true,", "false,"])
      _ = try take(bench, "bob", ["TRUE,x", "false,", "false,"])
      let runs = try bench.run("run", "ls", "--json").output.runIds
      let text = try bench.run(["label", "agree"] + runs)
      #expect(text.status == 0, "\(text.errors)")
      #expect(text.output.contains("good   3  66.7 %   0.4"))
      #expect(text.output.contains("undefined: one value only"))
      #expect(text.output.contains("2 + 3?"))
      let json = try bench.run(["label", "agree", "--json"] + runs).output
      #expect(json.contains(#""method":"cohen","n":3,"name":"good""#))
      #expect(json.contains(#""total":1"#) && json.contains(#""annotator":"bob""#))
    }
  }

  @Test func aSuiteIsJoinedWithItsLabels() throws {
    try withLabels { bench in
      _ = try take(bench, "ada", ["true,", "false,", ","])
      let call = [
        "join", "all", "--with", "latest", "--fields", "/good=/expected/good", "-o", "judged",
      ]
      let joined = try bench.run(call)
      #expect(joined.output.hasPrefix("made the suite judged: added 2 cases\n"), "\(joined)")
      #expect(joined.errors.contains("1 case has no output"))
      #expect(try bench.run(call).output == "nothing to join: all 2 cases are in judged\n")
      let cases = try bench.run("export", "judged").output
      #expect(cases.contains(#"{"answer":2,"expected":{"good":true},"id":1,"question":"1 + 1?"}"#))
      #expect(try bench.run("ls").lines.count == 5)
      #expect(try bench.run("fsck").status == 0)
      let member = try #require(try bench.run("suite", "show", "judged", "--json").output.ids.last)
      #expect(try bench.run("trace", member).status == 0)
    }
  }

  @Test func aCaseThatIsJoinedAnewTakesThePlaceOfTheOldOne() throws {
    try withLabels { bench in
      let call = ["join", "all", "--with", "latest", "--fields", "/good=/good", "-o", "judged"]
      _ = try take(bench, "ada", ["1,", "2,", "3,"])
      _ = try bench.run(call)
      _ = try bench.run("edit", "2", "--set", "/answer=6")
      _ = try take(bench, "ada", ["1,", "4,", "3,"])
      let anew = try bench.run(call)
      #expect(anew.output.contains("replaced 3 of earlier versions"), "\(anew)")
      #expect(try bench.run("export", "judged").lines.count == 3)
      #expect(try bench.run("export", "judged").output.contains(#""answer":6,"good":4"#))
    }
  }

  @Test func outputsAreLabelledWithWhatTheyAnswer() throws {
    try withLabels { bench in
      try bench.write("out.jsonl", "{\"id\":1,\"said\":\"two\"}\n")
      _ = try bench.run("experiment", "add", "solve")
      _ = try bench.run("run", "record", "solve", "out.jsonl", "--basis", "/id")
      let sheet = try bench.run("label", "export", "--run", "latest", "--fields", "good").output
      #expect(
        sheet.hasPrefix(
          "id,case:/answer,case:/id,case:/question,output:/id,output:/said,version,good\r\n"
            + "1,2,1,1 + 1?,1,two,"
        )
      )
    }
  }
}

extension String {
  /// The ids of the runs in a list.
  fileprivate var runIds: [String] {
    components(separatedBy: "\"id\":\"").dropFirst().map { String($0.prefix(64)) }
  }
}
