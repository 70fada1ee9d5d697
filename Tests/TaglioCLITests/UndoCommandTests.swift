import Testing

/// `undo` and `--at`, as a person sees them.
@Suite struct UndoCommandTests {
  private func commits(_ bench: Workbench) throws -> [String] {
    try bench.run("log", "--oneline", "-v").lines.map { String($0.prefix(64)) }
  }

  @Test func undoTakesBackTheLatestCommitAndSaysHowToUndoThat() throws {
    try withSmallStore { bench in
      let latest = try #require(try commits(bench).first)
      let outcome = try bench.run("undo")
      let undo = try #require(try commits(bench).first)
      #expect(
        outcome.output == """
          undid \(latest.prefix(12)) (2 + 3 is 5): 1 edit taken back
          commit \(undo)
          undo with: taglio undo \(undo.prefix(12))

          """
      )
      #expect(try bench.run("show", "2").output.contains("answer: 6"))
      #expect(
        try bench.run("log", "--oneline", "-n", "1").output.contains("undo \(latest.prefix(12))")
      )
      _ = try bench.run("undo")
      #expect(try bench.run("show", "2").output.contains("answer: 5"))
    }
  }

  @Test func whatIsLeftAloneIsListed() throws {
    try withSmallStore { bench in
      let first = try #require(try commits(bench).last)
      let outcome = try bench.run("undo", first)
      #expect(
        outcome.output.contains("2 removed, 2 labels\nleft alone: 2, which was changed since\n")
      )
      #expect(try bench.run("ls").lines.count == 1)
      let again = try bench.run("undo", first, "--json")
      #expect(again.output.contains(#""commit":null"#))
      #expect(again.output.contains(#""left_alone":[{"reason":"changed-since","what":"2"}]"#))
    }
  }

  @Test func addSaysThatWhatWasTakenBackStaysSo() throws {
    try withSmallStore { bench in
      _ = try bench.run("rm", "1", "odd")
      let outcome = try bench.run("add", "sums.jsonl", "--key", "id")
      #expect(outcome.output == "nothing to add: all 3 cases are as they were\n")
      #expect(outcome.errors.hasPrefix("2 unchanged and removed before: taglio restore brings"))
      #expect(try bench.run("ls").lines.count == 1)
      #expect(
        try bench.run("add", "sums.jsonl", "--key", "id", "--json").output
          .contains(#""still_removed":2,"unchanged":3"#)
      )
    }
  }

  @Test func aDryRunSaysWhatWouldBeDone() throws {
    try withSmallStore { bench in
      let before = try bench.run("state").output
      let outcome = try bench.run("undo", "--dry-run")
      #expect(outcome.output.hasPrefix("would undo "))
      #expect(outcome.errors == "nothing was written\n")
      #expect(try bench.run("state").output == before)
    }
  }

  @Test func theLatestCommitOfSomebodyElseMustBeNamed() throws {
    try withSmallStore { bench in
      bench.environment["USER"] = "ben"
      let outcome = try bench.run("undo")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("not yours but by ada@bench"))
      #expect(outcome.errors.contains("help: If it is meant, name it: taglio undo "))
    }
  }

  @Test func thePastIsAsItWas() throws {
    try withSmallStore { bench in
      let first = try #require(try commits(bench).last)
      let before = try bench.run("state", "--at", first).output
      #expect(try bench.run("show", "2", "--at", first).output.contains("answer: 6"))
      #expect(try bench.run("show", "2", "--at", first).output.contains("version 1 of 1"))
      #expect(try bench.run("log", "--at", first, "--oneline").lines.count == 1)
      #expect(try bench.run("log", "2", "--at", first).output.hasPrefix("2: 1 version\n"))
      #expect(try bench.run("ls", "--at", first).lines.count == 3)
      _ = try bench.run("undo", first)
      #expect(try bench.run("ls", "--at", first).lines.count == 3)
      #expect(try bench.run("state", "--at", first).output == before)
      #expect(try bench.run("state").output != before)
    }
  }
}
