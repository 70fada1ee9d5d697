import ArgumentParser

/// `taglio run`: what is done with runs.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Take runs in, and look at them.",
    discussion: """
      record takes in what another program wrote, ls lists the runs, show tells what is known of one.

      EXAMPLES
        taglio run record sums results.jsonl --suite easy --basis /id
        taglio run ls
        taglio run show latest
      """,
    subcommands: [RunRecordCommand.self, RunListCommand.self, RunShowCommand.self]
  )
}
