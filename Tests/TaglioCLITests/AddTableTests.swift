import Testing

/// Tables go in through the command line.
@Suite struct AddTableTests {
  private static let table = """
    id,question,topic,tags
    1,"2 + 2?
    Say it.",Sums,"easy, first"
    2,"3 + 4?",,

    """

  private static let columns = "question=/input/text,topic=label:title,tags=label:keywords"

  @Test func columnsBecomeFieldsAndLabels() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("sums.csv", Self.table)
      let arguments = ["add", "sums.csv", "--key", "id", "--columns", Self.columns]
      let added = try bench.run(arguments)
      #expect(
        added.lines.first
          == "added 2, changed 0, relabelled 0, unchanged 0 · labels: keywords, title"
      )
      #expect(try bench.run(arguments).output == "nothing to add: all 2 cases are as they were\n")
      let shown = try bench.run("show", "1", "--json").output
      #expect(
        shown.contains(##""immutable_fields":{"id":"1","input":{"text":"2 + 2?\nSay it."}}"##)
      )
      #expect(shown.contains(#""labels":{"keywords":["easy","first"],"title":"Sums"}"#))
      #expect(try bench.run("show", "2", "--json").output.contains(#""labels":{}"#))
    }
  }

  @Test func labelsOfColumnsAreThereWhateverMutableSays() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("a.csv", "id,title,level\n1,x,3\n")
      _ = try bench.run(
        "add",
        "a.csv",
        "--key",
        "id",
        "--mutable",
        "",
        "--columns",
        "level=label:grade",
        "--types",
        "json"
      )
      let shown = try bench.run("show", "1", "--json").output
      #expect(shown.contains(#""immutable_fields":{"id":1,"title":"x"}"#))
      #expect(shown.contains(#""labels":{"grade":3}"#))
    }
  }

  @Test func standardInputIsATableWhereTheFormatSaysSo() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let arguments = ["add", "-", "--format", "tsv", "--source", "s", "--no-key"]
      let first = try bench.run(arguments, input: "a\tb\n1\t\"2\t\"\n1\t\"2\t\"\n")
      #expect(first.lines.first == "added 2, changed 0, relabelled 0, unchanged 0")
      let dry = try bench.run(arguments + ["--dry-run"], input: "a\tb\n5\t6\n")
      #expect(dry.output == "would add 1, change 0, relabel 0, leave 0\n")
    }
  }

  @Test func aTableAndJSONLinesOfOneSourceAreOneInput() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("a.csv", "id,a\n1,x\n")
      try bench.write("b.jsonl", #"{"id":"2","a":"y"}"#)
      let outcome = try bench.run("add", "a.csv", "b.jsonl", "--key", "id", "--source", "s")
      #expect(outcome.lines.first == "added 2, changed 0, relabelled 0, unchanged 0")
    }
  }
}
