import ArgumentParser
import TaglioKit

struct JoinCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Make cases of the members of a suite and what came out of them.",
    discussion: """
      A new case has the fields of the case and those of the output that --fields names, with the \
      case as its basis and the output as its source. Several --with join several runs at once, each \
      with the --fields in its place; a case that one of them has no output of is left out. A suite \
      lists the new cases; it is made where it is not here. The same join again adds nothing.

      EXAMPLES
        taglio join easy --with latest --fields /label=/expected -o judged
        taglio join calls --with 1a2b3c4d --fields /text=/transcript,/lang=/language -o texts
        taglio join orders --with 1a2b3c4d --fields /priority=/priority \
          --with 5e6f7a8b --fields /cart=/expected -o complete
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("A run whose outputs are joined.", valueName: "run"),
    completion: .version
  )
  var runs: [String]

  @Option(
    help: ArgumentHelp(
      "Places in the output and where they go in the case: /label=/expected.",
      valueName: "fields"
    )
  )
  var fields: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The suite that lists the new cases.", valueName: "suite")
  )
  var output: String

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    guard runs.count == fields.count else {
      throw ValidationError("say one --fields for each --with: --with RUN --fields /label=/label")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let fields = try JoinRequest.fields(self.fields)
    let report = try session.withRepository("joining") { repository in
      let resolver = Resolver(repository.snapshot)
      let parts = try zip(runs, fields).map { run, fields in
        JoinRequest.Part(run: try resolver.evaluation(run), fields: fields)
      }
      var request = JoinRequest(suite: suite, with: parts, target: output)
      request.message = commit.message
      return try repository.join(request)
    }
    try session.show(JoinView(report: report))
    return .done
  }
}
