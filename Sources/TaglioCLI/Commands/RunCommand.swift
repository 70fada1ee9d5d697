import ArgumentParser

/// `taglio run`: what is done with runs.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a program over the cases of a suite, and look at runs.",
    discussion: """
      exec runs a program over a suite and keeps what it gives, resume goes on with a run that was \
      cut short, abandon seals a run as it is. record takes in what another program wrote, ls lists \
      the runs, show tells what is known of one.

      EXAMPLES
        taglio run exec sums --suite easy -- ./solve
        taglio run resume latest --same-command
        taglio run record sums results.jsonl --suite easy --basis /id
        taglio run ls
      """,
    subcommands: [
      RunExecCommand.self, RunResumeCommand.self, RunAbandonCommand.self, RunRecordCommand.self,
      RunListCommand.self, RunShowCommand.self,
    ]
  )
}
