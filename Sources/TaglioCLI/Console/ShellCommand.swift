import Subprocess
package import SystemPackage

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
  /// What `sh` is called with.
  var shellArguments: [String] { ["-c", line + #" "$@""#, line] + words }

  /// Runs it on the streams of this process and waits for its end.
  ///
  /// - Returns: its exit status, or 128 and the number of the signal that ended it.
  func run() throws -> Int32 {
    let outcome = try Bridge.wait {
      try await Subprocess.run(
        .path("/bin/sh"),
        arguments: Subprocess.Arguments(shellArguments),
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
