import ArgumentParser
import TaglioFormat
import TaglioKit

struct ExperimentAddCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add an experiment, or its next version.",
    discussion: """
      FILE holds one object in JSON or YAML: prompts, parameters, whatever tells this experiment \
      from others. What a version says already is not written again. Runs of earlier versions stay \
      what they are.

      EXAMPLES
        taglio experiment add arithmetic --verdict /correct
        taglio experiment add arithmetic prompt.yaml --verdict '/score>=0.5' --score /score
        taglio experiment add arithmetic --schema output.schema.json
      """
  )

  @Argument(help: ArgumentHelp("What the experiment is called.", valueName: "name"))
  var name: String

  @Argument(
    help: ArgumentHelp("A file with one object; - is standard input.", valueName: "file"),
    completion: .file()
  )
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Where in an output the verdict stands: /correct, /score>=0.5.",
      valueName: "verdict"
    )
  )
  var verdict: String?

  @Option(
    help: ArgumentHelp("Where in an output the score stands: /score.", valueName: "pointer")
  )
  var score: String?

  @Option(
    help: ArgumentHelp("The JSON Schema that outputs meet.", valueName: "file"),
    completion: .file()
  )
  var schema: String?

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if file == "-" && schema == "-" {
      throw ValidationError("standard input can be read only once")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    var request = ExperimentRequest()
    if let file { request.fields = try session.object(inFile: file) }
    request.verdict = verdict
    request.score = score
    request.schema = try schema.map { try session.object(inFile: $0) }
    request.message = commit.message
    let report = try session.withRepository("adding") { try $0.addExperiment(name, request) }
    try session.show(ExperimentChangeView(report: report))
    return .done
  }
}
