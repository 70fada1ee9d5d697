import ArgumentParser
import TaglioKit

struct ShowCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a case, an experiment, a run, a suite or a commit.",
    discussion: """
      V is looked up in this order: kind/name; a key, name or UUID; latest (the run that started \
      last); the beginning of an id, at least 4 digits. ~2 after it goes two versions back, ^ one.

      EXAMPLES
        taglio show sum-2
        taglio show sum-2~1
        taglio show 1a2b3c4d --json
        taglio show sum-2 --at 1a2b3c4d
      """
  )

  @Argument(
    help: ArgumentHelp("A key, a name, an id or the beginning of one.", valueName: "v"),
    completion: .version
  )
  var version: String

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository(asOf: past) { repository in
      switch try Resolver(repository.snapshot).resolve(version) {
      case .version(let version, _):
        let view = try VersionView(repository, version)
        try session.show(view)
        if view.contents.isDamaged { try session.sayHolders(of: version.id) }
        return view.contents.status
      case .run(let id):
        let view = try RunView(repository, id)
        try session.show(view)
        if view.contents.isDamaged { try session.sayHolders(of: id) }
        return view.contents.status
      case .commit(let id):
        try session.show(CommitView(repository, id))
      case .suite(let id):
        try session.show(SuiteView(repository, id, session.page()))
      case .object(let id):
        try session.show(ObjectView(repository, id))
      }
      return .done
    }
  }
}
