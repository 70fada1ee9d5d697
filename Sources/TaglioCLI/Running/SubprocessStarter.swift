import Subprocess
import SystemPackage
import TaglioRun
import TaglioSystem

/// Starts programs as a shell does: found in `PATH`, with the environment of this process.
struct SubprocessStarter: ProgramStarter {
  /// The directory that programs work in.
  let directory: FilePath

  func start(_ call: ProgramCall) throws -> any Program {
    Signals.ignoreLostReaders()
    let name = call.command.first ?? ""
    let path: FilePath
    do {
      path = try Programs.file(of: name, from: directory)
    } catch {
      throw ProgramRefusal(
        "\(name): \(error.isPermission ? "it may not be executed" : "not found")"
      )
    }
    let program = LiveProgram()
    Task.detached {
      do {
        try await SubprocessStarter.run(path, call, directory, program)
      } catch {
        program.failed(error)
      }
    }
    do {
      try program.waitForStart()
    } catch {
      throw ProgramRefusal("\(name): \(error)")
    }
    return program
  }

  /// Runs a program to its end.
  private static func run(
    _ path: FilePath,
    _ call: ProgramCall,
    _ directory: FilePath,
    _ program: LiveProgram
  ) async throws {
    var options = PlatformOptions()
    options.processGroupID = 0
    let outcome = try await Subprocess.run(
      .path(path),
      arguments: Subprocess.Arguments(
        executablePathOverride: call.command.first,
        remainingValues: Array(call.command.dropFirst())
      ),
      environment: environment(call),
      workingDirectory: directory,
      platformOptions: options,
      input: .inputWriter,
      output: .sequence,
      error: .sequence
    ) { execution in
      program.began(group: execution.processIdentifier.value)
      async let written: Void = feed(execution.standardInputWriter, program)
      async let complained: Void = drain(execution.standardError) {
        program.complained($0)
        return true
      }
      await drain(execution.standardOutput) { program.printed($0) }
      program.outputEnded()
      await written
      await complained
    }
    program.ended(ProgramEnding.Status(outcome.terminationStatus))
  }

  private static func environment(_ call: ProgramCall) -> Subprocess.Environment {
    var added: [Subprocess.Environment.Key: String?] = [:]
    for (name, value) in call.environment {
      added[Subprocess.Environment.Key(stringLiteral: name)] = value
    }
    return .inherit.updating(added)
  }

  /// Hands on what its owner sends, until that ends or the program reads no more.
  private static func feed(_ writer: StandardInputWriter, _ program: LiveProgram) async {
    do {
      for await bytes in program.input { _ = try await writer.write(bytes) }
      try await writer.finish()
    } catch {
      // A program need not read its input; how it ends says whether that was right.
    }
  }

  private static func drain(
    _ output: SubprocessOutputSequence,
    _ take: @Sendable (UnsafeRawBufferPointer) -> Bool
  ) async {
    do {
      for try await piece in output {
        guard piece.withUnsafeBytes({ take($0) }) else { return }
      }
    } catch {
      // What could not be read any more was lost with the program, and its end tells more.
    }
  }
}

extension ProgramEnding.Status {
  init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let signal): self = .signalled(signal)
    }
  }
}
