import Foundation
import Synchronization
import SystemPackage
import TaglioCLI
import TaglioSync
import TaglioSystem
import TestSupport

/// A directory in which commands run in this process, with a clock that tests set; what is random
/// depends on that clock alone.
struct CommandSite {
  let root: FilePath

  /// What a command printed, and how it ended.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// 2033-05-18: later than the times of all files, so that the index remembers directories.
  private static let start: Int64 = 2_000_000_000

  var store: FilePath { root.appending("store") }

  /// - Parameter minute: what the clock shows.
  @discardableResult
  func run(
    _ arguments: [String],
    in directory: FilePath? = nil,
    disk: Disk = Disk(),
    minute: Int64
  ) throws -> Outcome {
    let (output, errors) = (Capture(), Capture())
    let now = (CommandSite.start + minute * 60) * 1_000_000_000
    var console = Console(
      output: OutputChannel(output.take),
      errors: OutputChannel(errors.take),
      input: .file("/dev/null"),
      disk: disk,
      directory: directory ?? store,
      environment: { ["USER": "ada"][$0] },
      hostName: "bench",
      now: { now },
      monotonic: { 0 },
      runShell: { _ in 127 },
      startPager: { throw SystemError(.open, FilePath($0.line), .noSuchFileOrDirectory) }
    )
    let random = Mutex(SeededGenerator(seed: UInt64(minute)))
    console.random = { random.withLock { $0.next() } }
    console.starter = { _ in EchoStarter() }
    console.runner = NoRunner()
    let status = CommandLineProgram.run(arguments, console)
    return Outcome(status: status, output: output.text, errors: errors.text)
  }
}

/// Knows no programs: tests block the threads that waiting for one would need.
private struct NoRunner: CommandRunner {
  func run(
    _ program: String,
    _ arguments: [String],
    line: @escaping @Sendable (String) throws -> Void
  ) throws -> CommandOutcome { throw ProgramIsMissing() }
}

/// Keeps what is written.
private final class Capture: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var take: OutputChannel.Sink {
    { new in self.bytes.withLock { $0 += new } }
  }

  var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
