@testable import TaglioCLI
import TaglioFormat
import Testing

/// `cat-file` and `hash-object`, by the peek and by the parser.
@Suite struct PlumbingTests {
  /// Calls that the peek takes, and the same calls as only the parser takes them.
  private static let calls: [(peeked: [String], parsed: [String])] = [
    (["cat-file", "-t", "ID"], ["cat-file", "ID", "-t"]),
    (["cat-file", "-s", "ID"], ["cat-file", "ID", "-s"]),
    (["cat-file", "-p", "ID"], ["cat-file", "ID", "-p"]),
    (["cat-file", "--raw", "ID"], ["cat-file", "--raw", "--color", "never", "ID"]),
    (["cat-file", "-p", "none"], ["cat-file", "none", "-p"]),
    (["-C", ".", "cat-file", "-t", "ID"], ["cat-file", "-t", "ID", "-C", ".", "-v"]),
    (["cat-file", "--batch"], ["cat-file", "--batch", "-q"]),
    (["hash-object", "sums.jsonl"], ["hash-object", "-q", "sums.jsonl"]),
    (["hash-object", "-"], ["hash-object", "-q", "-"]),
    (
      ["hash-object", "-t", "experiment", "--canonical", "e.json"],
      ["hash-object", "-q", "--canonical", "-t", "experiment", "e.json"]
    ),
    (["--version"], ["--version", "-v"]),
  ]

  @Test func peekAndParserGiveTheSameAnswers() throws {
    try withSmallStore { bench in
      try bench.write("e.json", #"{"previous": null, "immutable_fields": {"name": "import"}}"#)
      let id = try bench.run("ls", "-v").lines[0].split(separator: " ")[1]
      let input = "\(id)\n2\nnothing\n\(id.prefix(6))"
      for (peeked, parsed) in PlumbingTests.calls {
        let peeked = peeked.map { $0 == "ID" ? String(id) : $0 }
        let parsed = parsed.map { $0 == "ID" ? String(id) : $0 }
        #expect(Peek.request(Arguments(peeked)) != nil)
        #expect(Peek.request(Arguments(parsed)) == nil)
        let left = try bench.run(peeked, input: input)
        let right = try bench.run(parsed, input: input)
        #expect(left.output == right.output, "\(peeked)")
        #expect(left.errors == right.errors && left.status == right.status, "\(peeked)")
      }
    }
  }

  @Test(arguments: [
    ["cat-file"], ["cat-file", "-x", "a"], ["hash-object"], ["cat-file", "--help"],
    ["hash-object", "-t", "tree", "a"], ["ls"], [],
  ])
  func otherFormsGoToTheParser(_ arguments: [String]) {
    #expect(Peek.request(Arguments(arguments)) == nil)
  }

  @Test func hashObjectKnowsTheImportExperiment() throws {
    try withWorkbench { bench in
      try bench.write("e.json", #"{"previous": null, "immutable_fields": {"name": "import"}}"#)
      let outcome = try bench.run("hash-object", "-t", "experiment", "--canonical", "e.json")
      #expect(
        outcome.output.hasPrefix("2cb57fdceeccf548476ddc65ea72f184822b379bcde7e8fa57064dcab42b7bf3")
      )
      let strict = try bench.run("hash-object", "-t", "experiment", "e.json")
      #expect(strict.status == 1)
      #expect(strict.errors.contains("e.json:1:") && strict.errors.contains("--canonical"))
    }
  }

  @Test func hashObjectStreamsBlobs() throws {
    try withWorkbench { bench in
      let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try bench.write("blob", bytes: bytes)
      let expected = "\(ObjectCodec.id(type: .blob, payload: bytes))\n"
      #expect(try bench.run("hash-object", "blob").output == expected)
      #expect(
        try bench.run("hash-object", "-", input: "").output
          == "\(ObjectCodec.id(type: .blob, payload: []))\n"
      )
    }
  }

  @Test func batchAnswersEachLine() throws {
    try withSmallStore { bench in
      let id = try bench.run("ls", "-v").lines[0].split(separator: " ")[1]
      let payload = try bench.run("cat-file", "--raw", String(id)).output
      let answer = "\(id) case \(payload.utf8.count)\n\(payload)\n"
      let outcome = try bench.run("cat-file", "--batch", input: "\(id)\nnothing\n1\n")
      #expect(outcome.output == answer + "nothing missing\n" + answer)
      #expect(outcome.status == 0)
    }
  }

  @Test func damagedBytesAreNeverPrinted() throws {
    try withSmallStore { bench in
      let id = try bench.run("ls", "-v").lines[0].split(separator: " ")[1]
      let path = ".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      try bench.remove(path)
      try bench.write(path, bytes: [0x78, 0x9C, 1, 2, 3])
      for part in ["-t", "-s", "-p", "--raw"] {
        let outcome = try bench.run("cat-file", part, String(id))
        #expect(outcome.status == 4)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("damaged") && outcome.errors.contains("taglio fsck"))
      }
      let batch = try bench.run("cat-file", "--batch", input: "\(id)\n")
      #expect(batch.output == "\(id) damaged\n" && batch.status == 4)
    }
  }
}
