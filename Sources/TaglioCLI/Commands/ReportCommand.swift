import ArgumentParser
import TaglioFormat
import TaglioKit

extension ReportFormat: ExpressibleByArgument {}

struct ReportCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write what came out of runs as a file: for a meeting, a pull request or CI.",
    discussion: """
      HTML is one file that needs no network: totals, charts, a table of all cases. Markdown is for a \
      pull request, JUnit XML for CI. The name of the file says which, or --format.

      EXAMPLES
        taglio report latest -o report.html
        taglio report latest --against runs/baseline --by keyword -o report.html
        taglio report latest --against runs/baseline --format markdown
        taglio report runs/small runs/large -o results.xml
      """
  )

  @Argument(help: ArgumentHelp("The runs to tell of.", valueName: "run"), completion: .version)
  var runs: [String] = []

  @Option(help: ArgumentHelp("A run to compare them with.", valueName: "run"), completion: .version)
  var against: String?

  @Option(help: ArgumentHelp("The field to group by.", valueName: "field"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "html, markdown or junit. (default: by the name of the file)",
      valueName: "format"
    )
  )
  var format: ReportFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @Flag(help: "Replace the file even where it is no report.")
  var force = false

  @Option(
    help: ArgumentHelp("The most cases that Markdown lists. (default: 20)", valueName: "count")
  )
  var limit: Int?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  /// Nil for standard output.
  private var file: String? { output == "-" ? nil : output }

  private var chosenFormat: ReportFormat? {
    format ?? file.flatMap { ReportFormat(fileName: $0) }
  }

  func validate() throws {
    guard !runs.isEmpty else { throw ValidationError("name a run to tell of, such as latest") }
    guard let chosenFormat else {
      let name = file.map { "\"\($0)\" does not end with .html, .md or .xml" }
      throw ValidationError(
        (name ?? "standard output has no name to tell the format by")
          + ": say --format html, markdown or junit"
      )
    }
    if limit != nil, chosenFormat != .markdown {
      throw ValidationError("--limit is for Markdown: HTML and JUnit have all cases")
    }
    if let limit, limit < 0 { throw ValidationError("--limit needs a number from 0 on") }
    if file == nil, global.json || global.jsonl {
      throw ValidationError("--json and --jsonl tell of a file: say which with -o FILE")
    }
    if force, file == nil { throw ValidationError("--force is about a file: say -o FILE") }
  }

  func run(in session: Session) throws -> ExitStatus {
    guard let format = chosenFormat else { return .usage }
    return try session.withRepository { repository in
      let report = try repository.report(request(Resolver(repository.snapshot)))
      var limits = ReportLimits()
      limits.cases = limit ?? limits.cases
      let writer = ReportWriter(repository, report, limits)
      try session.withOutput(file, replacing: overwriting) { try writer.write(as: format, $0) }
      let view = ReportView(
        report: report,
        file: file,
        format: format,
        damaged: writer.damaged
      )
      try show(view, session)
      return writer.damaged.isEmpty ? .done : .problems
    }
  }

  private func show(_ view: ReportView, _ session: Session) throws {
    guard view.file == nil else { return try session.show(view) }
    for note in view.notes { try session.say(note) }
  }

  private func request(_ resolver: Resolver) throws -> ReportRequest {
    var request = ReportRequest(runs: try runs.map(resolver.evaluation))
    request.against = try against.map(resolver.evaluation)
    request.reading = try reading.choice
    request.by = try by.map { try FieldChoice($0) }
    let all = request.runs + (request.against.map { [$0] } ?? [])
    for (place, run) in all.enumerated() where all.prefix(place).contains(run) {
      throw TaglioError(
        .usage,
        "the run \(run.short()) is named twice",
        help: "Name each run once: taglio run ls lists them."
      )
    }
    return request
  }

  /// A report is made again and again; anything else that has the name was made by somebody.
  private var overwriting: Overwriting {
    .files(
      beginningWith: ReportFormat.allCases.map(\.signature),
      force: force,
      refusal: "is there already, and is no report",
      help: "Name another file, or write over it with --force."
    )
  }
}
