import ArgumentParser
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

@testable import TaglioCLI

/// What shells are told while somebody types.
@Suite struct CompletionTests {
  /// Asks as a completion script does: the words, the last of which is being typed.
  private func ask(_ bench: Workbench, _ words: [String]) throws -> Workbench.Outcome {
    let last = words.last ?? ""
    let place = ["\(words.count)", "\(last.count)"]
    let command = words.first { $0 != "-C" } ?? ""
    return try bench.run(
      ["---completion", command, "--", "positional@0"] + place + ["taglio"] + words
    )
  }

  /// What is offered.
  ///
  /// The parser remembers for the whole process which shell a script was made for, and adds an empty
  /// line for some of them.
  private func offered(_ bench: Workbench, _ words: String...) throws -> [String] {
    try ask(bench, words).lines.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  @Test func keysNamesAndIDsAreOffered() throws {
    try withSmallStore { (bench) throws in
      #expect(try offered(bench, "show", "") == ["1", "2", "odd"])
      #expect(try offered(bench, "show", "o") == ["odd"])
      #expect(try offered(bench, "log", "\"od") == ["odd"])
      let id = try #require(try bench.run("ls", "-v").lines.first?.split(separator: " ")[1])
      #expect(try offered(bench, "show", String(id.prefix(3))) == [])
      #expect(try offered(bench, "show", String(id.prefix(4))) == [String(id.prefix(12))])
      #expect(try offered(bench, "show", String(id.prefix(20))) == [String(id.prefix(20))])
      #expect(try offered(bench, "cat-file", "od") == ["odd"])
    }
  }

  @Test func namesAreOfferedWithAndWithoutTheirKind() throws {
    try withRepository { (repository) throws in
      let suite = try #require(UUID("0d9e5a4c-7a3c-4b1e-9d55-0c6f0d6f7b11"))
      let refs = RefChanges(values: [RefName(.suites, "small"): .uuid(suite)])
      try repository.books.updateRefs(refs, heads: [])
      #expect(try repository.names(beginning: "sm", limit: 9) == ["small"])
      #expect(try repository.names(beginning: "sui", limit: 9) == ["suites/small"])
      #expect(try repository.names(beginning: "suites/s", limit: 9) == ["suites/small"])
      #expect(try repository.names(beginning: "runs/", limit: 9) == [])
    }
  }

  private func withRepository(_ body: (Repository) throws -> Void) throws {
    try body(.inMemory(options: .init(author: "ada", now: { 0 })))
  }

  @Test func manyAreCutAndFoundByTheirBeginning() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let records = (0..<500).map { #"{"id":"case \#($0)","x":\#($0)}"# }.joined(separator: "\n")
      try bench.write("many.jsonl", records)
      _ = try bench.run("add", "many.jsonl", "--key", "id")
      #expect(try offered(bench, "show", "").count == 100)
      #expect(try offered(bench, "show", #"case\ 49"#).count == 11)
    }
  }

  @Test func whateverGoesWrongThereIsNothingToOffer() throws {
    try withWorkbench { (bench) throws in
      let nowhere = try ask(bench, ["show", "x"])
      #expect(nowhere.output.allSatisfy(\.isWhitespace) && nowhere.errors.isEmpty)
      let wrong = try bench.run("---completion", "shwo", "--", "positional@0")
      #expect(wrong.output.isEmpty && wrong.errors.isEmpty && wrong.status == 1)
      try bench.makeStore()
      try bench.write(".taglio/config", "nonsense\n")
      let broken = try ask(bench, ["show", "x"])
      #expect(broken.output.allSatisfy(\.isWhitespace) && broken.errors.isEmpty)
    }
  }

  @Test func theDirectoryOnTheLineCounts() throws {
    try withSmallStore { bench in
      let outcome = try bench.run(
        [
          "---completion", "show", "--", "positional@0", "4", "1", "taglio", "show", "-C",
          "project",
        ]
          + ["o"],
        in: ".."
      )
      #expect(outcome.lines.first == "odd")
    }
  }

  @Test(arguments: [
    ("a b", "a\\ b"), ("it's", "it\\'s"), ("$(id)", nil), ("`id`", nil), ("a!b", nil),
    ("日本-1_2./x", "日本-1_2./x"),
    (##"x;y&z|<>(){}*?[]#~"\"##, ##"x\;y\&z\|\<\>\(\)\{\}\*\?\[\]\#\~\"\\"##),
  ])
  func nothingFromDataMeansAnythingToBash(_ name: String, _ expected: String?) {
    #expect(Completer.protected(name, for: "bash") == expected)
    #expect(Completer.protected(name, for: "fish") == name)
  }

  @Test func zshTakesColonsAsTheyAre() {
    #expect(Completer.protected("a:b\\c", for: "zsh") == "a\\:b\\\\c")
  }

  @Test(arguments: [
    ("abc", "abc"), (#"a\ b"#, "a b"), (#""a b"#, "a b"), ("'it", "it"), (#"'a'\''b"#, "a'b"),
    (#""a\"b\c"#, #"a"b\c"#), (#"'a\b'"#, #"a\b"#), (#"a\"#, "a"),
  ])
  func typedWordsAreReadWithoutTheirQuotes(_ typed: String, _ meant: String) {
    #expect(typed.withoutShellQuotes == meant)
  }

  @Test(arguments: CompletionsCommand.Shell.allCases)
  func eachShellHasAScript(_ shell: CompletionsCommand.Shell) throws {
    try withWorkbench { (bench) throws in
      let script = try bench.run("completions", shell.rawValue).output
      #expect(script.contains("---completion show"))
      #expect(script.contains("hash-object"))
      let json = try bench.run("completions", shell.rawValue, "--json").output
      #expect(json.hasPrefix(#"{"script":""#))
    }
  }
}
