import Synchronization
import Testing

@testable import TaglioCLI

/// Text on a terminal: escapes, colours, widths, progress.
@Suite struct ConsoleTests {
  @Test(arguments: [
    ("plain ä 日本", "plain ä 日本"),
    ("a\u{1B}[31mb", "a\\x1b[31mb"),
    ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
    ("\u{7F}\u{85}\u{9B}", "\\x7f\\u0085\\u009b"),
    ("x\u{202E}y\u{2066}z\u{200F}\u{2028}", "x\\u202ey\\u2066z\\u200f\\u2028"),
    ("back\\slash", "back\\slash"),
    ("\u{061C}\u{200E}\u{2029}", "\\u061c\\u200e\\u2029"),
    ("a\u{200B}b\u{2060}c\u{FEFF}\u{AD}", "a\\u200bb\\u2060c\\ufeff\\u00ad"),
    ("\u{FFF9}\u{3164}\u{E0041}", "\\ufff9\\u3164\\u{e0041}"),
    ("👩‍🚀 ❤️ می‌خواهم e\u{301}", "👩‍🚀 ❤️ می‌خواهم e\u{301}"),
  ])
  func controlsBecomeVisible(_ text: String, _ expected: String) {
    #expect(text.escapedForTerminal() == expected)
  }

  @Test func escapedJSONIsTheSameValue() {
    let text = "{\n  \"a\": \"\u{202E}\u{85}\u{E0041}\"\n}"
    let escaped = "{\n  \"a\": \"\\u202e\\u0085\\udb40\\udc41\"\n}"
    #expect(text.escapedJSONForTerminal() == escaped)
  }

  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("\u{301}", 0), ("👩‍🚀", 2), ("🇩🇪", 2), ("⌚", 2),
    ("\u{200D}", 0), ("\t", 8), ("한", 2), ("ﬁ…", 2),
  ])
  func widthsAreThoseOfATerminal(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func dataReachesTheTerminalEscapedAndDocumentsExactly() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("a.json", #"{"id":"k\u001b[2J","input":"x\u202ey","title":"\u009bz"}"#)
      _ = try bench.run("add", "a.json", "--key", "id", "-m", "m\u{1B}[2J")
      for command in [["ls"], ["log"], ["log", "--oneline"], ["show", "k\u{1B}[2J"], ["status"]] {
        let outcome = try bench.run(command)
        #expect(outcome.status == 0)
        #expect(!outcome.output.isEmpty)
        let isSafe = outcome.output.unicodeScalars.allSatisfy { scalar in
          scalar == "\n"
            || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
              && scalar.value != 0x202E
        }
        #expect(isSafe, "\(command)")
      }
      #expect(try bench.run("ls", "--json").output.contains("\u{202E}"))
    }
  }

  @Test func coloursFollowTheTerminalTheOptionAndTheEnvironment() throws {
    try withSmallStore { (bench) throws in
      #expect(try bench.isColoured() == false)
      #expect(try bench.isColoured("--color", "always"))
      bench.terminal = 200
      #expect(try bench.isColoured())
      #expect(try bench.isColoured("--color=never") == false)
      bench.environment = ["NO_COLOR": "1"]
      #expect(try bench.isColoured() == false)
      #expect(try bench.isColoured("--color", "always"))
      bench.environment = ["TERM": "dumb"]
      #expect(try bench.isColoured() == false)
    }
  }

  @Test func linesFitTheTerminal() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let question = String(repeating: "words and 文字 ", count: 12)
      try bench.write("a.jsonl", #"{"id":"a","question":"\#(question)","title":"A title"}"#)
      _ = try bench.run("add", "a.jsonl", "--key", "id", "-m", question)
      bench.terminal = 60
      for command in [["ls"], ["show", "a"], ["log"], ["log", "--oneline"], ["status"]] {
        let lines = try bench.run(command + ["--color", "never"]).lines
        // A path is not cut, and the counts are for 80 columns.
        let text = lines.filter { !$0.hasPrefix("store ") && !$0.hasPrefix("holds ") }
        #expect(text.allSatisfy { $0.displayWidth <= 60 }, "\(text)")
      }
      #expect(try bench.run("ls", "--color", "never").output.hasSuffix("…\n"))
    }
  }

  @Test func aTableAlignsItsColumns() {
    var table = TextTable()
    table.rows = [["a", "", "x"], ["日本", "", "yy"]]
    #expect(table.text(columns: nil) == "a     x\n日本  yy\n")
    #expect(TextTable(rows: [["k", "123456789"]]).text(columns: 11) == "k  1234567…\n")
    var narrow = TextTable(rows: [["12345678", "x"]])
    narrow.limits = [0: 5]
    #expect(narrow.text(columns: 80) == "1234…  x\n")
    #expect(narrow.text(columns: nil) == "12345678  x\n")
    let wide = TextTable(rows: [[String(repeating: "a", count: 30), "b", "subject"]])
    #expect(wide.text(columns: 27) == "aaaaaaaaaaaaaaa…  b  subje…\n")
    #expect(wide.text(columns: 10) == "aaaaaaaaaaa…  b  subje…\n")
  }

  @Test(arguments: [
    ("a b c", 3, ["a b", "c"]), ("abcdef gh", 4, ["abcdef", "gh"]), ("x\n\ny", 10, ["x", "", "y"]),
    ("", 5, [""]), ("  a b", 4, ["  a", "b"]), ("日本語です x", 6, ["日本語", "です x"]),
    ("a 日本語です", 6, ["a", "日本語", "です"]),
  ])
  func textIsWrappedAtSpaces(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test(arguments: [("abc", "abc"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''")])
  func wordsAreQuotedForTheShell(_ text: String, _ expected: String) {
    #expect(text.shellWord == expected)
  }

  @Test func progressWaitsIsThrottledAndGoesAway() throws {
    let time = Mutex<Int64>(0)
    let written = Mutex<[String]>([])
    let channel = OutputChannel(isTerminal: true) { bytes in
      written.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
    }
    let bar = ProgressBar("adding", on: channel) { time.withLock { $0 } }
    let at = { (milliseconds: Int64, done: Int) in
      time.withLock { $0 = milliseconds * 1_000_000 }
      try bar.update(done, of: 24)
    }
    try at(499, 1)
    #expect(written.withLock { $0.isEmpty })
    try at(500, 12)
    try at(599, 13)
    try at(600, 24)
    try bar.finish()
    try bar.finish()
    let half = String(repeating: "#", count: 12) + String(repeating: "-", count: 12)
    let whole = String(repeating: "#", count: 24)
    #expect(
      written.withLock { $0 } == [
        "\r\u{1B}[Kadding [\(half)] 12/24", "\r\u{1B}[Kadding [\(whole)] 24/24", "\r\u{1B}[K",
      ]
    )
  }

  @Test func aFullDiskUnderStandardOutputIsAnError() throws {
    try withSmallStore { bench in
      bench.isOutputBroken = true
      let outcome = try bench.run("ls")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("cannot write standard output"))
    }
  }
}

extension Workbench {
  /// Whether `log --oneline` with further arguments prints colours.
  fileprivate func isColoured(_ arguments: String...) throws -> Bool {
    try run(["log", "--oneline"] + arguments).output.contains("\u{1B}[")
  }
}
