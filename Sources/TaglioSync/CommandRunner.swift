/// Runs programs that are found by name.
package protocol CommandRunner: Sendable {
  /// Runs a program to its end, with the standard input of this process.
  ///
  /// - Parameter line: is called with each line of what it prints.
  /// - Throws: `ProgramIsMissing` where there is no such program; what `line` throws, and then the
  ///   program is ended.
  func run(
    _ program: String,
    _ arguments: [String],
    line: @escaping @Sendable (String) throws -> Void
  ) throws -> CommandOutcome
}

/// How a program ended.
package struct CommandOutcome: Hashable, Sendable {
  /// As a shell tells it: the exit status, or 128 and the number of the signal.
  package var status: Int32
  /// What it printed on standard error, the last part of it where that is much.
  package var errors: String

  package init(status: Int32, errors: String) {
    self.status = status
    self.errors = errors
  }
}

/// No directory in `PATH` has a program of this name.
package struct ProgramIsMissing: Error {
  package init() {}
}
