import Foundation
import Synchronization
import SystemPackage
import TaglioCLI
import TaglioSystem
import Testing

/// Long text on a terminal goes through a pager, and nothing else does.
@Suite struct PagerTests {
  /// Takes text until its reader leaves.
  private final class Reader: Pager {
    let text = Mutex("")
    let line = Mutex<String?>(nil)
    let hasLeft: Bool
    let status: Int32

    init(hasLeft: Bool = false, status: Int32 = 0) {
      self.hasLeft = hasLeft
      self.status = status
    }

    func write(_ bytes: [UInt8]) throws(SystemError) {
      if hasLeft { throw SystemError(.write, "a pipe", .brokenPipe) }
      text.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
    }

    func finish() throws -> Int32 { status }
  }

  private func attach(_ reader: Reader, to bench: Workbench) {
    bench.terminal = 80
    bench.environment["PAGER"] = "my pager"
    bench.pager = { command in
      reader.line.withLock { $0 = command.line }
      return reader
    }
  }

  @Test(arguments: [["ls"], ["log"], ["show", "1"], ["--help"], ["add", "--help"]])
  func textOnATerminalIsPaged(_ arguments: [String]) throws {
    try withSmallStore { (bench) throws in
      bench.terminal = 80
      let plain = try bench.run(arguments)
      let reader = Reader()
      attach(reader, to: bench)
      let paged = try bench.run(arguments)
      #expect(paged.status == 0)
      #expect(paged.output.isEmpty)
      #expect(reader.text.withLock { $0 } == plain.output)
      #expect(reader.line.withLock { $0 } == "my pager")
      #expect(try bench.run(arguments + ["--no-pager"]).output == plain.output)
    }
  }

  @Test func nothingElseIsPaged() throws {
    try withSmallStore { (bench) throws in
      let reader = Reader()
      attach(reader, to: bench)
      for call in [["ls", "--json"], ["ls", "--jsonl"], ["status"], ["--version"], ["state"]] {
        #expect(try !bench.run(call).output.isEmpty, "\(call)")
      }
      bench.terminal = nil
      #expect(try !bench.run("ls").output.isEmpty)
      #expect(reader.line.withLock { $0 } == nil)
    }
  }

  @Test func catAndNothingMeanNone() throws {
    try withSmallStore { (bench) throws in
      let reader = Reader()
      attach(reader, to: bench)
      #expect(try !bench.run("-c", "pager=cat", "ls").output.isEmpty)
      #expect(try !bench.run("-c", "pager=", "ls").output.isEmpty)
      bench.environment["TAGLIO_PAGER"] = ""
      #expect(try !bench.run("ls").output.isEmpty)
      bench.environment["TAGLIO_PAGER"] = "other"
      #expect(try bench.run("ls").output.isEmpty)
      #expect(reader.line.withLock { $0 } == "other")
    }
  }

  @Test func lessIsThePagerWhereItIs() throws {
    try withSmallStore { (bench) throws in
      let reader = Reader()
      attach(reader, to: bench)
      bench.environment = ["PATH": "\(bench.directory)/none:\(bench.directory)/bin"]
      #expect(try !bench.run("ls").output.isEmpty)
      try bench.write("bin/less", "")
      #expect(try !bench.run("ls").output.isEmpty)
      try #require(chmod(bench.directory.appending("bin/less").string, 0o755) == 0)
      _ = try bench.run("ls")
      #expect(reader.line.withLock { $0 } == "less -FRX")
      bench.environment["LESS"] = "-S"
      _ = try bench.run("ls")
      #expect(reader.line.withLock { $0 } == "less")
      bench.environment["TERM"] = "dumb"
      #expect(try !bench.run("ls").output.isEmpty)
    }
  }

  @Test func aReaderWhoLeavesHasSeenEnough() throws {
    try withSmallStore { (bench) throws in
      attach(Reader(hasLeft: true), to: bench)
      let outcome = try bench.run("ls")
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test func aPagerThatCannotBeRunIsTold() throws {
    try withSmallStore { (bench) throws in
      attach(Reader(hasLeft: true, status: 127), to: bench)
      let outcome = try bench.run("ls")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("the pager \"my pager\" cannot be run"))
      #expect(outcome.errors.contains("--no-pager"))
    }
  }

  @Test func errorsComeAfterwardsAndStartNoPager() throws {
    try withSmallStore { (bench) throws in
      let reader = Reader()
      attach(reader, to: bench)
      let outcome = try bench.run("show", "none")
      #expect(outcome.status == 6)
      #expect(reader.line.withLock { $0 } == nil)
    }
  }

  /// The real thing, on what is no terminal.
  @Test func aProcessTakesWhatIsWrittenAndTellsHowItEnded() throws {
    let directory = FilePath("/")
    let end = try Console.ofProcess().startPager(
      ShellCommand("cat > /dev/null; exit 3", words: [], in: directory)
    )
    try end.write([UInt8](repeating: 65, count: 1 << 20))
    #expect(try end.finish() == 3)
  }
}
