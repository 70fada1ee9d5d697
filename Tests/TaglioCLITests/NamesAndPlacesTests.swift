import Testing

/// The forms in which versions are named, and the ways to a store.
@Suite struct NamesAndPlacesTests {
  @Test(arguments: [
    ("2", 2), ("2^", 1), ("2~1", 1), ("2~0", 2), ("cases/2", 2), (#"["sums.jsonl","2"]"#, 2),
  ])
  func aVersionHasManyNames(_ name: String, _ sequence: Int) throws {
    try withSmallStore { bench in
      let outcome = try bench.run("show", name, "--json")
      #expect(outcome.output.contains(#""sequence":\#(sequence),"#), "\(outcome.errors)")
    }
  }

  @Test func prefixesAndUUIDsAreNames() throws {
    try withSmallStore { bench in
      let uuid = "6f31c4df-0b5e-4f6a-8a55-0f7c60d8e5a1"
      try bench.write("u.json", #"{"uuid":"\#(uuid.uppercased())","input":1}"#)
      _ = try bench.run("add", "u.json")
      let whole = try bench.run("show", uuid).output
      #expect(whole.hasPrefix("case \(uuid) · version 1 of 1 · "))
      let id = try bench.run("ls", "-v").lines.compactMap { line in
        line.hasPrefix(uuid) ? line.split(separator: " ")[1] : nil
      }
      let prefix = try #require(id.first).prefix(10)
      #expect(try bench.run("show", String(prefix)).output == whole)
    }
  }

  @Test func latestNeedsARun() throws {
    try withSmallStore { bench in
      let outcome = try bench.run("show", "latest")
      #expect(outcome.status == 6)
    }
  }

  @Test func globalOptionsStandBeforeOrAfterTheCommand() throws {
    try withSmallStore { bench in
      let expected = try bench.run("ls").output
      #expect(try bench.run("-C", "project", "ls", in: "..").output == expected)
      #expect(try bench.run("ls", "-C", "project", in: "..").output == expected)
      #expect(try bench.run("ls", in: "..").status == 10)
      try bench.makeDirectory("some/where")
      #expect(try bench.run("ls", in: "some/where").output == expected)
    }
  }

  @Test func theEnvironmentNamesAStore() throws {
    try withSmallStore { bench in
      let expected = try bench.run("ls").output
      for name in ["project", "project/.taglio", "\(bench.directory)"] {
        bench.environment["TAGLIO_DIR"] = name
        #expect(try bench.run("ls", in: "..").output == expected)
      }
      bench.environment["TAGLIO_DIR"] = "elsewhere"
      let outcome = try bench.run("ls")
      #expect(outcome.status == 10)
      #expect(outcome.errors.contains("TAGLIO_DIR is \"elsewhere\""))
      #expect(try bench.run("-C", ".", "ls").output == expected)
    }
  }

  @Test func theAuthorComesFromTheEnvironmentThenSettingsThenTheUser() throws {
    try withSmallStore { bench in
      #expect(try bench.author() == "Author: ada@bench")
      try bench.write(".taglio/config", Workbench.config + "author = Cy <cy@example.org>\n")
      try bench.write("b.json", #"{"x":1}"#)
      _ = try bench.run("add", "b.json")
      #expect(try bench.author() == "Author: Cy <cy@example.org>")
      #expect(try bench.run("log", "-n", "1", "--json").output.contains(#""author":"Cy "#))
      bench.environment["TAGLIO_AUTHOR"] = "Ben"
      try bench.write("c.json", #"{"x":1}"#)
      _ = try bench.run("add", "c.json")
      #expect(try bench.author() == "Author: Ben")
      try bench.write("d.json", #"{"x":1}"#)
      _ = try bench.run("add", "d.json", "-c", "author=Dee")
      #expect(try bench.author() == "Author: Dee")
    }
  }
}

extension Workbench {
  /// The line of `log` that names the author of the last commit.
  fileprivate func author() throws -> String { try run("log", "-n", "1").lines[1] }
}
