import ArgumentParser
import TaglioKit

struct NameCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "name",
    abstract: "Give an experiment, a run, a commit or a suite a name.",
    discussion: """
      The kinds are experiments, runs, commits and suites; cases have their keys. The name of an \
      experiment follows its versions. taglio ls refs lists names.

      EXAMPLES
        taglio name runs/baseline 1a2b3c4d
        taglio name commits/release-1 5e6f7a8b --force
        taglio name --delete runs/baseline
      """
  )

  @Argument(help: ArgumentHelp("The name, with its kind.", valueName: "kind/name"))
  var name: String

  @Argument(help: ArgumentHelp("What gets the name.", valueName: "v"), completion: .version)
  var version: String?

  @Flag(help: "Move a name that points elsewhere.")
  var force = false

  @Flag(help: "Take the name away.")
  var delete = false

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    guard (version == nil) == delete else {
      throw ValidationError(
        delete ? "--delete takes the name only" : "say what gets the name: taglio name \(name) V"
      )
    }
    if force && delete { throw ValidationError("--force and --delete exclude each other") }
  }

  func run(in session: Session) throws -> ExitStatus {
    let report = try session.withRepository("naming") { repository in
      guard let version else {
        return try repository.takeAway(name: name, message: commit.message)
      }
      return try repository.give(
        name: name,
        to: version,
        force: force,
        message: commit.message
      )
    }
    try session.show(NameView(report: report))
    return .done
  }
}
