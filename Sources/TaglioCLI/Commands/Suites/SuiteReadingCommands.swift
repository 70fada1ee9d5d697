import ArgumentParser
import TaglioKit

struct SuiteListCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the suites.",
    discussion: """
      EXAMPLES
        taglio suite ls
        taglio suite ls --all --json
      """
  )

  @OptionGroup var part: PageOptions

  @Flag(help: "List removed ones too.")
  var all = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    let request = part.request(session, includesAll: all)
    try session.withRepository(asOf: past) { repository in
      try session.show(SuiteList(page: repository.snapshot.suites(request)))
    }
    return .done
  }
}

struct SuiteShowCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a suite and its members.",
    discussion: """
      Members come by source and key. The columns are key, id of the version that is listed, its \
      number, whether it is pinned, +n further heads, removed, a line of the content.

      EXAMPLES
        taglio suite show easy
        taglio suite show easy --at commits/release
        taglio suite show easy --jsonl
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @OptionGroup var part: PageOptions

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    let request = part.request(session)
    try session.withRepository(asOf: past) { repository in
      let suite = try repository.snapshot.suite(named: suite)
      try session.show(SuiteView(repository, suite.id, request))
    }
    return .done
  }
}

struct SuiteDiffCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show in what two suites differ, or one suite since a commit.",
    discussion: """
      Tells which cases only one of them lists, which are pinned differently, and with --at, which \
      were edited in between.

      EXAMPLES
        taglio suite diff easy hard
        taglio suite diff easy --at commits/release
      """
  )

  @Argument(help: ArgumentHelp("A suite.", valueName: "a"), completion: .version)
  var old: String

  @Argument(
    help: ArgumentHelp("Another suite. (default with --at: the same)", valueName: "b"),
    completion: .version
  )
  var new: String?

  @Option(
    help: ArgumentHelp("Take A as it was at this commit.", valueName: "commit"),
    completion: .version
  )
  var at: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws {
    if new == nil && at == nil {
      throw ValidationError("name two suites, or one and a commit: --at COMMIT")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository { repository in
      let commit = try at.map { try Resolver(repository.snapshot).commit($0) }
      let snapshot = repository.snapshot
      try session.show(
        SuiteDifferenceView(
          old: snapshot.suite(named: old),
          new: snapshot.suite(named: new ?? old),
          commit: commit,
          difference: repository.suiteDifference(old, new ?? old, at: commit)
        )
      )
    }
    return .done
  }
}
