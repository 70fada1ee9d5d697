import ArgumentParser
import TaglioKit

struct ExperimentListCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the experiments.",
    discussion: """
      The columns are name, id of the head, version, +n further heads, removed, verdict, score, \
      schema, number of runs.

      EXAMPLES
        taglio experiment ls
        taglio experiment ls --json
      """
  )

  @OptionGroup var part: PageOptions

  @Flag(help: "List removed ones too, and import, which is built in.")
  var all = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    let request = part.request(session, includesAll: all)
    try session.withRepository(asOf: past) { repository in
      try session.show(ExperimentList(page: repository.experiments(request)))
    }
    return .done
  }
}

struct ExperimentShowCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an experiment.",
    discussion: """
      Shows how outputs are judged, how many runs there are, and what else belongs to it.

      EXAMPLES
        taglio experiment show arithmetic
        taglio experiment show arithmetic~1
        taglio experiment show arithmetic --at commits/release
      """
  )

  @Argument(help: ArgumentHelp("The experiment.", valueName: "name"), completion: .version)
  var name: String

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository(asOf: past) { repository in
      let version = try Resolver(repository.snapshot).experiment(name)
      let view = try VersionView(repository, version)
      try session.show(view)
      if view.contents.isDamaged { try session.sayHolders(of: version.id) }
      return view.contents.status
    }
  }
}

struct ExperimentLogCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the versions of an experiment and what changed in each.",
    discussion: """
      EXAMPLES
        taglio experiment log arithmetic
        taglio experiment log arithmetic --oneline
      """
  )

  @Argument(help: ArgumentHelp("The experiment.", valueName: "name"), completion: .version)
  var name: String

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp("At most this many.", valueName: "count")
  )
  var limit: Int?

  @Flag(help: "Print one line for each version.")
  var oneline = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("-n needs a number from 0 on") }
  }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository(asOf: past) { repository in
      let version = try Resolver(repository.snapshot).experiment(name)
      if oneline {
        try session.show(VersionList(repository, version, limit: limit, isShort: true))
        return .done
      }
      let history = try LineageHistory(repository, version, limit: limit)
      try session.show(history)
      return history.status
    }
  }
}
