import Foundation
import SystemPackage
import TaglioKit
import TaglioSystem
import TestSupport
import Testing

@testable import TaglioCLI

/// Commands beside another one that is writing.
@Suite struct WriterTests {
  /// The small store, while somebody holds the writer's lock and new objects wait to be taken in.
  private func withBusyStore(_ body: (Workbench) throws -> Void) throws {
    try withSmallStore { bench in
      let path = bench.directory.appending(".taglio/lock")
      try bench.remove(".taglio/index")
      if Holding.isPossible {
        let other = try Holding(path)
        try body(bench)
        other.kill()
      } else {
        let lock = try FileLock.acquire(path, wait: true)
        try body(bench)
        _ = consume lock
      }
    }
  }

  @Test func whoReadsNeverWaits() throws {
    try withBusyStore { bench in
      let before = try bench.files()
      for arguments in [
        ["ls"], ["ls", "runs"], ["show", "2"], ["log"], ["log", "2", "-p"], ["status"], ["state"],
        ["diff", "2~1", "2"], ["blame", "2"], ["doctor"], ["config"], ["cat-file", "-p", "2"],
        ["cat-file", "-t", "2"], ["gc", "--help"], ["upgrade"],
      ] {
        let outcome = try bench.run(arguments)
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
        #expect(!outcome.output.isEmpty, "\(arguments)")
      }
      let batch = try bench.run("cat-file", "--batch", input: "2\n")
      #expect(batch.status == 0 && batch.output.contains(" case "))
      #expect(try bench.files() == before)
    }
  }

  @Test func aCheckThatCannotCompareSaysSo() throws {
    try withBusyStore { bench in
      let patient = try bench.run("fsck", "-c", "wait=0s")
      #expect(patient.status == 3)
      #expect(patient.output.contains("; time was up before everything was checked"))
      let limited = try bench.run("fsck", "--max-duration", "0s", "--json")
      #expect(limited.status == 3 && limited.output.contains(#""is_complete":false"#))
    }
  }

  static let writers = [
    ["add", "sums.jsonl", "--key", "id", "--source", "other"], ["edit", "2", "--set", "/answer=1"],
    ["edit", "2", "--label", "title=x"], ["rm", "2"], ["restore", "2"], ["undo"], ["reindex"],
    ["name", "commits/first", "1"], ["gc"], ["gc", "--yes"], ["fsck", "--repair"],
    ["upgrade", "--yes"],
  ]

  @Test(arguments: writers)
  func whoWritesGivesUpWhenPatienceIsOver(_ arguments: [String]) throws {
    try withBusyStore { bench in
      let before = try bench.files()
      let outcome = try bench.run(arguments + ["-c", "wait=0s"])
      #expect(outcome.status == 11)
      #expect(outcome.errors.contains("taglio: another taglio is writing\n"))
      #expect(outcome.errors.contains("help: Try again in a moment, or wait longer: -c wait=10m"))
      #expect(try bench.files() == before)
    }
  }

  @Test func whoWaitsLongIsTold() throws {
    try withSmallStore { bench in
      for (isQuiet, said) in [(false, "waiting for another taglio that is writing…\n"), (true, "")]
      {
        let told = Told()
        var settings = Settings()
        settings.isQuiet = isQuiet
        let session = try Session(bench.console(errors: told.channel), settings)
        let patience = try session.repositoryOptions().patience
        #expect(patience.isOver == nil && patience.noticeDelay == 2_000_000_000)
        patience.notice?()
        #expect(told.text == said)
      }
    }
  }

  @Test(arguments: ["soon", "-1s", "10 m", "1y"])
  func theLengthOfTheWaitIsChecked(_ text: String) throws {
    try withSmallStore { bench in
      let outcome = try bench.run("ls", "-c", "wait=\(text)")
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("a length of time, as 30s or 10m, or forever"))
    }
  }

  @Test(arguments: ["0s", "30s", "2h", "forever"])
  func whoIsAloneNeverWaits(_ text: String) throws {
    try withSmallStore { bench in
      let outcome = try bench.run("edit", "2", "--set", "/answer=1", "-c", "wait=\(text)")
      #expect(outcome.status == 0)
    }
  }
}
