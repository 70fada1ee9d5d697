import SystemPackage
import TaglioCLI
import Testing

/// `edit`, with options and with an editor.
@Suite struct EditCommandTests {
  @Test func editSaysWhatItDidAndHowToTakeItBack() throws {
    try withSmallStore { bench in
      let outcome = try bench.run("edit", "2", "--set", "/answer=7", "--label", "notes=why", "-v")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let lines = outcome.lines
      try #require(lines.count == 3)
      #expect(lines[0].hasPrefix("edited 2: version 3 · "))
      #expect(lines[0].hasSuffix(" · /answer, notes"))
      let id = lines[1].dropFirst("commit ".count)
      #expect(lines[1].hasPrefix("commit ") && id.count == 64)
      #expect(lines[2] == "undo with: taglio undo \(id.prefix(12))")
      #expect(outcome.errors.isEmpty)
      let shown = try bench.run("show", "2", "--json").output
      #expect(shown.contains(#""immutable_fields":{"answer":7,"id":2,"question":"2 + 3?"}"#))
      #expect(shown.contains(#""labels":{"notes":"why","title":"Primes"}"#))
      #expect(try bench.run("log", "-n", "1").output.contains("edit 2: /answer, notes"))
    }
  }

  @Test func editHasADocument() throws {
    try withSmallStore { bench in
      let before = try bench.run("show", "2", "--json").output
      let head = try #require(before.firstMatch(of: /"id":"([0-9a-f]{64})","immutable/)).1
      let outcome = try bench.run("edit", "2", "--set", "/answer=7", "--json", "-m", "Seven")
      let pattern = try Regex(
        #"^\{"commit":"[0-9a-f]{64}","dry_run":false,"fields":\["/answer"\],"is_removed":false,"#
          + #""kind":"case","labels":\[\],"name":"2","previous":"\#(head)","sealed_run":null,"#
          + #""sequence":3,"target":"[0-9a-f]{64}","version":"[0-9a-f]{64}"\}\n$"#
      )
      #expect(outcome.output.contains(pattern), "\(outcome.output)")
      #expect(try bench.run("log", "-n", "1").output.contains("Seven"))
    }
  }

  @Test func whatHoldsIsNotWrittenAndADryRunWritesNothing() throws {
    try withSmallStore { bench in
      let state = try bench.run("state").output
      let same = try bench.run("edit", "2", "--set", "/answer=5.0", "--label", "title=Primes")
      #expect(same.status == 0 && same.output == "nothing to change: 2 is as it was\n")
      let dry = try bench.run("edit", "2", "--unset", "/answer", "--dry-run")
      #expect(dry.output.hasPrefix("would edit 2: version 3 · "))
      #expect(dry.errors == "nothing was written\n")
      let label = try bench.run("edit", "2", "--drop-label", "title", "--dry-run")
      #expect(label.output == "would relabel 2: title\n")
      #expect(try bench.run("state").output == state)
    }
  }

  @Test func keywordsAreAddedAndDroppedOneByOne() throws {
    try withSmallStore { bench in
      let added = try bench.run("edit", "1", "--add-label", "keywords=short")
      #expect(added.lines[0] == "relabelled 1: keywords")
      let labels = #""labels":{"keywords":["easy","short"]}"#
      #expect(try bench.run("show", "1", "--json").output.contains(labels))
      _ = try bench.run("edit", "1", "--drop-label", "keywords=easy")
      let one = #""labels":{"keywords":["short"]}"#
      #expect(try bench.run("show", "1", "--json").output.contains(one))
      _ = try bench.run("edit", "1", "--drop-label", "keywords")
      #expect(try bench.run("show", "1", "--json").output.contains(#""labels":{}"#))
    }
  }

  @Test func whatIsRemovedSaysSo() throws {
    try withSmallStore { bench in
      _ = try bench.run("rm", "2")
      let outcome = try bench.run("edit", "2", "--set", "/answer=7")
      #expect(outcome.status == 0)
      #expect(
        outcome.errors == "2 is removed and stays so; to bring it back: taglio restore 2\n"
      )
    }
  }

  // MARK: The editor

  @Test func theEditorShowsFieldsAndLabels() throws {
    try withSmallStore { bench in
      let seen = Recorded()
      bench.environment["EDITOR"] = "my editor --wait"
      bench.shell = { command in
        seen.take(command)
        return 0
      }
      let outcome = try bench.run("edit", "2")
      #expect(outcome.status == 0 && outcome.output == "nothing to change: 2 is as it was\n")
      #expect(seen.line == "my editor --wait")
      let version = try #require(seen.text.firstMatch(of: /version: "?([0-9a-f]{64})/)).1
      #expect(
        seen.text == """
          # 2: version 2 of the case, \(version.prefix(12))
          # Change it, save it and close the editor. An empty file changes nothing.
          version: \(version)
          fields:
            answer: 5
            id: 2
            question: 2 + 3?
          labels:
            title: Primes

          """
      )
      #expect(try bench.leftTexts().isEmpty)
    }
  }

  @Test func whatTheEditorWroteIsTaken() throws {
    try withSmallStore { bench in
      bench.edit {
        $0.replacing("answer: 5", with: "answer: 7\n  why: |-\n    two\n    lines")
          .replacing("title: Primes", with: "keywords: [a, b]")
      }
      let outcome = try bench.run("edit", "2", "-m", "By hand")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.lines[0].hasSuffix(" · /answer, /why, keywords, title"))
      let shown = try bench.run("show", "2", "--json").output
      #expect(shown.contains(#""labels":{"keywords":["a","b"]}"#))
      #expect(shown.contains(#"{"answer":7,"id":2,"question":"2 + 3?","why":"two\nlines"}"#))
      #expect(try bench.leftTexts().isEmpty)
    }
  }

  @Test(arguments: ["", "\n\n", "# a comment\n"])
  func anEmptyTextChangesNothing(_ text: String) throws {
    try withSmallStore { bench in
      let state = try bench.run("state").output
      bench.edit { _ in text }
      let outcome = try bench.run("edit", "2")
      #expect(outcome.status == 0 && outcome.output == "nothing to change: 2 is as it was\n")
      #expect(try bench.run("state").output == state)
      #expect(try bench.leftTexts().isEmpty)
    }
  }

  @Test func onlyLabelsOfARunAreInItsText() throws {
    try withSmallStore { bench in
      let runs = try bench.run("ls", "runs", "--json").output
      let run = try #require(runs.firstMatch(of: /"id":"([0-9a-f]{64})"/)).1
      bench.edit { $0.replacing("labels: {}", with: "labels: {title: Sums}") }
      let outcome = try bench.run("edit", String(run))
      #expect(outcome.lines.first == "relabelled \(run.prefix(12)): title", "\(outcome.errors)")
    }
  }

  /// Texts that are refused: kept, with the place and the way to go on.
  @Test(arguments: [
    ("answer: [5", "yaml:"), ("answer: 5\n\tx: 1", "yaml:"), ("id: 3", "holds the key"),
    ("title: Primes", "is a label"),
  ])
  func aTextThatIsRefusedIsKept(_ line: String, _ words: String) throws {
    try withSmallStore { bench in
      let state = try bench.run("state").output
      let from = line.hasPrefix("id") ? "id: 2" : "answer: 5"
      bench.edit { $0.replacing(from, with: line) }
      let outcome = try bench.run("edit", "2")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      let kept = try #require(try bench.leftTexts().first)
      let path = bench.directory.appending(".taglio").appending(kept)
      #expect(outcome.errors.contains("go on with: taglio edit 2 --from \(path)\n"))
      #expect(try bench.run("state").output == state)
      try bench.write(
        ".taglio/\(kept)",
        try bench.text(".taglio/\(kept)").replacing(line, with: "answer: 7")
      )
      if !line.hasPrefix("id") {
        let again = try bench.run("edit", "2", "--from", "\(path)")
        #expect(again.status == 0 && again.lines[0].hasPrefix("edited 2:"), "\(again.errors)")
      }
    }
  }

  @Test func anEditorThatFailsChangesNothing() throws {
    try withSmallStore { bench in
      bench.environment["EDITOR"] = "ed"
      bench.edit(status: 3) { $0 }
      let outcome = try bench.run("edit", "2")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("\"ed\" ended with exit status 3, and nothing was changed"))
      #expect(try bench.leftTexts().isEmpty)
      bench.edit(status: 3) { $0.replacing("answer: 5", with: "answer: 7") }
      let wrote = try bench.run("edit", "2")
      let kept = try #require(try bench.leftTexts().first)
      #expect(wrote.errors.contains("The text is kept; go on with: taglio edit 2 --from "))
      #expect(try bench.text(".taglio/\(kept)").contains("answer: 7"))
    }
  }

  /// Nothing is locked while the editor runs; what happened meanwhile is not overwritten.
  @Test func aCaseThatWasEditedMeanwhileIsNotOverwritten() throws {
    try withSmallStore { bench in
      let directory = bench.directory
      bench.shell = { command in
        _ = try Workbench(directory).run("edit", "2", "--set", "/answer=9")
        try Workbench.change(command) { $0.replacing("answer: 5", with: "answer: 7") }
        return 0
      }
      let outcome = try bench.run("edit", "2")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("2 was edited since"), "\(outcome.errors)")
      #expect(try bench.leftTexts().count == 1)
      #expect(try bench.run("show", "2", "--json").output.contains(#""answer":9"#))
      let kept = try #require(try bench.leftTexts().first)
      let text = try bench.text(".taglio/\(kept)")
      let without = text.split(separator: "\n").filter { !$0.hasPrefix("version:") }
      try bench.write(".taglio/\(kept)", without.joined(separator: "\n"))
      let again = try bench.run("edit", "2", "--from", ".taglio/\(kept)")
      #expect(again.status == 0, "\(again.errors)")
      #expect(try bench.run("show", "2", "--json").output.contains(#""answer":7"#))
    }
  }

  /// A keyword that somebody adds while the editor is open stays.
  @Test func labelsThatOthersWriteMeanwhileStay() throws {
    try withSmallStore { bench in
      let directory = bench.directory
      bench.shell = { command in
        _ = try Workbench(directory).run("edit", "1", "--add-label", "keywords=short")
        try Workbench.change(command) { $0.replacing("- easy", with: "- simple") }
        return 0
      }
      let outcome = try bench.run("edit", "1")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let labels = #""labels":{"keywords":["short","simple"]}"#
      #expect(try bench.run("show", "1", "--json").output.contains(labels))
    }
  }
}
