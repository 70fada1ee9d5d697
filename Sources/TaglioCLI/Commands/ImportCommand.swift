import ArgumentParser
import TaglioFormat
import TaglioImport
import TaglioKit

struct ImportCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in logs of other tools: their cases, and their results as runs.",
    discussion: """
      Cases are told apart by the data set that a log names, and come in once whichever log brings \
      them; what came out becomes a run that is sealed. The same log again adds nothing. What has no \
      place in taglio is kept under "metadata", and named. auto recognises a log by its content.

      EXAMPLES
        taglio import auto logs/*.eval
        taglio import inspect before.json after.eval --suite popularity
        taglio import lm-eval results_2024-05-01T12-30-00.json samples_*.jsonl
        taglio import promptfoo results.json --experiment tone --dry-run
      """
  )

  @Argument(
    help: ArgumentHelp(
      "gotaglio, inspect, lm-eval, promptfoo, openai-evals or auto.",
      valueName: "format"
    )
  )
  var format: ImportFormat

  @Argument(
    help: ArgumentHelp("Logs; - is standard input.", valueName: "file"),
    completion: .file()
  )
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The experiment that the runs are of. (default: the tool and the task)",
      valueName: "name"
    )
  )
  var experiment: String?

  @Option(
    help: ArgumentHelp(
      "A suite that gets the cases; it is made where it is new.",
      valueName: "name"
    )
  )
  var suite: String?

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if experiment == "" { throw ValidationError("--experiment needs a name") }
    if suite == "" { throw ValidationError("--suite needs a name") }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read only once")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    let logs = try LogReader(format.format, unpackers: [93: session.unzstd]).logs(
      files.map { name in
        let folder = name.shellWord
        let help = "Name the logs in it: taglio import \(format.rawValue) \(folder)/*"
        return try session.inputSource(name, directoryHelp: help)
      }
    )
    let report = try session.withRepository(at: location, "importing") { repository, _ in
      var options = LogOptions()
      options.experiment = experiment
      options.suite = suite
      options.message = commit.message
      options.isDryRun = dryRun
      return ImportView(reports: try repository.importLogs(logs, options), isDryRun: dryRun)
    }
    try session.show(report)
    return .done
  }
}

/// Whose logs the user says they are.
enum ImportFormat: String, CaseIterable, ExpressibleByArgument {
  case gotaglio, inspect, promptfoo, auto
  case lmEval = "lm-eval"
  case openAIEvals = "openai-evals"

  /// Nil where the content tells.
  var format: LogFormat? { LogFormat(rawValue: rawValue) }
}
