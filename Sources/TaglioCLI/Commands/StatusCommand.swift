import ArgumentParser
import TaglioKit

struct StatusCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what is here, what waits and what needs somebody.",
    discussion: """
      Counts; the heads of the history; cases with more than one head; values that two people \
      wrote without knowing of each other; commits that wait for objects; files that do not \
      belong here.

      EXAMPLES
        taglio status
        taglio status --json
      """
  )

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    try session.withRepository(at: location, "reading") { repository, _ in
      try session.show(StatusView(status: repository.status(), store: "\(location.path)"))
    }
    return .done
  }
}
