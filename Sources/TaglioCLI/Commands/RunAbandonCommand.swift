import ArgumentParser
import TaglioFormat
import TaglioKit

struct RunAbandonCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "abandon",
    abstract: "Seal a run as it is.",
    discussion: """
      The run keeps the outputs that it has, says that it was abandoned, and cannot be resumed. A \
      seal is for good.

      EXAMPLES
        taglio run abandon 1a2b3c4d
        taglio run abandon latest -m "The model was taken away"
      """
  )

  @Argument(help: ArgumentHelp("The run.", valueName: "run"), completion: .version)
  var name: String

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let view = try session.withRepository("sealing") { repository in
      let run = try Resolver(repository.snapshot).evaluation(name)
      let made = try repository.seal(
        run,
        .abandoned,
        adding: [],
        message: commit.message ?? "run \(run.short()): abandoned"
      )
      return RunAbandonView(run: run, seal: made.seal, commit: made.commit)
    }
    try session.show(view)
    return .done
  }
}
