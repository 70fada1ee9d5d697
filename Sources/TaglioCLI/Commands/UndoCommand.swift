import ArgumentParser
import TaglioFormat
import TaglioKit

struct UndoCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what a commit did, as a new commit.",
    discussion: """
      Labels, names, members, removals and closings that nobody has written since go back to what \
      they were; cases that nobody has edited since get the content before as their next version; \
      what the commit brought in is removed. The rest is left alone and listed. Without COMMIT it \
      is the latest one, if it is yours. Undoing an undo gives back what there was. Seals and \
      erasures are final.

      EXAMPLES
        taglio undo
        taglio undo 1a2b3c4d --dry-run
      """
  )

  @Argument(
    help: ArgumentHelp("The name or id of a commit.", valueName: "commit"),
    completion: .version
  )
  var commit: String?

  @OptionGroup var saying: MessageOption

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let view = try session.withRepository("undoing") { repository in
      let commit = try commit.map(Resolver(repository.snapshot).commit) ?? latest(repository)
      let report = try repository.undo(commit, message: saying.message, isDryRun: dryRun)
      return UndoView(report: report, isDryRun: dryRun)
    }
    try session.show(view)
    return .done
  }

  /// The latest commit, unless somebody else made it.
  private func latest(_ repository: Repository) throws -> ObjectID {
    guard let latest = try repository.log(limit: 1).items.first else {
      throw TaglioError(.notFound, "there are no commits to undo", help: "See: taglio status")
    }
    guard let author = latest.text?.author, ExactString(author) == repository.author else {
      throw TaglioError(
        .failed,
        "the latest commit is not yours but by \(latest.text?.author ?? "somebody")",
        help: "If it is meant, name it: taglio undo \(latest.id.short())"
      )
    }
    return latest.id
  }
}

extension Repository {
  fileprivate var author: ExactString { ExactString(options.author) }
}
