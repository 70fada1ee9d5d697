import ArgumentParser
import TaglioKit

struct RunShowCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a run: what it was, what came out, its first outputs.",
    discussion: """
      RUN is a name, the beginning of an id, or latest, the run that started last. Outputs are read \
      as the run made them; late ones came after the seal, repeated ones are of a trial that had an \
      output before, and neither are counted.

      EXAMPLES
        taglio run show latest
        taglio run show 1a2b3c4d --json
      """
  )

  @Argument(
    help: ArgumentHelp("A name, the beginning of an id, or latest.", valueName: "run"),
    completion: .version
  )
  var name: String

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository(asOf: past) { repository in
      let id = try Resolver(repository.snapshot).run(name)
      return try session.show(runView: RunView(repository, id))
    }
  }
}

extension Session {
  /// Shows a run; where it is damaged, also which other copies may have it.
  func show(runView view: RunView) throws -> ExitStatus {
    try show(view)
    if view.contents.isDamaged { try sayHolders(of: view.item.id) }
    return view.contents.status
  }
}
