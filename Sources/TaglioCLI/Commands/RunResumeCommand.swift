import ArgumentParser
import TaglioFormat
import TaglioKit
import TaglioRun

struct RunResumeCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Do what is missing of a run, and seal it.",
    discussion: """
      The inputs are those that the run began with, whatever has changed since; what has an output \
      is not run again. The command stands in the run, and the run may come from somebody else: so \
      it is named again after --, or --same-command says that it is the one to be run.

      EXAMPLES
        taglio run resume 1a2b3c4d --same-command
        taglio run resume latest -j 4 -- ./solve
      """
  )

  @Argument(help: ArgumentHelp("The run.", valueName: "run"), completion: .version)
  var name: String

  @Flag(help: "Run the command that stands in the run.")
  var sameCommand = false

  @OptionGroup var jobs: JobsOption

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command and its arguments, after --.", valueName: "command")
  )
  var command: [String] = []

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if sameCommand, !command.isEmpty {
      throw ValidationError("--same-command and a command after -- exclude each other")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRunRepository(at: session.location()) { repository in
      var run = try repository.openRun(name)
      if try !repository.missingTrials(of: run).isEmpty { try choose(&run, session) }
      return try session.perform(run, repository, session.runSite(), jobs: jobs.jobs)
    }
  }

  /// Takes the command that is run: what stands in a repository is executed only where somebody
  /// says so.
  private func choose(_ run: inout OpenRun, _ session: Session) throws {
    if !command.isEmpty {
      run.command = command
    } else if sameCommand {
      try session.say("command: \(run.command.shellWords)")
    } else {
      throw noConsent(run)
    }
    try session.requireProgram(run.command)
  }

  private func noConsent(_ run: OpenRun) -> TaglioError {
    TaglioError(
      .usage,
      "the command of the run \(run.id.short()) is not executed unasked",
      help: "Its command is: \(run.command.shellWords) – run it with --same-command, or name one: "
        + "taglio run resume \(run.id.short()) -- COMMAND"
    )
  }
}
