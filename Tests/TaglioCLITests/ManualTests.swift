import Testing

@testable import TaglioCLI

/// Manual pages are what the parser knows, in a form that `man` takes.
@Suite struct ManualTests {
  @Test func aPageHasItsSections() throws {
    try withWorkbench { (bench) throws in
      let page = try bench.run("man", "ls")
      let lines = page.output.split(separator: "\n").map(String.init)
      #expect(lines[0] == #".TH "TAGLIO\-LS" "1" "" "taglio 0.1.0" "taglio""#)
      #expect(
        lines.filter { $0.hasPrefix(".SH") }.map { $0.dropFirst(4) } == [
          #""NAME""#, #""SYNOPSIS""#, #""DESCRIPTION""#, #""ARGUMENTS""#, #""OPTIONS""#,
          #""OPTIONS OF EVERY COMMAND""#, #""EXAMPLES""#, #""SEE ALSO""#,
        ]
      )
      #expect(lines.contains(#".B "\-q, \-\-quiet""#))
      #expect(lines.contains(#".B "\-\-limit count""#))
      #expect(lines.contains(#"taglio ls \-\-offset 50 \-\-limit 100"#))
      #expect(try bench.run("man", "ls").output == page.output)
    }
  }

  @Test func everyCommandHasAPageAndTheProgramNamesThem() throws {
    try withWorkbench { (bench) throws in
      let names = TaglioProgram.commandNames
      let parts = names.flatMap { name in
        TaglioProgram.commandNames(in: name).map { "\(name)-\($0)" }
      }
      let outcome = try bench.run("man", "--output", "man/man1")
      let count = names.count + parts.count + 1
      #expect(outcome.output == "wrote \(count) pages to man/man1\n")
      let files = try bench.files().filter { $0.hasSuffix(".1") }
      #expect(
        files
          == Set(
            (names.map { "-" + $0 } + parts.map { "-" + $0 } + [""]).map {
              "man/man1/taglio\($0).1"
            }
          )
      )
      let program = try bench.run("man").output
      for name in names {
        let escaped = "taglio-\(name)".split(separator: "-").joined(separator: "\\-")
        #expect(program.contains(".BR \"\(escaped)\" \"(1)\""), "\(name)")
      }
      let again = try bench.run("man", "--output", "man/man1", "--json").output
      #expect(again.hasPrefix(#"{"directory":"man/man1","files":["taglio.1","#))
    }
  }

  /// What a formatter would take for a request, an escape or other typography.
  @Test func textComesOutAsItWasTyped() {
    var roff = Roff()
    roff.line(".taglio")
    roff.line("'quoted' \"twice\" \\ `tick` ^ ~ a-b")
    roff.line("日本 …")
    roff.macro(".B", "say \"x\"")
    #expect(
      roff.text == #"""
        \&.taglio
        \(aqquoted\(aq \(dqtwice\(dq \e \(gatick\(ga \(ha \(ti a\-b
        \[u65E5]\[u672C] \[u2026]
        .B "say \(dqx\(dq"

        """#
    )
  }

  @Test func noLineOfAPageIsTakenForARequest() throws {
    let macros: Set<Substring> = [
      ".TH", ".SH", ".B", ".BR", ".TP", ".PP", ".RS", ".RE", ".nf", ".fi",
    ]
    for page in ManualPage.all(try CommandInfo.ofProgram()) {
      for line in page.text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'")
      {
        #expect(macros.contains(line.prefix { $0 != " " }), "\(page.name): \(line)")
      }
      #expect(!page.text.contains("\n\n"), "\(page.name)")
    }
  }
}
