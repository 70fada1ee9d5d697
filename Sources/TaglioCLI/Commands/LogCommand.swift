import ArgumentParser
import TaglioKit

struct LogCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the commits, or the versions of a case.",
    discussion: """
      Without V, all commits, the latest first. With a case or an experiment, its versions; with a \
      commit, that commit and those before it.

      EXAMPLES
        taglio log --oneline -n 10
        taglio log sum-2
        taglio log 1a2b3c4d
      """
  )

  @Argument(
    help: ArgumentHelp("A key, a name, an id or the beginning of one.", valueName: "v"),
    completion: .version
  )
  var version: String?

  @Option(name: .customShort("n"), help: ArgumentHelp("At most this many.", valueName: "count"))
  var limit: Int?

  @Flag(help: "Print one line for each.")
  var oneline = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("-n needs a number from 0 on") }
  }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository { repository in
      guard let version else {
        let page = try repository.log(limit: limit)
        return try session.show(
          CommitList(commits: page.items, total: page.total, isShort: oneline)
        )
      }
      switch try Resolver(repository.snapshot).resolve(version) {
      case .version(let version, _):
        try session.show(VersionList(repository, version, limit: limit, isShort: oneline))
      case .commit(let id):
        try session.show(CommitList(repository, backFrom: id, limit: limit, isShort: oneline))
      case .run, .suite, .object:
        throw TaglioError(
          .notFound,
          "\"\(version)\" has no versions",
          help: "Use: taglio show \(version.shellWord)"
        )
      }
    }
    return .done
  }
}
