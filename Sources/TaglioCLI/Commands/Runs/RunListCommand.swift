import ArgumentParser
import TaglioKit

struct RunListCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List runs, the latest start first.",
    discussion: """
      Each line has the experiment, the beginning of the run's id, how it ended, when it started, how \
      many outputs it has, how many of the judged ones passed, and the suite. Outputs are read as the \
      run made them. Text lists stop after 50 entries; documents list everything, unless --limit is \
      given.

      EXAMPLES
        taglio run ls
        taglio run ls --all
        taglio run ls --json --limit 10
      """
  )

  @Option(help: ArgumentHelp("At most this many.", valueName: "count"))
  var limit: Int?

  @Option(help: ArgumentHelp("Leave out so many at the beginning.", valueName: "count"))
  var offset = 0

  @Flag(help: "List imports too, and runs that were removed.")
  var all = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws { try ListCommand.requirePage(limit: limit, offset: offset) }

  func run(in session: Session) throws -> ExitStatus {
    let request = session.pageRequest(limit: limit, offset: offset, includesAll: all)
    try session.withRepository(asOf: past) { repository in
      try session.show(RunTable(page: repository.runs(request)))
    }
    return .done
  }
}
