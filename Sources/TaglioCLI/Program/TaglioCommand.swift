import ArgumentParser

/// A command: what the parser fills in, and what it does with that.
protocol TaglioCommand: ParsableCommand {
  var global: GlobalOptions { get }
  /// Whether its text goes through a pager on a terminal: for commands that only read, and whose
  /// text may be long.
  var isPaged: Bool { get }

  func run(in session: Session) throws -> ExitStatus
}

extension TaglioCommand {
  var isPaged: Bool { false }
}
