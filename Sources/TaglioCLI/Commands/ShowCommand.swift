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
        taglio show --blob 1a2b3c4d -o call.wav
      """
  )

  @Argument(
    help: ArgumentHelp("A key, a name, an id or the beginning of one.", valueName: "v"),
    completion: .version
  )
  var version: String?

  @Option(
    help: ArgumentHelp("Write the contents of this blob, verified, to -o.", valueName: "id"),
    completion: .version
  )
  var blob: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to make; - is standard output.", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { blob == nil }

  func validate() throws {
    guard blob != nil else {
      if output != nil { throw ValidationError("-o is for --blob") }
      if version == nil { throw ValidationError("say what to show: a key, a name or an id") }
      return
    }
    if version != nil { throw ValidationError("--blob shows a blob alone: leave the name out") }
    if past.at != nil { throw ValidationError("--blob and --at exclude each other") }
    if output == nil { throw ValidationError("say where to: -o FILE, or -o - for standard output") }
  }

  func run(in session: Session) throws -> ExitStatus {
    if let blob, let output {
      return try session.withRepository { repository in
        try session.show(blob: ObjectName(repository).id(blob), of: repository, to: output)
      }
    }
    return try show(version ?? "", in: session)
  }

  private func show(_ version: String, in session: Session) throws -> ExitStatus {
    try session.withRepository(asOf: past) { repository in
      switch try Resolver(repository.snapshot).resolve(version) {
      case .version(let version, _):
        let view = try VersionView(repository, version)
        try session.show(view)
        if view.contents.isDamaged { try session.sayHolders(of: version.id) }
        return view.contents.status
      case .run(let id):
        return try session.show(runView: RunView(repository, id))
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
