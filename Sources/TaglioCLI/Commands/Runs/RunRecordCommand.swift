import ArgumentParser
import SystemPackage
import TaglioFormat
import TaglioImport
import TaglioKit

struct RunRecordCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Take in outputs that another program wrote, as a run that is over.",
    discussion: """
      Each row is joined to the case it was computed from: --basis says where in the row the case's \
      key or id stands, or, with --join, the value of a field of the case. With --suite only its \
      members count. All rows are taken, or none; the same rows again are the run that is here.

      EXAMPLES
        taglio run record sums results.jsonl --suite easy --basis /id
        taglio run record sums answers.csv --basis /question --join /question --types json
        taglio run record sums all.jsonl --basis /id --fields /large --set model=large
      """
  )

  @Argument(
    help: ArgumentHelp("The name of the experiment, or an id.", valueName: "experiment"),
    completion: .version
  )
  var experiment: String

  @Argument(
    help: ArgumentHelp(
      "JSON, JSONL, YAML, CSV or TSV files; - is standard input.",
      valueName: "file"
    ),
    completion: .file()
  )
  var files: [String]

  @Option(
    help: ArgumentHelp("The suite whose members the inputs are.", valueName: "suite"),
    completion: .version
  )
  var suite: String?

  @Option(
    help: ArgumentHelp(
      "Where in a row its case is named, as a JSON Pointer: /id.",
      valueName: "pointer"
    )
  )
  var basis: String

  @Option(
    help: ArgumentHelp(
      "The field of the case that is equal to it. (default: the key, or the id)",
      valueName: "pointer"
    )
  )
  var join: String?

  @Option(
    help: ArgumentHelp(
      "Where in a row the output stands, an object. (default: the whole row)",
      valueName: "pointer"
    )
  )
  var fields: String?

  @Option(
    help: ArgumentHelp("What was chosen for the run, in JSON or as text.", valueName: "name=value")
  )
  var set: [String] = []

  @Flag(help: "The n-th row of a case is its n-th trial.")
  var trials = false

  @Flag(help: "Take rows that match no case, or several, without an input.")
  var allowUnmatched = false

  @Option(
    help: ArgumentHelp(
      "json, jsonl, yaml, csv or tsv. (default: by the file's name)",
      valueName: "format"
    )
  )
  var format: SourceFormat?

  @Option(
    help: ArgumentHelp(
      "Where the array of rows is inside a document, as a JSON Pointer: /results.",
      valueName: "pointer"
    )
  )
  var records: String?

  @Option(
    help: ArgumentHelp(
      "What the cells of a table are: text, or json where they are JSON. (default: text)",
      valueName: "types"
    )
  )
  var types: CellTypes?

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    for (option, text) in [
      ("--basis", basis), ("--join", join), ("--fields", fields), ("--records", records),
    ] {
      guard let text, JSONPointer(text)?.tokens.isEmpty != false else { continue }
      throw ValidationError("\(option) \(text) is no JSON Pointer; it looks like /id")
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read only once")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    let chosen = try ChosenValues(set).json
    let report = try session.withRepository(at: location, "recording") { repository, _ in
      let resolver = Resolver(repository.snapshot)
      var request = RecordRequest(
        experiment: try resolver.experiment(experiment).id,
        basis: try pointer(basis)
      )
      request.suite = try suite.map { try resolver.suite($0) }
      request.join = try join.map(pointer)
      request.fields = try fields.map(pointer)
      request.set = chosen
      request.hasTrials = trials
      request.allowsUnmatched = allowUnmatched
      request.program = ProgramVersion.text
      request.message = commit.message
      let report = try repository.record(inputs(session, location.project), request)
      return RecordView(
        report: report,
        totals: try repository.run(report.run, outputs: 0).overview.totals
      )
    }
    try session.show(report)
    return .done
  }

  private func pointer(_ text: String) throws -> JSONPointer {
    guard let pointer = JSONPointer(text) else {
      throw TaglioError(.usage, "\(text) is no JSON Pointer", help: "It looks like /id.")
    }
    return pointer
  }

  /// One input for each file: what is said of a row names its file.
  private func inputs(_ session: Session, _ project: FilePath) throws -> [FileInput] {
    var options = ImportOptions(format: format, records: try records.map(pointer))
    options.types = types
    let input = InputFiles(
      session: session,
      options: options,
      source: "",
      project: project,
      hint: RecordsHint(),
      command: "run record"
    )
    return try files.flatMap { try input.inputs([$0]) }
  }
}
