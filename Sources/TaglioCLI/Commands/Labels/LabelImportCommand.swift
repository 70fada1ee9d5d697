import ArgumentParser
import TaglioFormat
import TaglioImport
import TaglioKit

struct LabelImportCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take labels in from a table that people filled.",
    discussion: """
      Makes a run that is over: its outputs hold the labels and have the labelled versions as their \
      basis. Rows without a label are passed over; all others are taken, or none. The same table \
      again is the run that is here.

      EXAMPLES
        taglio label import labels.csv --experiment triage
        taglio label import ada.csv --experiment triage --annotator ada --suite easy
        taglio label import old.csv --experiment triage --accept-stale
      """
  )

  @Argument(
    help: ArgumentHelp("The table: CSV or TSV; - is standard input.", valueName: "file"),
    completion: .file()
  )
  var file: String

  @Option(
    help: ArgumentHelp(
      "The experiment that the labels are made in; a new name makes one.",
      valueName: "experiment"
    ),
    completion: .version
  )
  var experiment: String

  @Option(help: ArgumentHelp("Who labelled.", valueName: "name"))
  var annotator: String?

  @Option(
    help: ArgumentHelp("The suite that was labelled.", valueName: "suite"),
    completion: .version
  )
  var suite: String?

  @Option(
    help: ArgumentHelp(
      "The columns with labels, between commas. (default: all right of version)",
      valueName: "names"
    )
  )
  var fields: String?

  @Flag(help: "Take labels of versions that were edited since.")
  var acceptStale = false

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if annotator == "" { throw ValidationError("--annotator needs a name") }
    if let fields { try LabelFields.validateOnce(LabelFields.names(fields)) }
  }

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    let source = try session.inputSource(file, directoryHelp: "Name a table in it.")
    let table = try LabelTable(source, fields: fields.map { LabelFields.names($0) })
    var rows: [LabelRow] = []
    let skipped = try table.forEachRow { row in
      rows.append(LabelRow(place: row.place, version: row.version, labels: row.labels))
    }
    let report = try session.withRepository(at: location, "labelling") { repository, _ in
      let resolver = Resolver(repository.snapshot)
      var request = LabelRequest(
        experiment: try resolver.experimentOfLabels(experiment),
        fields: table.fields,
        file: file
      )
      request.suite = try suite.map { try resolver.suite($0) }
      request.annotator = annotator
      request.acceptsStale = acceptStale
      request.program = ProgramVersion.text
      request.message = commit.message
      return try repository.importLabels(rows, request)
    }
    try session.show(LabelImportView(report: report, skipped: skipped))
    return .done
  }
}
