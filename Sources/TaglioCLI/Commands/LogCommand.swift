import ArgumentParser
import TaglioKit

struct LogCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the commits, or the versions of a case.",
    discussion: """
      Without V, all commits, the latest first. With a case or an experiment, its versions; with a \
      commit, that commit and those before it. -p adds to each what it changed: fields, labels, \
      names, members of suites, seals, removals.

      EXAMPLES
        taglio log --oneline -n 10
        taglio log sum-2
        taglio log sum-2 -p
        taglio log 1a2b3c4d
        taglio log sum-2 --at 1a2b3c4d
      """
  )

  @Argument(
    help: ArgumentHelp("A key, a name, an id or the beginning of one.", valueName: "v"),
    completion: .version
  )
  var version: String?

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp("At most this many.", valueName: "count")
  )
  var limit: Int?

  @Flag(name: [.customShort("p"), .customLong("patch")], help: "Show what each of them changed.")
  var patch = false

  @Flag(help: "Print one line for each.")
  var oneline = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("-n needs a number from 0 on") }
    if oneline && patch { throw ValidationError("--oneline and -p exclude each other") }
  }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository(asOf: past) { repository in
      guard let version else {
        let page = try repository.log(limit: limit)
        let list = CommitList(commits: page.items, total: page.total, isShort: oneline)
        return try show(list, repository, session)
      }
      switch try Resolver(repository.snapshot).resolve(version) {
      case .version(let version, _): return try show(version, repository, session)
      case .commit(let id):
        let list = try CommitList(repository, backFrom: id, limit: limit, isShort: oneline)
        return try show(list, repository, session)
      case .run, .suite, .object:
        throw TaglioError(
          .notFound,
          "\"\(version)\" has no versions",
          help: "Use: taglio show \(version.shellWord)"
        )
      }
    }
  }

  private func show(
    _ list: CommitList,
    _ repository: Repository,
    _ session: Session
  ) throws -> ExitStatus {
    guard patch else {
      try session.show(list)
      return .done
    }
    let patches = try CommitPatches(list, repository, isText: session.settings.format == .text)
    try session.show(patches)
    return patches.status
  }

  private func show(
    _ version: Version,
    _ repository: Repository,
    _ session: Session
  ) throws -> ExitStatus {
    guard patch else {
      try session.show(VersionList(repository, version, limit: limit, isShort: oneline))
      return .done
    }
    let history = try LineageHistory(repository, version, limit: limit)
    try session.show(history)
    return history.status
  }
}
