import Dispatch
import Subprocess
import Synchronization
package import SystemPackage
import TaglioKit

/// A command line as a person writes it into a setting, such as `code --wait`, and words that are
/// added to it as they are.
package struct ShellCommand: Sendable {
  /// What `sh` reads.
  package var line: String
  /// Further words, which the shell does not look into.
  package var words: [String]
  /// The directory to run in.
  package var directory: FilePath

  package init(_ line: String, words: [String], in directory: FilePath) {
    self.line = line
    self.words = words
    self.directory = directory
  }
}

extension ShellCommand {
  /// Runs it on the streams of this process and waits for its end.
  ///
  /// - Returns: its exit status, or 128 and the number of the signal that ended it.
  func run() throws -> Int32 {
    let outcome = try Bridge.wait {
      try await Subprocess.run(
        .path("/bin/sh"),
        arguments: Subprocess.Arguments(["-c", line + #" "$@""#, line] + words),
        workingDirectory: directory,
        input: .currentStandardInput,
        output: .currentStandardOutput,
        error: .currentStandardError
      )
    }
    return outcome.terminationStatus.shellStatus
  }
}

extension TerminationStatus {
  /// As a shell tells it: the exit status, or 128 and the number of the signal.
  var shellStatus: Int32 {
    switch self {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}

/// The one way from the synchronous commands to asynchronous code.
enum Bridge {
  /// Waits for the end of `operation`, on a thread that nothing asynchronous needs.
  static func wait<Value: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        let value = try await operation()
        box.result.withLock { $0 = .success(value) }
      } catch {
        box.result.withLock { $0 = .failure(error) }
      }
      done.signal()
    }
    done.wait()
    guard let result = box.result.withLock({ $0 }) else {
      throw TaglioError(.failed, "an operation ended without a result")
    }
    return try result.get()
  }

  private final class Box<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
  }
}
