package import SystemPackage
package import TaglioRun
package import TaglioSync
package import TaglioSystem

/// Where standard input comes from.
package enum Input: Sendable {
  /// The stream of this process.
  case process
  /// A file in its place.
  case file(FilePath)

  func open() throws(SystemError) -> FileHandle {
    switch self {
    case .process: try FileHandle.standardInput()
    case .file(let path): try Disk().open(path, .user)
    }
  }
}

/// How a command that takes long notices that somebody wants it to end.
package struct Interrupts: Sendable {
  /// From now on an interruption ends the process no more, but shows in `isAsked`.
  package var watch: @Sendable () -> Void
  package var unwatch: @Sendable () -> Void
  package var isAsked: @Sendable () -> Bool

  package init(
    watch: @escaping @Sendable () -> Void = {},
    unwatch: @escaping @Sendable () -> Void = {},
    isAsked: @escaping @Sendable () -> Bool
  ) {
    self.watch = watch
    self.unwatch = unwatch
    self.isAsked = isAsked
  }

  package static let never = Interrupts { false }
  /// The signals of this process.
  static let ofProcess = Interrupts(
    watch: { Interruption.watch() },
    unwatch: { Interruption.unwatch() },
    isAsked: { Interruption.isAsked }
  )
}

/// Everything that a command takes from the world around it and gives to it.
///
/// Tests make one of their own and run commands in process.
package struct Console: Sendable {
  /// Data.
  package var output: OutputChannel
  /// Talk: notes, progress, errors.
  package var errors: OutputChannel
  /// Standard input.
  package var input: Input
  /// Where files are.
  package var disk: Disk
  /// The directory that the program was started in, absolute.
  package var directory: FilePath
  /// The value of an environment variable.
  package var environment: @Sendable (String) -> String?
  /// The name of the machine.
  package var hostName: String
  /// The wall clock: nanoseconds since 1970.
  package var now: @Sendable () -> Int64
  /// Nanoseconds since some moment; it never goes back.
  package var monotonic: @Sendable () -> Int64
  /// 64 bits that nobody can foresee.
  package var random: @Sendable () -> UInt64 = { .random(in: .min ... .max) }
  /// Runs a command line on the terminal of this process and waits for it; gives its exit status.
  package var runShell: @Sendable (ShellCommand) throws -> Int32
  /// Starts a program that shows text on the terminal of this process.
  package var startPager: @Sendable (ShellCommand) throws -> any Pager
  /// Runs programs such as `rsync`; nil for those that `PATH` leads to.
  package var runner: (any CommandRunner)?
  /// Expands Zstandard to at most so many bytes; nil for the `zstd` that `PATH` leads to.
  package var unzstd: (@Sendable (_ packed: [UInt8], _ limit: Int) throws -> [UInt8])?
  /// Starts programs for runs in a directory; nil for those of this machine.
  package var starter: (@Sendable (FilePath) -> any ProgramStarter)?
  /// The most bytes that a program of a run may print for one trial.
  package var mostOutput = TrialPlan.largestOutput
  /// Tells whether somebody asked that the program ends.
  package var interrupts = Interrupts.never

  package init(
    output: OutputChannel,
    errors: OutputChannel,
    input: Input,
    disk: Disk = Disk(),
    directory: FilePath,
    environment: @escaping @Sendable (String) -> String?,
    hostName: String,
    now: @escaping @Sendable () -> Int64,
    monotonic: @escaping @Sendable () -> Int64,
    runShell: @escaping @Sendable (ShellCommand) throws -> Int32,
    startPager: @escaping @Sendable (ShellCommand) throws -> any Pager
  ) {
    self.output = output
    self.errors = errors
    self.input = input
    self.disk = disk
    self.directory = directory
    self.environment = environment
    self.hostName = hostName
    self.now = now
    self.monotonic = monotonic
    self.runShell = runShell
    self.startPager = startPager
  }
}

extension Console {
  /// The console of this process.
  package static func ofProcess() -> Console {
    var console = Console(
      output: .standard(.output),
      errors: .standard(.error),
      input: .process,
      // A current directory that is gone is told by whatever is opened in it.
      directory: (try? Disk().canonical(".")) ?? ".",
      environment: { Host.environment($0) },
      hostName: Host.name,
      now: { SystemClock.now() },
      monotonic: { SystemClock.monotonic() },
      runShell: { try $0.run() },
      startPager: { try PagerProcess($0) }
    )
    console.interrupts = .ofProcess
    return console
  }

  /// The value of an environment variable, where it is set and not empty.
  func setting(_ name: String) -> String? {
    environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension OutputChannel {
  fileprivate static func standard(_ stream: StandardStream) -> OutputChannel {
    OutputChannel(isTerminal: stream.isTerminal, columns: stream.columns) { bytes in
      try stream.write(bytes)
    }
  }
}
