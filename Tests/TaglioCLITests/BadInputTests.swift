import Foundation
import SystemPackage
import TaglioFormat
import Testing

/// Bad input changes nothing, and one message names the place and the way out.
@Suite struct BadInputTests {
  /// One store serves all rows: none of them may leave anything in it.
  @Test func isRefusedAndChangesNothing() throws {
    try withSmallStore { bench in
      _ = try bench.run("suite", "create", "easy", "1")
      _ = try bench.run("experiment", "add", "sums", "--verdict", "/ok")
      try bench.makeNamedRuns()
      let state = try bench.run("state").output
      let kept = try bench.files()
      for bad in BadInput.all {
        for (name, bytes) in bad.files { try bench.write(name, bytes: bytes) }
        let before = try bench.files()
        let outcome = try bench.run(bad.arguments, input: bad.input)
        expect(outcome, bad)
        #expect(try bench.files() == before, "\(bad)")
        try bench.write(".taglio/config", Workbench.config)
        try bench.write(".taglio/format", "1\n")
        #expect(try bench.run("state").output == state, "\(bad)")
        for name in bad.files.keys where !name.hasPrefix(".taglio") { try bench.remove(name) }
      }
      #expect(try bench.files().subtracting(kept) == ["folder"])
    }
  }

  private func expect(_ outcome: Workbench.Outcome, _ bad: BadInput) {
    #expect(outcome.status == bad.status, "\(bad): \(outcome.errors)")
    #expect(outcome.output.isEmpty, "\(bad)")
    #expect(outcome.errors.hasPrefix("taglio: "), "\(bad)")
    #expect(outcome.errors.contains("\n  help: "), "\(bad): \(outcome.errors)")
    for words in bad.says { #expect(outcome.errors.contains(words), "\(bad): \(outcome.errors)") }
  }

  @Test func thereAreManyKinds() {
    #expect(BadInput.all.count >= 25)
    let brought = [BadInput.imports, BadInput.exchange, BadInput.labelled]
    #expect(brought.map(\.count).allSatisfy { $0 >= 25 })
    #expect(Set(BadInput.all.map(\.name)).count == BadInput.all.count)
  }

  @Test(.disabled(if: geteuid() == 0, "root may read everything"))
  func aFileWithoutPermissionIsRefused() throws {
    try withSmallStore { bench in
      try bench.write("secret.json", "{}")
      chmod(bench.directory.appending("secret.json").string, 0)
      let outcome = try bench.run("add", "secret.json")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("secret.json") && outcome.errors.contains("ls -ld"))
    }
  }

  @Test func anAmbiguousPrefixListsWhatItCouldBe() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let records = (0..<700).map { #"{"n":\#($0)}"# }.joined(separator: "\n")
      try bench.write("many.jsonl", records)
      _ = try bench.run("add", "many.jsonl", "--no-key")
      var seen: Set<Substring> = []
      let heads = try bench.run("ls", "-v", "--limit", "700").lines.compactMap { line in
        line.split(separator: " ").first { ObjectID($0) != nil }
      }
      let prefix = try #require(heads.first { !seen.insert($0.prefix(4)).inserted }).prefix(4)
      let outcome = try bench.run("show", String(prefix))
      #expect(outcome.status == 6)
      #expect(outcome.errors.contains("\"\(prefix)\" could be more than one"))
      #expect(outcome.errors.contains("\n  \(prefix)"))
      #expect(outcome.errors.contains("help: Write more digits."))
    }
  }

  @Test func withJSONAnErrorIsADocumentToo() throws {
    try withSmallStore { bench in
      try bench.write("bad.jsonl", "{\"id\":1}\n{\"x\":2}\n")
      let outcome = try bench.run("add", "bad.jsonl", "--key", "id", "--json")
      #expect(outcome.status == 1)
      #expect(outcome.errors.hasPrefix("taglio: bad.jsonl:2:1: "))
      #expect(
        outcome.output == """
          {"error":{"candidates":[],"code":"bad-input","field":"/id",\
          "help":"Name the field that tells records apart with --key, or use --no-key. It has: \\"x\\".",\
          "message":"the record has no field \\"id\\" to take its key from",\
          "place":{"column":1,"file":"bad.jsonl","line":2,"record":2}}}

          """
      )
      let call = try bench.run("ls", "--json", "--wide")
      #expect(call.status == 64)
      #expect(call.output.hasPrefix(#"{"error":{"candidates":[],"code":"usage","#))
    }
  }
}
