import Foundation
import Testing

/// Salted cases are the cases that they are without salt, and cannot be guessed.
@Suite struct SaltTests {
  private static let lines = #"{"id":1,"answer":"yes"}"# + "\n" + #"{"id":2,"answer":"no"}"# + "\n"

  private func withSalted(_ body: (Workbench) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("votes.jsonl", Self.lines)
      let outcome = try bench.run("add", "votes.jsonl", "--key", "id", "--salt")
      #expect(outcome.output.hasPrefix("added 2,"), "\(outcome)")
      try body(bench)
    }
  }

  private func salt(_ name: String, _ bench: Workbench) throws -> String? {
    let fields = try bench.member("immutable_fields", of: ["show", name]) as? [String: Any]
    return fields?["$salt"] as? String
  }

  @Test(arguments: [[], ["--salt"]])
  func theSameFileChangesNothing(_ options: [String]) throws {
    try withSalted { bench in
      let state = try bench.run("state").output
      let outcome = try bench.run(["add", "votes.jsonl", "--key", "id"] + options)
      #expect(outcome.output == "nothing to add: all 2 cases are as they were\n")
      #expect(try bench.run("state").output == state)
    }
  }

  @Test func everyCaseHasItsOwnSaltAndKeepsIt() throws {
    try withSalted { bench in
      let (one, two) = (try salt("1", bench), try salt("2", bench))
      #expect(one?.count == 32 && two?.count == 32 && one != two)
      _ = try bench.run("edit", "1", "--set", "/answer=\"maybe\"")
      #expect(try salt("1", bench) == one)
      try bench.write("votes.jsonl", Self.lines.replacing("no", with: "never"))
      #expect(try bench.number("changed", of: "add", "votes.jsonl", "--key", "id") == 1)
      #expect(try salt("2", bench) == two)
      _ = try bench.run("reindex")
      #expect(try bench.number("unchanged", of: "add", "votes.jsonl", "--key", "id") == 2)
    }
  }

  @Test func casesThatAreHereStayWithoutSalt() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("votes.jsonl", Self.lines)
      _ = try bench.run("add", "votes.jsonl", "--key", "id")
      let again = try bench.run("add", "votes.jsonl", "--key", "id", "--salt")
      #expect(again.output.hasPrefix("nothing to add"))
      #expect(try salt("1", bench) == nil)
    }
  }

  @Test func peopleDoNotSeeIt() throws {
    try withSalted { bench in
      _ = try bench.run("edit", "1", "--set", "/answer=\"maybe\"")
      for call in [
        ["ls"], ["show", "1"], ["diff", "1~1", "1"], ["diff", "1", "2"], ["log", "-p"],
      ] {
        let outcome = try bench.run(call)
        #expect([0, 5].contains(outcome.status) && !outcome.output.contains("$salt"), "\(outcome)")
      }
      #expect(try bench.run("show", "1").output.contains("salted"))
    }
  }

  @Test func itCannotBeEdited() throws {
    try withSalted { bench in
      for edit in [["--unset", "/$salt"], ["--set", "/$salt=\"x\""]] {
        let outcome = try bench.run(["edit", "1"] + edit)
        #expect(outcome.status == 1 && outcome.errors.contains("never changes"), "\(outcome)")
      }
    }
  }

  @Test func erasedTextIsNotTakenInAgainAndNotGuessable() throws {
    try withSalted { bench in
      let reason = ["--reason", "x", "--yes"]
      let outcome = try bench.run(["redact", "1"] + reason)
      #expect(!outcome.errors.contains("can be guessed"))
      #expect(try bench.number("erased", of: "add", "votes.jsonl", "--key", "id") == 1)
      try bench.write("votes.jsonl", Self.lines.replacing("no", with: "never"))
      _ = try bench.run("add", "votes.jsonl", "--key", "id")
      let head = try bench.text("id", of: "show", "2")
      _ = try bench.run(["redact", head, "--only"] + reason)
      #expect(try bench.number("erased", of: "add", "votes.jsonl", "--key", "id") == 2)
    }
  }
}
