import ArgumentParser

/// A command: what the parser fills in, and what it does with that.
protocol TaglioCommand: ParsableCommand {
  var global: GlobalOptions { get }

  func run(in session: Session) throws -> ExitStatus
}
