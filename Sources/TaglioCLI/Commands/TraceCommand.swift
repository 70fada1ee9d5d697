import ArgumentParser
import TaglioKit

struct TraceCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show what a case came from and what came out of it.",
    discussion: """
      Follows a case and all its versions over runs: up to what it was computed or joined from, down \
      to everything that was computed from it.

      EXAMPLES
        taglio trace sum-2
        taglio trace 1a2b3c4d --depth 3
        taglio trace sum-2 --json
      """
  )

  @Argument(
    help: ArgumentHelp("A case: its key, an id or the beginning of one.", valueName: "v"),
    completion: .version
  )
  var version: String

  @Option(help: ArgumentHelp("Go so many steps at most, either way.", valueName: "count"))
  var depth = 10

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws {
    guard (1...100).contains(depth) else {
      throw ValidationError("--depth needs a number from 1 to 100")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository { repository in
      let version = try Resolver(repository.snapshot).case(self.version)
      try session.show(TraceView(trace: try repository.trace(version, depth: depth)))
    }
    return .done
  }
}
