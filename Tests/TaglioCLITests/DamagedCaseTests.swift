import Foundation
import TaglioFormat
import Testing

/// What can be done with a case whose contents do not read: whatever does not need them.
@Suite struct DamagedCaseTests {
  /// How a file was harmed, and what commands call it.
  enum Harm: String, CaseIterable {
    case damaged, missing
  }

  /// The small store, in which the head of the case 2 does not read.
  private func withDamage(
    _ harm: Harm,
    _ body: (Workbench, _ file: String) throws -> Void
  ) throws {
    try withSmallStore { bench in
      let file = try bench.objectFile(try bench.head("2"))
      try bench.harm(file, harm)
      try body(bench, file)
    }
  }

  @Test(arguments: Harm.allCases)
  func anEditNamesTheFileAndTheWayOut(_ harm: Harm) throws {
    try withDamage(harm) { bench, file in
      for arguments in [["--set", "/answer=7"], ["--from", "text.yaml"]] {
        try bench.write("text.yaml", "fields:\n  answer: 7\n")
        let outcome = try bench.run(["edit", "2"] + arguments)
        #expect(outcome.status == 4)
        #expect(outcome.errors.contains(" is \(harm.rawValue): \(file)\n"))
        #expect(outcome.errors.contains("help: Bring it back from a copy: taglio fsck --repair"))
        #expect(outcome.errors.contains("Adding the file of a case heals it too."))
      }
    }
  }

  @Test(arguments: Harm.allCases)
  func labelsNamesAndRemovalsNeedNoContents(_ harm: Harm) throws {
    try withDamage(harm) { bench, _ in
      for arguments in [
        ["edit", "2", "--label", "title=Sum"], ["rm", "2"], ["undo"], ["rm", "2"],
        ["restore", "2"],
        ["ls"], ["log", "2"], ["status"],
      ] {
        let outcome = try bench.run(arguments)
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
      }
      #expect(try bench.run("ls").output.contains("Sum"))
    }
  }

  @Test(arguments: Harm.allCases)
  func aForkIsSettledWithoutReadingItsHeads(_ harm: Harm) throws {
    try withSmallStore { bench in
      let base = try bench.head("2")
      _ = try bench.run("edit", "2", "--set", "/answer=8")
      let edited = try bench.head("2")
      try bench.write("sums.jsonl", #"{"id":2,"question":"2 + 3?","answer":9,"title":"Primes"}"#)
      _ = try bench.run("add", "sums.jsonl", "--key", "id")
      for id in [base, edited] { try bench.harm(bench.objectFile(id), harm) }
      let outcome = try bench.run("resolve", "2", "--take", String(edited.prefix(12)))
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try bench.head("2") == edited)
    }
  }

  @Test(arguments: Harm.allCases)
  func anUndoThatNeedsLostContentsLeavesTheCase(_ harm: Harm) throws {
    try withSmallStore { bench in
      try bench.harm(bench.objectFile(bench.head("2")), harm)
      _ = try bench.run("undo")
      let base = try bench.head("2")
      _ = try bench.run("add", "sums.jsonl", "--key", "id")
      #expect(try bench.run("fsck").status == 0)
      _ = try bench.run("edit", "2", "--set", "/answer=8")
      try bench.harm(bench.objectFile(base), harm)
      let edited = try bench.head("2")
      let outcome = try bench.run("undo")
      #expect(outcome.output.contains("left alone") || outcome.errors.contains("left alone"))
      #expect(try bench.head("2") == edited)
    }
  }

  @Test(arguments: Harm.allCases)
  func thePastBehindADamagedCommitIsAnErrorThatNamesIt(_ harm: Harm) throws {
    try withSmallStore { bench in
      let commits = try bench.run("log", "-v").output.matches(of: /commit ([0-9a-f]{64})/)
      let (last, first) = (String(commits[0].output.1), String(commits[1].output.1))
      try bench.harm(bench.objectFile(first), harm)
      let outcome = try bench.run("ls", "--at", last)
      #expect(outcome.status == 4)
      #expect(outcome.errors.contains("\(first.prefix(12)) is \(harm.rawValue): .taglio/objects/"))
      #expect(outcome.errors.contains("help: Bring it back from a copy: taglio fsck --repair"))
      #expect(try bench.run("ls").status == 0)
    }
  }

  @Test(arguments: Harm.allCases)
  func addingTheFileAgainHeals(_ harm: Harm) throws {
    try withDamage(harm) { bench, file in
      let state = try bench.run("state").output
      #expect(try bench.run("fsck").status == 4)
      let outcome = try bench.run("add", "sums.jsonl", "--key", "id")
      #expect(outcome.output.contains("wrote 1 lost or damaged file anew"))
      #expect(try bench.run("fsck").output.hasPrefix("no problems found"))
      #expect(try bench.run("state").output == state)
      #expect(try bench.files().contains(file))
    }
  }
}

extension Workbench {
  /// The id of the head of a case.
  func head(_ key: String) throws -> String {
    let document = try run("ls", "--jsonl").lines.first { $0.contains("\"\(key)\"]") }
    let id = document?.firstMatch(of: /"head":"([0-9a-f]{64})"/)
    return try #require(id.map { String($0.output.1) }, "\(key)")
  }

  /// The file of an object, relative to the project's directory.
  func objectFile(_ id: String) throws -> String {
    try #require(ObjectID(id) != nil)
    return ".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
  }

  fileprivate func harm(_ file: String, _ harm: DamagedCaseTests.Harm) throws {
    switch harm {
    case .missing: try remove(file)
    case .damaged: try write(file, bytes: [0x78, 0x01])
    }
  }
}
