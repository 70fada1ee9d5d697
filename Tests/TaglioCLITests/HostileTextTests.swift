import SystemPackage
import TaglioSystem
import Testing

/// Text that somebody else chose never reaches a terminal as it is, whatever the command, and comes
/// out of documents exactly.
@Suite struct HostileTextTests {
  /// Clears the screen, turns the line around, hides and breaks it.
  private static let hostile = "\u{1B}[2J\u{9B}31m\u{202E}\u{2028}\u{200B}\u{E0041}\r\u{8}"
  private static let json = #"\u001b[2J\u009b31m\u202e\u2028\u200b\udb40\udc41\r\b"#

  private func expectSafe(_ text: String, _ call: [String]) {
    let isSafe = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A, 0x20...0x7E: true
      case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x200B, 0xE0041: false
      default: true
      }
    }
    #expect(isSafe, "\(call): \(text.debugDescription)")
  }

  /// A store in which everything that somebody can choose is hostile.
  private func withHostileStore(_ body: (Workbench) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      bench.environment["TAGLIO_KEY"] = "id"
      // An author cannot be: the setting is refused. The user of the machine can.
      bench.environment["USER"] = "ada\u{202E}\u{200B}"
      let text = HostileTextTests.json
      try bench.write(
        "a.jsonl",
        #"{"id":"k\#(text)","f\#(text)":"v\#(text)","title":"t\#(text)","keywords":["w\#(text)"]}"#
      )
      let message = "m" + HostileTextTests.hostile
      let source = "s" + HostileTextTests.hostile
      let added = try bench.run("add", "a.jsonl", "--source", source, "-m", message)
      #expect(added.status == 0, "\(added.errors)")
      try bench.write(".taglio/objects/00/\(HostileTextTests.hostile)", "stray")
      try body(bench)
    }
  }

  @Test func nothingOfItReachesATerminal() throws {
    try withHostileStore { bench in
      let key = "k" + HostileTextTests.hostile
      let run = try bench.run("ls", "runs").lines.first?.split(separator: " ").first.map(
        String.init
      )
      let calls: [[String]] = [
        ["ls"], ["ls", "runs"], ["ls", "refs"], ["show", key], ["show", run ?? ""], ["log"],
        ["log", "--oneline"], ["log", key], ["status"], ["fsck"], ["config"],
        ["show", HostileTextTests.hostile], ["add", HostileTextTests.hostile],
        ["config", HostileTextTests.hostile], [HostileTextTests.hostile],
        ["ls", HostileTextTests.hostile], ["-C", HostileTextTests.hostile, "ls"],
        ["config", "author", HostileTextTests.hostile], ["man", HostileTextTests.hostile],
        ["cat-file", "-p", key],
      ]
      for call in calls {
        let outcome = try bench.run(call)
        #expect(!(outcome.output + outcome.errors).isEmpty, "\(call)")
        expectSafe(outcome.output + outcome.errors, call)
      }
    }
  }

  @Test func badFilesAreNamedSafely() throws {
    try withHostileStore { bench in
      let name = "b" + HostileTextTests.hostile + ".jsonl"
      let text = HostileTextTests.json
      for line in [#"{"id":"x","a":1,"a":2}"#, #"{"id":["\#(text)"]}"#, "{\"\(text)\":}", "17"] {
        try bench.write(name, line)
        let outcome = try bench.run("add", name, "--verbose")
        #expect(outcome.status == 1)
        expectSafe(outcome.output + outcome.errors, [line])
      }
    }
  }

  @Test func documentsHoldItExactly() throws {
    try withHostileStore { (bench) throws in
      let key = "k" + HostileTextTests.hostile
      // Canonical JSON escapes only what it must.
      let exact = HostileTextTests.hostile.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0x08: "\\b"
        case 0x0D: "\\r"
        case 0x1B: "\\u001b"
        default: String(scalar)
        }
      }.joined()
      let shown = try bench.run("show", key, "--json").output
      for letter in ["k", "f", "v", "t", "w"] { #expect(shown.contains("\"\(letter)\(exact)\"")) }
      let log = try bench.run("log", "--json").output
      #expect(log.contains("\"m\(exact)\""))
      #expect(log.contains("ada\u{202E}\u{200B}@bench"))
      #expect(try bench.run("ls", "--json").output.contains("\"s\(exact)\""))
    }
  }
}
