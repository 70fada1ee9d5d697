import Dispatch
import Subprocess
import Synchronization
import SystemPackage
import TaglioKit
package import TaglioSystem

/// A program that shows text while it comes.
package protocol Pager: Sendable {
  /// Hands text on; `EPIPE` where nobody reads it any more.
  func write(_ bytes: [UInt8]) throws(SystemError)

  /// Says that nothing more comes and waits for the program's end.
  ///
  /// - Returns: its exit status, or 128 and the number of the signal that ended it.
  func finish() throws -> Int32
}

/// A pager on the terminal of this process.
final class PagerProcess: Pager {
  private let pipe: PipeWriter
  private let end: Pending<Int32>

  /// Starts it; from then on until its end signals from the terminal are its own.
  init(_ command: ShellCommand) throws {
    let (reader, writer) = try PipeWriter.make()
    let started = DispatchSemaphore(value: 0)
    pipe = writer
    end = Bridge.start {
      defer { started.signal() }
      let outcome = try await Subprocess.run(
        .path("/bin/sh"),
        arguments: Subprocess.Arguments(command.shellArguments),
        workingDirectory: command.directory,
        input: .fileDescriptor(reader, closeAfterSpawningProcess: true),
        output: .currentStandardOutput,
        error: .currentStandardError
      ) { _ in _ = started.signal() }
      return outcome.terminationStatus.shellStatus
    }
    started.wait()
    Signals.leaveToReader()
  }

  func write(_ bytes: [UInt8]) throws(SystemError) { try pipe.write(bytes) }

  func finish() throws -> Int32 {
    pipe.close()
    defer { Signals.takeBack() }
    return try end.wait()
  }
}

/// The reader has left the pager.
struct ReaderHasLeft: Error {}

/// Text on its way through a pager, which is started when there is some.
final class PagedOutput: Sendable {
  private let command: ShellCommand
  private let start: @Sendable (ShellCommand) throws -> any Pager
  private let pager = Mutex<(any Pager)?>(nil)

  init(_ command: ShellCommand, _ start: @escaping @Sendable (ShellCommand) throws -> any Pager) {
    self.command = command
    self.start = start
  }

  /// A channel that looks like the terminal.
  func channel(like terminal: OutputChannel) -> OutputChannel {
    OutputChannel(isTerminal: terminal.isTerminal, columns: terminal.columns) { bytes in
      try self.write(bytes)
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    let pager = try self.pager.withLock { pager in
      let started = try pager ?? start(command)
      pager = started
      return started
    }
    do throws(SystemError) {
      try pager.write(bytes)
    } catch {
      throw error.errno == .brokenPipe ? ReaderHasLeft() as any Error : error
    }
  }

  /// Waits until the reader has read; nothing to do where there was no text.
  func finish() throws {
    let running = pager.withLock { pager in
      defer { pager = nil }
      return pager
    }
    guard let status = try running?.finish(), status == 126 || status == 127 else { return }
    throw TaglioError(
      .failed,
      "the pager \"\(command.line)\" cannot be run",
      help: "Correct it (taglio config pager --show-origin) or use --no-pager."
    )
  }
}

extension Console {
  /// Whether a program of this name is in one of the directories of `PATH`.
  func hasProgram(_ name: String) -> Bool {
    (setting("PATH") ?? "").split(separator: ":").contains { directory in
      do throws(SystemError) {
        let path = FilePath(String(directory)).appending(name)
        guard let status = try Disk().status(path, followingLinks: true) else { return false }
        return status.kind == .file && status.mode & 0o111 != 0
      } catch {
        // A directory that cannot be looked into has no program for us.
        return false
      }
    }
  }
}
