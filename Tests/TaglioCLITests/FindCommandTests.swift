import TaglioFormat
import Testing

/// `find` as people and programs see it; what expressions mean is tested in the library.
@Suite struct FindCommandTests {
  @Test func casesAreListedAsLsDoes() throws {
    try withSmallStore { (bench) throws in
      let all = try bench.run("ls").lines
      let found = try bench.run("find", "answer >= 2")
      #expect(found.lines.map(words) == all.prefix(2).map(words) && found.errors.isEmpty)
      #expect(try bench.run("find").lines == all)
      let none = try bench.run("find", "answer > 100")
      #expect(none.status == 0 && none.output.isEmpty && none.errors == "no cases match\n")
    }
  }

  /// What stands in the columns of a line, however wide they are.
  private func words(_ line: String) -> [Substring] { line.split(separator: " ") }

  @Test func partsAreShownAndSaidToBe() throws {
    try withSmallStore { (bench) throws in
      let part = try bench.run("find", "--limit", "1", "--offset", "1")
      #expect(part.lines.count == 1)
      #expect(part.errors == "2 to 2 of 3 cases; more: the same with --offset 2\n")
      let sorted = try bench.run("find", "exists answer", "--sort", "/answer:desc").lines
      #expect(sorted.map { $0.prefix { $0 != " " } } == ["2", "1", "odd"])
      #expect(try bench.run("find", "--sort", "key:asc").lines.first?.hasPrefix("1 ") == true)
    }
  }

  @Test func countsGroupsAndIdsArePrinted() throws {
    try withSmallStore { (bench) throws in
      #expect(try bench.run("find", "keyword = easy", "--count").output == "1\n")
      #expect(try bench.run("find", "--group-by", "sequence").output == "2  1\n1  2\n")
      #expect(try bench.run("find", "--group-by", "keyword").output == "2  (none)\n1  easy\n")
      let ids = try bench.run("find", "key in (1, 2)", "--ids").lines
      #expect(ids.count == 2 && ids.allSatisfy { ObjectID($0) != nil })
      #expect(
        try bench.run("find", "--group-by", "keyword", "--json").output
          == #"{"field":"keyword","groups":[{"count":2,"has_value":false,"value":null},"#
          + #"{"count":1,"has_value":true,"value":"easy"}],"kind":"cases","offset":0,"total":2}"#
          + "\n"
      )
      #expect(
        try bench.run("find", "--count", "--json").output == #"{"count":3,"kind":"cases"}"# + "\n"
      )
      #expect(
        try bench.run("find", "key = 1", "--jsonl").output
          == (try bench.run("ls", "--jsonl").lines[0]) + "\n"
      )
    }
  }

  @Test func everyKindIsSearched() throws {
    try withExperiment { (bench) throws in
      for (kind, expression, count) in [
        ("experiments", "name = sums", 1), ("runs", "source ~ sums", 1),
        ("suites", "name = all", 1),
        ("commits", "message ~ sums", 1), ("outputs", "exists id", 0),
      ] {
        let outcome = try bench.run("find", expression, "--in", kind)
        #expect(outcome.status == 0 && outcome.lines.count == count, "\(kind): \(outcome.errors)")
        #expect(try bench.run("find", expression, "--in", kind, "--ids").lines.count == count)
        #expect(
          try bench.run("find", expression, "--in", kind, "--json").output
            .contains(#""kind":"\#(kind)","#)
        )
      }
      #expect(try bench.run("find", "suite = all", "--count").output == "3\n")
    }
  }

  @Test func thePastCanBeSearched() throws {
    try withSmallStore { (bench) throws in
      let first = try bench.run("log", "--json").output
      let root = try JSONDocument(parsing: Array(first.utf8)).root
      let commit = try #require(root["commits"]?.elements.reversed().first?["id"]?.string)
      #expect(try bench.run("find", "answer = 6", "--at", commit, "--count").output == "1\n")
      #expect(try bench.run("find", "answer = 6", "--count").output == "0\n")
    }
  }

  @Test func aMistakeIsPointedAt() throws {
    try withSmallStore { (bench) throws in
      let outcome = try bench.run("find", "(answer = 1 or answer = 2")
      #expect(outcome.status == 64)
      #expect(
        outcome.errors == """
          taglio: the expression does not read at column 26: expected ")" to close the "(" at \
          column 1, found the end
            (answer = 1 or answer = 2
                                     ^
            help: Write for instance: keyword = easy and not (answer > 10 or exists note)

          """
      )
      let wide = try bench.run("find", "問 = 1 )").errors.split(separator: "\n")
      #expect(wide[1] == "  問 = 1 )" && wide[2] == "         ^")
      let hostile = try bench.run("find", "a = \u{1B}[31m )").errors
      #expect(!hostile.contains("\u{1B}"))
    }
  }
}
