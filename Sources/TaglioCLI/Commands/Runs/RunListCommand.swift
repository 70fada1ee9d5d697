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

  @OptionGroup
  var part: PageOptions

  @Flag(help: "List imports too, and runs that were removed.")
  var all = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    let request = part.request(session, includesAll: all)
    try session.withRepository(asOf: past) { repository in
      try session.show(RunTable(page: repository.runs(request)))
    }
    return .done
  }
}
