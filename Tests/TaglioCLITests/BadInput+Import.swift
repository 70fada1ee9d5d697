import TestSupport

extension BadInput {
  /// Logs of other tools that cannot be taken in.
  static let imports: [BadInput] = strangeLogs + archives + calls

  private static func log(
    _ name: String,
    _ text: String,
    as file: String = "log.json",
    format: String = "auto",
    says: [String]
  ) -> BadInput {
    BadInput(name, files: [file: text], run: ["import", format, file], says: [file] + says)
  }

  private static let strangeLogs: [BadInput] = [
    log(
      "a log of another tool",
      LogFixtures.gotaglio(),
      format: "inspect",
      says: ["a log of gotaglio, not of inspect", "taglio import gotaglio FILE"]
    ),
    log("a log of no tool", #"{"a":1,"b":[]}"#, says: ["\"a\", \"b\"", "taglio add FILE"]),
    log(
      "a data set for a log",
      "{\"input\":\"x\",\"ideal\":\"y\"}\n{\"input\":\"z\",\"ideal\":\"y\"}\n",
      as: "set.jsonl",
      says: ["2 objects", "\"ideal\"", "taglio add FILE"]
    ),
    log("a table for a log", "a,b\n1,2\n", as: "t.csv", says: ["the columns \"a\", \"b\""]),
    log("a log that is empty", "", says: ["1:1", "the file is empty"]),
    log("a log of no samples", "[]", says: ["there is nothing in it"]),
    log(
      "a log that is cut",
      String(LogFixtures.inspectJSON().dropLast(60)),
      says: ["log.json:1:", "cut short"]
    ),
    BadInput(
      "a log that is not UTF-8",
      bytes: [
        "log.json": Array(#"{"version":2,"eval":{"task":""#.utf8) + [0xFF] + Array("\"}}".utf8)
      ],
      run: ["import", "auto", "log.json"],
      says: ["log.json:1:30", "iconv"]
    ),
    log(
      "a version of Inspect that is not known",
      LogFixtures.inspectJSON(header: LogFixtures.inspectHeader(version: 9)),
      says: ["version 9", "versions 1 to 3"]
    ),
    log(
      "a run of Inspect that goes on",
      LogFixtures.inspectJSON(header: LogFixtures.inspectHeader(status: "started")),
      says: ["has not ended", "inspect log recover"]
    ),
    log(
      "a run that was cancelled before it began",
      #"{"version":2,"status":"cancelled","eval":{"task":"t"},"samples":[]}"#,
      says: ["neither samples nor results"]
    ),
    log(
      "a sample twice",
      LogFixtures.inspectJSON(Array(repeating: LogFixtures.inspectSample("1"), count: 2)),
      says: ["trial 1 of the case 1 is there twice"]
    ),
    log(
      "two inputs of one sample",
      LogFixtures.inspectJSON([
        LogFixtures.inspectSample("1"), LogFixtures.inspectSample("1", epoch: 2, input: "No"),
      ]),
      says: ["two things of the case \"1\""]
    ),
    log("a sample without an id", LogFixtures.inspectJSON(["{}"]), says: ["has no id"]),
    log("a sample that is none", LogFixtures.inspectJSON(["17"]), says: ["/samples", "a number"]),
    log(
      "an evaluation of promptfoo that failed",
      #"{"evalId":"e","results":{"version":3,"error":{"message":"no such provider"}}}"#,
      says: ["failed as a whole: no such provider"]
    ),
    log(
      "a version of promptfoo that is not known",
      LogFixtures.promptfoo.replacing(#""version":3"#, with: #""version":8"#),
      says: ["version 8 of promptfoo"]
    ),
    log(
      "an evaluation of promptfoo without results",
      #"{"evalId":"e","results":{"version":3,"results":[]}}"#,
      says: ["there are no results in it"]
    ),
    log(
      "a table of promptfoo with a status of its own",
      LogFixtures.promptfooTable.replacing(",PASS,", with: ",FINE,"),
      as: "t.csv",
      says: ["t.csv:2:1", "\"FINE\"", "PASS, FAIL or ERROR"]
    ),
    log(
      "rows of a table that differ",
      LogFixtures.promptfooTable + "x,y\n",
      as: "t.csv",
      says: ["t.csv:4:1", "2 cells"]
    ),
    log(
      "a result without a case",
      LogFixtures.gotaglio().replacing("\"case\":", with: "\"kase\":"),
      says: ["the result has no case"]
    ),
    log(
      "events without what was run",
      LogFixtures.openAIEvals.split(separator: "\n").dropFirst().joined(separator: "\n"),
      as: "events.jsonl",
      says: ["no line of the log says what was run"]
    ),
    log(
      "a run without events",
      #"{"spec":{"eval_name":"e","run_id":"1"}}"#,
      as: "events.jsonl",
      says: ["no events of samples"]
    ),
    log(
      "samples of lm-eval without documents",
      #"{"doc_id":1,"resps":[]}"#,
      as: "samples_t.jsonl",
      says: ["no doc"]
    ),
  ]

  private static func archive(
    _ name: String,
    _ make: (inout ZipMaker) -> Void,
    says: [String]
  ) -> BadInput {
    var maker = LogFixtures.inspectZip()
    make(&maker)
    // A table cannot throw: an archive that cannot be made is an empty file, which says otherwise.
    let bytes = (try? maker.bytes()) ?? []
    return BadInput(
      name,
      bytes: ["log.eval": bytes],
      run: ["import", "inspect", "log.eval"],
      says: says
    )
  }

  private static let archives: [BadInput] = [
    archive(
      "a checksum that is wrong",
      { $0.files[1].checksum = 7 },
      says: ["log.eval", "checksum"]
    ),
    archive(
      "a bomb",
      { $0.files[1].length = 0xFFFF_0000 },
      says: ["log.eval", "more than 67108864"]
    ),
    archive(
      "an archive that lies about a length",
      { $0.files[1].length = 3 },
      says: ["log.eval", "more than 3 bytes"]
    ),
    archive(
      "one name twice in an archive",
      { $0.files[2].name = $0.files[1].name },
      says: ["log.eval", "twice"]
    ),
    archive("an encrypted archive", { $0.files[1].flags = 1 }, says: ["log.eval", "encrypted"]),
    archive(
      "Zstandard without zstd",
      { for index in $0.files.indices { $0.files[index].method = 93 } },
      says: ["zstd is not here", "inspect log convert --to json"]
    ),
    archive(
      "a method that nobody knows",
      { $0.files[1].method = 14 },
      says: ["log.eval", "method 14"]
    ),
    archive(
      "an archive without a header",
      { $0.files.removeLast() },
      says: ["there is no header.json", "inspect log recover"]
    ),
    archive(
      "a sample in an archive that is no JSON",
      { $0.files[1].content = Array("{]".utf8) },
      says: ["log.eval:samples/0.json:1:2"]
    ),
    archive("an archive of something else", { $0.files = [.init("a.txt", "x")] }, says: ["a.txt"]),
    BadInput(
      "an archive that is cut",
      bytes: ["log.eval": Array(((try? LogFixtures.inspectArchive()) ?? []).dropLast(30))],
      run: ["import", "auto", "log.eval"],
      says: ["log.eval", "it ends early"]
    ),
  ]

  private static let calls: [BadInput] = [
    BadInput(
      "two formats at once",
      files: ["a.json": LogFixtures.inspectJSON(), "b.json": LogFixtures.gotaglio()],
      run: ["import", "inspect", "a.json", "b.json"],
      says: ["b.json", "taglio import gotaglio FILE"]
    ),
    BadInput(
      "no format",
      files: ["a.json": LogFixtures.inspectJSON()],
      run: ["import", "a.json"],
      status: 64,
      says: ["taglio import --help"]
    ),
    BadInput(
      "samples of two runs",
      files: [
        "a.json": LogFixtures.harnessResults, "b.json": LogFixtures.harnessResults,
        "samples_gsm8k.jsonl": LogFixtures.harnessSamples,
      ],
      run: ["import", "lm-eval", "a.json", "b.json", "samples_gsm8k.jsonl"],
      says: ["samples_gsm8k.jsonl", "not clear which ones"]
    ),
    BadInput(
      "a name that no experiment has",
      files: ["a.json": LogFixtures.inspectJSON()],
      run: ["import", "auto", "a.json", "--experiment", "import"],
      says: ["built in"]
    ),
    BadInput(
      "a name that no suite has",
      files: ["a.json": LogFixtures.inspectJSON()],
      run: ["import", "auto", "a.json", "--suite", "two words"],
      says: ["cannot be a name"]
    ),
    BadInput(
      "a second log that is wrong",
      files: ["a.json": LogFixtures.inspectJSON(), "b.json": "{}"],
      run: ["import", "auto", "a.json", "b.json"],
      says: ["b.json"]
    ),
  ]
}
