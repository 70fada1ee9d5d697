import ArgumentParser
import TaglioKit

struct BlameCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame",
    abstract: "Show who gave each field of a version what it says.",
    discussion: """
      For each field the latest version in which its value changed, with the commit that brought it \
      in and the source that said it; for each label the commit that wrote it last. A list counts \
      as one field. Text cuts values, --json has them whole.

      EXAMPLES
        taglio blame sum-2
        taglio blame sum-2~1 --json
      """
  )

  @Argument(
    help: ArgumentHelp("A key, a name, an id or the beginning of one.", valueName: "v"),
    completion: .version
  )
  var version: String

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository { repository in
      guard case .version(let found, _) = try Resolver(repository.snapshot).resolve(version) else {
        throw TaglioError(
          .notFound,
          "\"\(version)\" has no versions",
          help: "Name a case or an experiment; see it with: taglio show \(version.shellWord)"
        )
      }
      let view = BlameView(blame: try repository.blame(found))
      try session.show(view)
      return view.blame.stop?.isDamaged == true ? .problems : .done
    }
  }
}
