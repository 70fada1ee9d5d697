import ArgumentParser
import TaglioKit
import TaglioRun

struct RunExecCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec",
    abstract: "Run a program over the cases of a suite.",
    discussion: """
      Each case goes as one line of JSON to the standard input of the command, and what it prints \
      is the output: a JSON object as it is, other JSON as {"value": …}, other text as {"text": …}. \
      A command that fails gives an output that holds the error, and the next case is run. Outputs \
      are committed as they come: what was done stays, whatever happens, and taglio run resume does \
      the rest.

      The command finds TAGLIO_RUN, TAGLIO_CASE, TAGLIO_TRIAL and TAGLIO_CONFIG in its environment, \
      the last with what --set says, as JSON. With --worker it gets {"case", "input", "trial"} for \
      each case, one line at a time, and answers each with one line of JSON.

      EXAMPLES
        taglio run exec sums --suite easy -- ./solve
        taglio run exec sums --suite easy --set model=small --trials 3 -- python3 solve.py
        taglio run exec sums --suite easy -j 8 --timeout 2m --retries 2 --worker -- ./serve
        taglio run exec sums --rerun latest --inputs exact -- ./solve
      """
  )

  @Argument(
    help: ArgumentHelp("The name of the experiment, or an id.", valueName: "experiment"),
    completion: .version
  )
  var experiment: String

  @Option(help: ArgumentHelp("The suite whose cases are run.", valueName: "suite"))
  var suite: String?

  @OptionGroup var options: RunOptions

  @OptionGroup var jobs: JobsOption

  @Option(
    help: ArgumentHelp("Run again what this run was run on.", valueName: "run"),
    completion: .version
  )
  var rerun: String?

  @OptionGroup var commit: MessageOption

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command and its arguments, after --.", valueName: "command")
  )
  var command: [String] = []

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if command.isEmpty { throw ValidationError("say what is run, after --: -- COMMAND") }
    if suite == nil, rerun == nil { throw ValidationError("say on what it is run: --suite NAME") }
    if rerun == nil, options.inputs != .suite {
      throw ValidationError("--inputs \(options.inputs.rawValue) needs --rerun RUN")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    var request = RunRequest(
      experiment: experiment,
      settings: try options.settings(),
      command: command
    )
    request.suite = suite
    request.rerun = rerun
    request.message = commit.message
    let location = try session.location()
    try session.requireProgram(command)
    var site = try session.runSite()
    site.source = try session.sourceRevision()
    return try session.withRunRepository(at: location) { repository in
      let run = try repository.begin(request, site)
      return try session.perform(run, repository, site, jobs: jobs.jobs)
    }
  }
}
