import ArgumentParser
import TaglioFormat
import TaglioKit

struct FlakyCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "flaky",
    abstract: "List the cases of a suite whose verdict changes from run to run.",
    discussion: """
      Looks at the last runs over the suite, sealed or open. A run's verdict of a case is that of \
      more than half of its trials.

      EXAMPLES
        taglio flaky suites/nightly
        taglio flaky suites/nightly --last 30 --experiment grade
        taglio flaky suites/nightly --json
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @Option(help: ArgumentHelp("Look at so many runs at most.", valueName: "count"))
  var last = 10

  @Option(
    help: ArgumentHelp("Only runs of this experiment.", valueName: "experiment"),
    completion: .version
  )
  var experiment: String?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var page: PageOptions

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws {
    if last < 2 { throw ValidationError("--last needs a number from 2 on") }
  }

  func run(in session: Session) throws -> ExitStatus {
    let reading = try reading.choice
    try session.withRepository { repository in
      let snapshot = repository.snapshot
      let resolver = Resolver(snapshot)
      var request = FlakinessRequest(suite: try resolver.suite(suite))
      request.experiment = try experiment.map {
        try snapshot.lineageID(resolver.experiment($0).row.lineage)
      }
      request.reading = reading
      request.last = last
      request.page = page.request(session)
      try session.show(FlakyView(flakiness: try repository.flakiness(request)))
    }
    return .done
  }
}
