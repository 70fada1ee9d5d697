import Foundation
import SystemPackage
import Testing

/// `export` and what reads it back.
@Suite struct ExportTests {
  /// Two stores beside one another: the small one, and an empty one in `other`.
  private func withTwoStores(_ body: (Workbench) throws -> Void) throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "easy", "1", "2")
      try bench.makeDirectory("other")
      _ = try bench.run("-C", "other", "init")
      try bench.write("other/.taglio/config", Workbench.config)
      try body(bench)
    }
  }

  @Test func recordsGoToStandardOutputInTheOrderOfKeys() throws {
    try withSmallStore { bench in
      let outcome = try bench.run("export")
      #expect(outcome.status == 0)
      #expect(
        outcome.output == """
          {"answer":2,"id":1,"keywords":["easy"],"question":"1 + 1?"}
          {"answer":5,"id":2,"question":"2 + 3?","title":"Primes"}
          {"answer":null,"id":"odd","question":"What is odd?\\nSay it."}

          """
      )
      #expect(try bench.run("export", "answer = 5").lines.count == 1)
      #expect(try bench.run("export", "odd").lines.count == 1)
    }
  }

  @Test(arguments: ["jsonl", "yaml", "csv"])
  func recordsAreReadBackAsTheSameCases(_ format: String) throws {
    try withTwoStores { bench in
      let outcome = try bench.run("export", "-o", "all.\(format)", "--json")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("\"count\":3"))
      let way = try #require(
        outcome.errors.split(separator: "\n").first { $0.hasPrefix("read back with: taglio ") }
      )
      let words = way.split(separator: " ").dropFirst(4).map { String($0) }
      let call = ["-C", "other"] + words.map { $0 == "all.\(format)" ? "../" + $0 : $0 }
      #expect(try bench.run(call).status == 0, "\(call)")
      #expect(try bench.run("-C", "other", "export").output == bench.run("export").output)
    }
  }

  @Test func aTableHasColumnsForPlacesInsideObjects() throws {
    try withSmallStore { bench in
      try bench.write("deep.jsonl", #"{"id":"d","in":{"a":1,"b":["x"]},"s":"12"}"#)
      _ = try bench.run("add", "deep.jsonl", "--key", "id")
      let outcome = try bench.run("export", "d", "-o", "d.csv")
      #expect(outcome.errors.contains("--columns /in/a=/in/a,/in/b=/in/b"))
      let text = try String(
        contentsOfFile: bench.directory.appending("d.csv").string,
        encoding: .utf8
      )
      #expect(text == "/in/a,/in/b,id,s\r\n1,\"[\"\"x\"\"]\",d,\"\"\"12\"\"\"\r\n")
    }
  }

  @Test func anEnvelopeGivesTheSameIds() throws {
    try withTwoStores { bench in
      _ = try bench.run("export", "easy", "--envelope", "-o", "easy.envelope")
      let taken = try bench.run("-C", "other", "add", "../easy.envelope", "--envelope")
      #expect(taken.status == 0, "\(taken.errors)")
      for name in ["1", "2", "2~1"] {
        let here = try bench.run("cat-file", "-p", name, "--json").output
        #expect(try bench.run("-C", "other", "cat-file", "-p", name, "--json").output == here)
      }
      let suite = try bench.run("suite", "show", "easy").output
      #expect(try bench.run("-C", "other", "suite", "show", "easy").output == suite)
      let again = try bench.run("-C", "other", "add", "../easy.envelope", "--envelope")
      #expect(again.output == "nothing to add: all of ../easy.envelope is here\n")
      #expect(try bench.run("-C", "other", "fsck").status == 0)
      let file = try bench.run(
        "-C",
        "other",
        "add",
        "../sums.jsonl",
        "--key",
        "id",
        "--source",
        "sums.jsonl"
      )
      #expect(file.output.hasPrefix("added 1, changed 0, relabelled 0, unchanged 2"))
    }
  }

  @Test func anEnvelopeOfARunBringsItsOutputsAndItsSeal() throws {
    try withTwoStores { bench in
      _ = try bench.run("experiment", "add", "sums", "--verdict", "/ok")
      try bench.write("out.jsonl", "{\"id\":1,\"ok\":true}\n{\"id\":2,\"ok\":false}\n")
      _ = try bench.run("run", "record", "sums", "out.jsonl", "--basis", "/id")
      _ = try bench.run("export", "latest", "--envelope", "-o", "run.envelope")
      let taken = try bench.run("-C", "other", "add", "../run.envelope", "--envelope")
      #expect(taken.status == 0, "\(taken.errors)")
      let here = try bench.run("summarize", "latest").output
      #expect(try bench.run("-C", "other", "summarize", "latest").output == here)
      #expect(try bench.run("-C", "other", "run", "show", "latest").output.contains("complete"))
      #expect(try bench.run("-C", "other", "fsck").status == 0)
    }
  }

  @Test func outputsAreReadBackByARecording() throws {
    try withTwoStores { bench in
      _ = try bench.run("experiment", "add", "sums", "--verdict", "/ok")
      try bench.write("out.jsonl", "{\"id\":1,\"ok\":true}\n{\"id\":2,\"ok\":false}\n")
      _ = try bench.run(
        "run",
        "record",
        "sums",
        "out.jsonl",
        "--basis",
        "/id",
        "--set",
        "n=1"
      )
      _ = try bench.run("export", "latest", "-o", "outputs.jsonl")
      _ = try bench.run(
        "run",
        "record",
        "sums",
        "outputs.jsonl",
        "--basis",
        "/basis",
        "--fields",
        "/output"
      )
      let runs = try bench.run("run", "ls", "--json").output.ids
      #expect(Set(runs).count >= 2)
      let exported = try bench.run("export", "latest").output
      #expect(exported.contains(#""output":{"id":1,"ok":true},"trial":0"#))
    }
  }

  @Test func whatWasErasedComesAsATombstone() throws {
    try withTwoStores { bench in
      _ = try bench.run("redact", "2", "--reason", "asked for", "--yes")
      let export = try bench.run("export", "--envelope", "-o", "all.envelope")
      #expect(export.status == 3)
      _ = try bench.run("export", "easy", "--envelope", "-o", "easy.envelope")
      let text = try String(
        contentsOfFile: bench.directory.appending("easy.envelope").string,
        encoding: .utf8
      )
      #expect(!text.contains("2 + 3"))
      let taken = try bench.run("-C", "other", "add", "../easy.envelope", "--envelope")
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(try bench.run("-C", "other", "fsck").status == 0)
    }
  }

  @Test func everyChangedByteOfAnEnvelopeIsNoticedOrMeansNothing() throws {
    try withTwoStores { bench in
      _ = try bench.run("export", "easy", "--envelope", "-o", "easy.envelope")
      let path = bench.directory.appending("easy.envelope").string
      let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
      let before = try bench.run("-C", "other", "state").output
      for place in stride(from: 0, to: bytes.count, by: 131) {
        var broken = bytes
        broken[place] ^= 1
        try bench.write("broken.envelope", bytes: broken)
        let outcome = try bench.run("-C", "other", "add", "../broken.envelope", "--envelope")
        if outcome.status == 0 {
          // Only what is said of objects has no digest.
          #expect(try bench.run("-C", "other", "fsck").status == 0, "byte \(place)")
          _ = try bench.remove("other")
          try bench.makeDirectory("other")
          _ = try bench.run("-C", "other", "init")
          try bench.write("other/.taglio/config", Workbench.config)
        } else {
          #expect(try bench.run("-C", "other", "state").output == before, "byte \(place)")
        }
      }
    }
  }
}

extension String {
  /// All ids in it, in order.
  var ids: [String] {
    split { !$0.isHexDigit }.filter { $0.count == 64 }.map(String.init)
  }
}
