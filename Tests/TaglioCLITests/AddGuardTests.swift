import Testing

/// `add` stops before results become edits, and says what is gone.
@Suite struct AddGuardTests {
  private func withCases(_ body: (Workbench) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let cases = (1...12).map { #"{"id":\#($0),"input":"a"}"# }.joined(separator: "\n")
      try bench.write("cases.jsonl", cases)
      _ = try bench.run("add", "cases.jsonl", "--key", "id", "--source", "s")
      try body(bench)
    }
  }

  @Test func resultsAreNotAddedAsEditsOfTheirInputs() throws {
    try withCases { bench in
      let results = (1...12).map { #"{"id":\#($0),"output":"b"}"# }.joined(separator: "\n")
      try bench.write("results.jsonl", results)
      let state = try bench.run("state").output
      let files = try bench.files()
      let arguments = ["add", "results.jsonl", "--key", "id", "--source", "s"]
      for arguments in [arguments, arguments + ["--dry-run"]] {
        let outcome = try bench.run(arguments)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(
          outcome.errors == """
            taglio: results.jsonl:1:1: 12 of 12 records whose cases are here share no field with \
            them: this one has "output", its case "input" (record 1)
              help: If they are results, record them: taglio run record. If they are edits of the \
            cases, add them with --yes.

            """
        )
      }
      #expect(try bench.run("state").output == state)
      #expect(try bench.files() == files)
      let outcome = try bench.run(arguments + ["--yes"])
      #expect(outcome.lines.first == "added 0, changed 12, relabelled 0, unchanged 0")
    }
  }

  @Test func whatIsGoneIsListedAndRemovedWhereThatIsConfirmed() throws {
    try withCases { bench in
      try bench.write("cases.jsonl", #"{"id":3,"input":"a"}"#)
      let arguments = ["add", "cases.jsonl", "--key", "id", "--source", "s", "--prune"]
      let listed = try bench.run(arguments)
      #expect(
        listed.lines.prefix(2) == [
          "nothing to add: the case is as it was", "gone: 11 cases that the source held before",
        ]
      )
      #expect(
        listed.lines.dropFirst(2).map { $0.split(separator: " ").last } == [
          "1", "2", "4", "5", "6", "7", "8", "9", "10", "11", "12",
        ]
      )
      #expect(listed.errors == "remove the 11 with: --prune --yes\n")
      let dry = try bench.run(arguments + ["--yes", "--dry-run"])
      #expect(dry.lines.first == "would add 0, change 0, relabel 0, remove 11, leave 1")
      let removed = try bench.run(arguments + ["--yes"])
      #expect(removed.lines.first == "added 0, changed 0, relabelled 0, removed 11, unchanged 1")
      #expect(removed.lines[1].hasPrefix("commit "))
      #expect(removed.errors.isEmpty)
      #expect(try bench.run("ls", "--json").output.contains(#""total":1"#))
      #expect(try bench.run(arguments).output == "nothing to add: the case is as it was\n")
    }
  }

  @Test func thePruneReportIsADocument() throws {
    try withCases { bench in
      let cases = (2...12).map { #"{"id":\#($0),"input":"a"}"# }.joined(separator: "\n")
      try bench.write("cases.jsonl", cases)
      let arguments = ["add", "cases.jsonl", "--key", "id", "--source", "s", "--prune"]
      let outcome = try bench.run(arguments + ["--json"])
      #expect(outcome.output.contains(#""forked":[],"gone":[{"head":""#))
      #expect(outcome.output.contains(#""kept":false,"key":["s","1"],"lineage":""#))
      let counts = #""removed":0,"restored":0,"still_removed":0,"unchanged":11}"#
      #expect(outcome.output.contains(counts))
    }
  }

  @Test func aLongListIsCutForAPerson() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let cases = (1...30).map { #"{"id":\#($0)}"# }.joined(separator: "\n")
      try bench.write("cases.jsonl", cases)
      _ = try bench.run("add", "cases.jsonl", "--key", "id")
      try bench.write("cases.jsonl", "")
      let outcome = try bench.run("add", "cases.jsonl", "--key", "id", "--prune")
      #expect(outcome.lines.count == 23)
      #expect(outcome.lines.last == "  … and 10 more")
      let all = try bench.run("add", "cases.jsonl", "--key", "id", "--prune", "--json").output
      #expect(all.split(separator: #""lineage":"#).count == 31)
    }
  }
}
