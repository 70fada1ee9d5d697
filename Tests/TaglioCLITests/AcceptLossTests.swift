import Foundation
import SystemPackage
import Testing

/// What no copy has can be given up, and is welcome if it turns up after all.
@Suite struct AcceptLossTests {
  @Test func whatIsLostIsGivenUpAndWelcomeLater() throws {
    try withPeople { bench in
      let ids = try RedactCommandTests.versions(bench)
      let lost = bench.file(of: ids[0])
      let place = URL(filePath: bench.directory.string + "/" + lost)
      let bytes = [UInt8](try Data(contentsOf: place))
      try bench.remove(lost)
      #expect(try bench.run("fsck").status == 4)
      let listed = try bench.run("fsck", "--accept-loss")
      #expect(listed.status == 4 && listed.output.hasPrefix("would give up 1 object as lost"))
      #expect(listed.output.contains("case ada@example.org"))
      let done = try bench.run("fsck", "--accept-loss", "--yes", "--reason", "The disk burnt")
      #expect(done.status == 0, "\(done)")
      #expect(done.output.contains("gave up 1 object as lost"))
      #expect(done.output.contains("object-lost") && done.output.contains("lost: The disk burnt"))
      #expect(try bench.run("fsck").status == 0)
      #expect(try bench.run("show", ids[0]).output.contains("lost: The disk burnt"))
      try bench.write(lost, bytes: bytes)
      #expect(try bench.run("show", ids[0]).output.contains("Lovelace"))
      let check = try bench.run("fsck")
      #expect(check.status == 0 && !check.output.contains("object-lost"), "\(check)")
    }
  }

  /// A case goes on after what was given up: with other content, and where its salt went with it.
  @Test(arguments: [[], ["--salt"]])
  func aLostCaseHasANextVersion(_ salt: [String]) throws {
    try withSmallStore { bench in
      try bench.write("more.jsonl", #"{"id":"a","x":"one"}"#)
      #expect(try bench.run(["add", "more.jsonl", "--key", "id"] + salt).status == 0)
      let shown = try bench.run("show", "a", "--json").output
      let id = try #require(shown.firstMatch(of: /"heads":\["([0-9a-f]{64})"/)?.1)
      try bench.remove(".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))")
      #expect(try bench.run("fsck", "--accept-loss", "--yes").status == 0)
      try bench.write("more.jsonl", #"{"id":"a","x":"two"}"#)
      let added = try bench.run("add", "more.jsonl", "--key", "id")
      #expect(added.status == 0 && added.output.hasPrefix("added 0, changed 1"), "\(added)")
      #expect(try bench.run("show", "a").output.contains("version 2 of 2"))
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func damagedFilesGoToTheQuarantine() throws {
    try withPeople { bench in
      let ids = try RedactCommandTests.versions(bench)
      try bench.remove(bench.file(of: ids[1]))
      try bench.write(bench.file(of: ids[1]), "damaged")
      let done = try bench.run("fsck", "--accept-loss", "--yes")
      #expect(done.status == 0 && done.output.contains("moved"), "\(done)")
      #expect(bench.has(".taglio/quarantine/\(ids[1])") && !bench.has(bench.file(of: ids[1])))
      #expect(try bench.run("add", "people.jsonl", "--key", "id").status == 0)
    }
  }

  @Test func whatNobodyKnowsStaysDamage() throws {
    try withPeople { bench in
      let ids = try RedactCommandTests.versions(bench)
      try bench.remove(bench.file(of: ids[0]))
      try bench.remove(".taglio/index")
      let outcome = try bench.run("fsck", "--accept-loss", "--yes")
      #expect(outcome.status == 4, "\(outcome)")
      #expect(outcome.errors.contains("nobody here knows what they linked"))
    }
  }

  /// The index remembers what a commit did, but not who made it and what it said.
  @Test func lostCommitsAreStoodInForByWhatTheyDid() throws {
    try withPeople { bench in
      _ = try bench.run("rm", "neutral")
      let names = ["closed", "fields", "lineages", "removed", "runs"]
      let state = try names.map { try bench.member($0, of: ["state"]) as? NSObject }
      #expect(!state.contains(nil))
      let commits = try RedactCommandTests.commits(bench)
      for commit in commits { try bench.remove(bench.file(of: commit)) }
      #expect(try bench.run("fsck").status == 4)
      let done = try bench.run("fsck", "--accept-loss", "--yes")
      #expect(done.status == 0, "\(done)")
      #expect(done.output.contains("gave up \(commits.count) objects as lost"))
      #expect(try bench.run("log", "--json").output.contains(#""author":"lost""#))
      _ = try bench.run("reindex")
      #expect(try names.map { try bench.member($0, of: ["state"]) as? NSObject } == state)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func withoutALossNothingHappens() throws {
    try withPeople { bench in
      let files = try bench.files()
      let outcome = try bench.run("fsck", "--accept-loss", "--yes")
      #expect(outcome.status == 0 && outcome.output == "there is no loss to accept\n")
      #expect(try bench.files() == files)
    }
  }

  @Test func addingTheSameAgainHeals() throws {
    try withPeople { bench in
      let ids = try RedactCommandTests.versions(bench)
      try bench.remove(bench.file(of: ids[0]))
      _ = try bench.run("fsck", "--accept-loss", "--yes")
      #expect(try bench.number("healed", of: "add", "people.jsonl", "--key", "id") == 1)
      #expect(try bench.run("show", "ada@example.org").output.contains("Lovelace"))
    }
  }
}
