import Foundation
import SystemPackage
import Synchronization
import TaglioCLI
import TaglioSync
import TaglioSystem
import TestSupport

/// A directory of its own in which commands run in process, with a clock that goes on by a minute
/// from command to command, on which alone depends what is random.
final class Workbench {
  let directory: FilePath
  /// Variables that commands see besides `USER`.
  var environment: [String: String] = [:]
  /// The width of a terminal on both channels; nil where they are files.
  var terminal: Int?
  /// Whether standard output takes nothing, as on a full disk.
  var isOutputBroken = false
  /// Stands for the programs that commands start, such as an editor.
  var shell: @Sendable (ShellCommand) throws -> Int32 = { _ in 127 }
  /// Stands for the pager.
  var pager: @Sendable (ShellCommand) throws -> any Pager = { command in
    throw SystemError(.open, FilePath(command.line), .noSuchFileOrDirectory)
  }
  /// Stands for the programs that remotes are reached by.
  var runner: any CommandRunner = ProcessRunner()
  /// Stands for the program that expands Zstandard; nil for the one of this machine.
  var unzstd: (@Sendable ([UInt8], Int) throws -> [UInt8])? = { _, _ in throw ProgramIsMissing() }
  /// Whether somebody wants a command to end.
  var isInterrupted: @Sendable () -> Bool = { false }
  /// The most bytes that a program may print.
  var mostOutput = 64 << 20
  private var minutes: Int64 = 0

  /// 2026-11-21T09:14:00Z.
  private static let start: Int64 = 1_795_252_440

  init(_ directory: FilePath) {
    self.directory = directory
  }

  /// What a command printed, and how it ended.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  func run(_ arguments: String..., input: String = "", in place: String = "") throws -> Outcome {
    try run(arguments, input: input, in: place)
  }

  func run(_ arguments: [String], input: String = "", in place: String = "") throws -> Outcome {
    minutes += 1
    let now = (Workbench.start + minutes * 60) * 1_000_000_000
    let output = Capture(isBroken: isOutputBroken)
    let errors = Capture()
    let inputFile = directory.removingLastComponent().appending("input-\(UUID().uuidString)")
    try Data(input.utf8).write(to: URL(filePath: inputFile.string))
    defer { unlink(inputFile.string) }
    let environment = environment.merging(["USER": "ada"]) { mine, _ in mine }
    var console = Console(
      output: OutputChannel(isTerminal: terminal != nil, columns: terminal, output.take),
      errors: OutputChannel(isTerminal: terminal != nil, columns: terminal, errors.take),
      input: .file(inputFile),
      directory: place.isEmpty ? directory : directory.pushing(FilePath(place)),
      environment: { environment[$0] },
      hostName: "bench",
      now: { now },
      monotonic: { 0 },
      runShell: shell,
      startPager: pager
    )
    console.runner = runner
    console.unzstd = unzstd
    let random = Mutex(SeededGenerator(seed: UInt64(minutes)))
    console.random = { random.withLock { $0.next() } }
    console.interrupts = Interrupts(isAsked: isInterrupted)
    console.mostOutput = mostOutput
    let status = CommandLineProgram.run(arguments, console)
    return Outcome(status: status, output: output.text, errors: errors.text)
  }

  func write(_ name: String, _ text: String) throws {
    try write(name, bytes: Array(text.utf8))
  }

  func write(_ name: String, bytes: [UInt8]) throws {
    let path = directory.pushing(FilePath(name))
    let above = URL(filePath: path.removingLastComponent().string)
    try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path.string))
  }

  func makeDirectory(_ name: String) throws {
    let url = URL(filePath: directory.pushing(FilePath(name)).string)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Makes a store that does not wait for the disk.
  func makeStore() throws {
    _ = try run("init")
    try write(".taglio/config", Workbench.config)
  }

  static let config = "durability = none\n"

  /// Names of all files below the directory.
  func files() throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: directory.string))
  }
}

extension Workbench {
  /// A console in the directory whose talk goes elsewhere.
  func console(errors: OutputChannel) -> Console {
    let environment = environment.merging(["USER": "ada"]) { mine, _ in mine }
    return Console(
      output: OutputChannel(isTerminal: false, columns: nil) { _ in },
      errors: errors,
      input: .file("/dev/null"),
      directory: directory,
      environment: { environment[$0] },
      hostName: "bench",
      now: { Workbench.start * 1_000_000_000 },
      monotonic: { 0 },
      runShell: shell,
      startPager: pager
    )
  }
}

/// What a channel was told.
final class Told: Sendable {
  private let capture = Capture()

  var channel: OutputChannel {
    OutputChannel(isTerminal: false, columns: nil, capture.take)
  }

  var text: String { capture.text }
}

/// Keeps what is written.
private final class Capture: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let isBroken: Bool

  init(isBroken: Bool = false) {
    self.isBroken = isBroken
  }

  var take: OutputChannel.Sink {
    { new in
      guard !self.isBroken else {
        throw SystemError(.write, "standard output", .noSpace)
      }
      self.bytes.withLock { $0 += new }
    }
  }

  var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}

/// Calls `body` with a workbench in an empty directory.
func withWorkbench<R>(_ body: (Workbench) throws -> R) throws -> R {
  try withTemporaryDirectory { directory in
    let project = directory.appending("project")
    let bench = Workbench(project)
    try bench.makeDirectory("")
    return try body(bench)
  }
}

/// Calls `body` with a workbench whose store holds three cases in two versions and some labels.
func withSmallStore<R>(_ body: (Workbench) throws -> R) throws -> R {
  try withWorkbench { bench in
    try bench.makeStore()
    try bench.write(
      "sums.jsonl",
      """
      {"id":1,"question":"1 + 1?","answer":2,"keywords":["easy"]}
      {"id":2,"question":"2 + 3?","answer":6,"title":"Primes"}
      {"id":"odd","question":"What is odd?\\nSay it.","answer":null}

      """
    )
    _ = try bench.run("add", "sums.jsonl", "--key", "id", "-m", "Sums")
    try bench.write(
      "sums.jsonl",
      """
      {"id":1,"question":"1 + 1?","answer":2,"keywords":["easy"]}
      {"id":2,"question":"2 + 3?","answer":5,"title":"Primes"}
      {"id":"odd","question":"What is odd?\\nSay it.","answer":null}

      """
    )
    _ = try bench.run("add", "sums.jsonl", "--key", "id", "-m", "2 + 3 is 5")
    return try body(bench)
  }
}

extension Workbench {
  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: directory.pushing(FilePath(name)).string)
  }
}
