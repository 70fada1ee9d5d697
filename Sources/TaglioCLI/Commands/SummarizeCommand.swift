import ArgumentParser
import TaglioKit

struct SummarizeCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "summarize",
    abstract: "Show what came out of a run, case by case and in total.",
    discussion: """
      A run is named by its name, its id or the beginning of that, or latest. Fields are places such \
      as /answer, output:/answer or case:/category, or labels such as keywords.

      EXAMPLES
        taglio summarize latest
        taglio summarize latest --failed --columns /answer,case:/expected
        taglio summarize runs/baseline --by keyword
        taglio summarize 1a2b3c4d --current --verdict '/score>=0.5' --json
      """
  )

  @Argument(help: ArgumentHelp("The run.", valueName: "run"), completion: .version)
  var run: String

  @Option(help: ArgumentHelp("Fields to show of each case, between commas.", valueName: "fields"))
  var columns: String?

  @Option(help: ArgumentHelp("The field to group by.", valueName: "field"))
  var by: String?

  @Flag(help: "List only outputs that failed or hold an error.")
  var failed = false

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var page: PageOptions

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    var request = SummaryRequest()
    request.reading = try reading.choice
    request.columns = try choices()
    request.by = try by.map { try FieldChoice($0) }
    request.onlyFailed = failed
    request.page = page.request(session)
    try session.withRepository { repository in
      let snapshot = repository.snapshot
      let run = try Resolver(snapshot).evaluation(self.run)
      let summary = try repository.summarize(run, request)
      try session.show(SummaryView(summary: summary, columns: request.columns, by: request.by))
    }
    return .done
  }

  /// The columns, each once.
  private func choices() throws -> [FieldChoice] {
    var choices: [FieldChoice] = []
    for text in (columns ?? "").split(separator: ",") {
      let choice = try FieldChoice(String(text))
      if !choices.contains(choice) { choices.append(choice) }
    }
    return choices
  }
}
