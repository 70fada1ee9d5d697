import Foundation
import Testing

/// What is erased is gone from every file, stays gone, and leaves a history that can be checked.
@Suite struct RedactCommandTests {
  private static let reason = ["--reason", "Asked for by the person"]
  private static let secrets = ["Lovelace", "Byron", "Countess"]

  @Test func withoutYesItOnlyLists() throws {
    try withPeople { bench in
      let state = try bench.run("state").output
      let outcome = try bench.run(["redact", "ada@example.org"] + Self.reason)
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix("would erase 2 objects of "))
      #expect(outcome.output.contains("case ada@example.org version 1"))
      #expect(outcome.output.contains("labels of ada@example.org: notes, priority, title"))
      #expect(outcome.errors.contains("nothing was erased; erase it for good with: --yes"))
      #expect(try bench.run("state").output == state)
      #expect(try bench.run("show", "ada@example.org").output.contains("Lovelace"))
    }
  }

  @Test func aLineageGoesFromEveryFile() throws {
    try withPeople { bench in
      for secret in Self.secrets { #expect(try !bench.filesWith(secret).isEmpty) }
      let outcome = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("this cannot be undone"))
      #expect(outcome.errors.contains("gc --redactions"))
      for secret in Self.secrets + ["ada@example.org"] {
        #expect(try bench.filesWith(secret) == [], "\(secret)")
      }
      let after = try bench.run("state").output
      _ = try bench.run("reindex")
      #expect(try bench.run("state").output == after)
      for secret in Self.secrets { #expect(try bench.filesWith(secret) == []) }
      let check = try bench.run("fsck")
      #expect(check.status == 0 && check.output.hasPrefix("no problems found"), "\(check)")
      #expect(try bench.run("show", "neutral").output.contains("What is 2 + 3?"))
    }
  }

  @Test func everyCommandThatShowsSaysThatItWasErased() throws {
    try withPeople { bench in
      let ids = try Self.versions(bench)
      let past = try Self.commits(bench)[0]
      let first = try bench.run("log", "--jsonl").lines.count
      _ = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      let calls = [
        ["show", ids[0]], ["show", "ada@example.org"], ["log", "ada@example.org"], ["log", "-p"],
        ["ls"], ["ls", "--json"], ["diff", ids[1], ids[0]], ["diff", ids[0], "neutral"],
        ["blame", ids[0]], ["state"], ["status"], ["show", ids[0], "--json"], ["log", "--json"],
        ["show", ids[0], "--at", past], ["ls", "--at", past],
      ]
      for call in calls {
        let outcome = try bench.run(call)
        #expect([0, 4, 6].contains(outcome.status), "\(call): \(outcome)")
        for secret in Self.secrets {
          #expect(!(outcome.output + outcome.errors).contains(secret), "\(call)")
        }
      }
      #expect(try bench.run("show", ids[0]).output.contains("erased: Asked for by the person"))
      #expect(try bench.run("ls").output.contains("(erased or lost)"))
      #expect(try bench.run("cat-file", "-p", ids[0]).status == 6)
      #expect(try bench.run("log", "--jsonl").lines.count == first + 1)
      #expect(try bench.run("status", "--json").output.contains(#""erased_here":[]"#))
    }
  }

  @Test func itIsNotTakenInAgain() throws {
    try withPeople { bench in
      _ = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      let again = try bench.run("add", "people.jsonl", "--key", "id")
      #expect(again.status == 0)
      #expect(again.errors.contains("1 record left out: erased for good"))
      try bench.write("people.jsonl", people(born: 1999))
      #expect(try bench.number("erased", of: "add", "people.jsonl", "--key", "id") == 1)
      #expect(try bench.filesWith("Lovelace") == [])
    }
  }

  @Test func aVersionAloneGoesAndTheNextOneFollowsIt() throws {
    try withPeople { bench in
      let ids = try Self.versions(bench)
      _ = try bench.run(["redact", ids[0], "--only", "--yes"] + Self.reason)
      #expect(!bench.has(bench.file(of: ids[0])) && bench.has(bench.file(of: ids[1])))
      #expect(try bench.run("show", ids[1]).output.contains("Lovelace"))
      let edit = try bench.run("edit", "ada@example.org", "--set", "/answer=1")
      #expect(edit.status == 1 && edit.errors.contains("was erased"))
      #expect(edit.errors.contains("help: "))
      #expect(try bench.number("erased", of: "add", "people.jsonl", "--key", "id") == 1)
      try bench.write("people.jsonl", people(born: 1814))
      #expect(try bench.number("changed", of: "add", "people.jsonl", "--key", "id") == 1)
      #expect(try bench.run("show", "ada@example.org").output.contains("1814"))
      #expect(try bench.run("log", "ada@example.org", "--json").output.contains(ids[0]))
      let state = try bench.run("state").output
      _ = try bench.run("reindex")
      #expect(try bench.run("state").output == state)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func itIsFinal() throws {
    try withPeople { bench in
      _ = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      let undo = try bench.run("undo")
      #expect(undo.status == 1)
      #expect(undo.errors.contains("erases, which is final"))
      for commit in try Self.commits(bench).dropFirst() {
        let outcome = try bench.run("undo", commit)
        #expect(outcome.status == 0, "\(outcome)")
      }
      for secret in Self.secrets { #expect(try bench.filesWith(secret) == []) }
    }
  }

  @Test func erasingTwiceIsFine() throws {
    try withPeople { bench in
      let call = ["redact", "ada@example.org", "--yes"] + Self.reason
      _ = try bench.run(call)
      let log = try bench.run("log", "--jsonl").lines.count
      let again = try bench.run(call)
      #expect(again.status == 0)
      #expect(again.output == "there is nothing to erase that was not erased before\n")
      #expect(try bench.run("log", "--jsonl").lines.count == log)
    }
  }

  @Test func whatIsGoneAlreadyCanBeErased() throws {
    try withPeople { bench in
      let ids = try Self.versions(bench)
      try bench.remove(bench.file(of: ids[0]))
      let outcome = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      #expect(outcome.status == 0, "\(outcome)")
      _ = try bench.run("reindex")
      let check = try bench.run("fsck")
      #expect(check.status == 0, "\(check)")
    }
  }

  @Test func aLabelGoesAlone() throws {
    try withPeople { bench in
      let call = ["redact", "ada@example.org", "--label", "notes", "--yes"] + Self.reason
      let outcome = try bench.run(call)
      #expect(outcome.status == 0 && outcome.output.contains("erased 1 label"), "\(outcome)")
      #expect(try bench.filesWith("Byron") == [])
      #expect(try bench.run("show", "ada@example.org").output.contains("Countess"))
      #expect(try bench.run(call).output.contains("nothing to erase"))
      let state = try bench.run("state").output
      _ = try bench.run("reindex")
      #expect(try bench.run("state").output == state)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func theTextsOfACommitGo() throws {
    try withPeople { bench in
      _ = try bench.run("edit", "ada@example.org", "--label", "x=1", "-m", "Ada Augusta rang up")
      let head = try Self.commits(bench)[0]
      let outcome = try bench.run(["redact", head, "--yes"] + Self.reason)
      #expect(outcome.output.contains("the texts of 1 commit"), "\(outcome)")
      #expect(try bench.filesWith("Augusta") == [])
      let log = try bench.run("log", "--json").output
      #expect(log.contains(#""author":"erased""#))
      #expect(try bench.run("show", "ada@example.org").output.contains("Countess"))
      #expect(try bench.run("fsck").status == 0)
    }
  }

  /// What stands in for a commit repeats what it changed, and must not keep what is erased later.
  @Test func aLabelGoesFromWhatStandsInForItsCommit() throws {
    try withPeople { bench in
      let first = try #require(try Self.commits(bench).last)
      _ = try bench.run(["redact", first, "--yes"] + Self.reason)
      #expect(try !bench.filesWith("Byron").isEmpty)
      _ = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      for secret in Self.secrets { #expect(try bench.filesWith(secret) == [], "\(secret)") }
      let state = try bench.run("state").output
      _ = try bench.run("reindex")
      #expect(try bench.run("state").output == state)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  /// What several sources say in one commit stands in its parts.
  @Test func aLabelGoesFromTheParts() throws {
    try withPeople { bench in
      try bench.write("a.jsonl", #"{"id":"a","notes":"Byron again"}"#)
      try bench.write("b.jsonl", #"{"id":"b","notes":"Shelley"}"#)
      _ = try bench.run("add", "a.jsonl", "b.jsonl", "--key", "id")
      _ = try bench.run(["redact", "ada@example.org", "a", "--yes"] + Self.reason)
      #expect(try bench.filesWith("Byron") == [])
      #expect(try bench.run("show", "b").output.contains("Shelley"))
      let state = try bench.run("state").output
      _ = try bench.run("reindex")
      #expect(try bench.run("state").output == state)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  /// Tombstones in a commit that is erased in turn go on counting.
  @Test func theTextsOfAnErasureCanGo() throws {
    try withPeople { bench in
      let ids = try Self.versions(bench)
      _ = try bench.run(["redact", "ada@example.org", "--yes"] + Self.reason)
      let head = try Self.commits(bench)[0]
      _ = try bench.run(["redact", head, "--yes", "--reason", "The author left"])
      _ = try bench.run("reindex")
      #expect(try bench.run("show", ids[0]).output.contains("erased: Asked for by the person"))
      #expect(try bench.number("erased", of: "add", "people.jsonl", "--key", "id") == 1)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func messagesThatHoldTheKeyAreTold() throws {
    try withPeople { bench in
      _ = try bench.run("edit", "ada@example.org", "--label", "x=1")
      let outcome = try bench.run(["redact", "ada@example.org"] + Self.reason)
      #expect(outcome.errors.contains("1 message of commits hold the key"))
      let mentions = try bench.member("mentions", of: ["redact", "ada@example.org"] + Self.reason)
      #expect((mentions as? [String])?.count == 1)
    }
  }

  @Test func shortTextIsToldToBeGuessable() throws {
    try withPeople { bench in
      let neutral = try bench.run(["redact", "neutral"] + Self.reason)
      #expect(neutral.errors.contains("can be guessed"))
      let long = try bench.run(["redact", "ada@example.org"] + Self.reason)
      #expect(!long.errors.contains("can be guessed"))
    }
  }

  @Test func aCommitHasNoLabels() throws {
    try withPeople { bench in
      let head = try Self.commits(bench)[0]
      let outcome = try bench.run(["redact", head, "--label", "notes"] + Self.reason)
      #expect(outcome.status == 1 && outcome.errors.contains("has no labels"))
      #expect(outcome.errors.contains("help: Name a case"))
    }
  }

  /// The ids of the commits, the latest first.
  static func commits(_ bench: Workbench) throws -> [String] {
    try bench.run("log", "--json").output.ids(after: "\"id\":\"")
  }

  /// The ids of the versions of the person, the latest first.
  static func versions(_ bench: Workbench) throws -> [String] {
    try bench.run("log", "ada@example.org", "--json").output.ids(after: "\"id\":\"")
      .filter { try bench.run("cat-file", "-t", $0).output == "case\n" }
  }
}

extension String {
  /// The ids that stand behind a mark.
  func ids(after mark: String) -> [String] {
    components(separatedBy: mark).dropFirst().map { String($0.prefix(64)) }
  }
}
