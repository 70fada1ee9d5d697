import Subprocess
import TaglioSync

/// Runs programs that are found in `PATH`, with the standard input of this process, so that what they
/// ask somebody at the terminal can answer.
struct ProgramRunner: CommandRunner {
  /// The most of standard error that is kept.
  private static let mostErrors = 64 << 10

  func run(
    _ program: String,
    _ arguments: [String],
    line: @escaping @Sendable (String) throws -> Void
  ) throws -> CommandOutcome {
    do {
      return try Bridge.wait { try await ProgramRunner.start(program, arguments, line) }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw ProgramIsMissing()
    }
  }

  private static func start(
    _ program: String,
    _ arguments: [String],
    _ line: @escaping @Sendable (String) throws -> Void
  ) async throws -> CommandOutcome {
    let outcome = try await Subprocess.run(
      .name(program),
      arguments: Subprocess.Arguments(arguments),
      input: .currentStandardInput,
      output: .sequence,
      error: .sequence
    ) { execution in
      async let errors = text(execution.standardError)
      for try await text in execution.standardOutput.strings() { try line(text) }
      return try await errors
    }
    return CommandOutcome(
      status: outcome.terminationStatus.shellStatus,
      errors: outcome.closureResult
    )
  }

  private static func text(_ output: SubprocessOutputSequence) async throws -> String {
    var bytes: [UInt8] = []
    for try await piece in output {
      piece.withUnsafeBytes { bytes += $0 }
      bytes = Array(bytes.suffix(mostErrors))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
