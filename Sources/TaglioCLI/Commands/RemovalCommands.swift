import ArgumentParser
import TaglioKit

struct RemoveCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm",
    abstract: "Leave cases, experiments, runs or suites out of lists.",
    discussion: """
      Nothing is deleted: history and results stay, ls --all shows what was removed, and restore \
      brings it back. All that is named is removed, or none of it.

      EXAMPLES
        taglio rm sum-2
        taglio rm sum-2 sum-3 -m "Duplicates"
      """
  )

  @Argument(help: ArgumentHelp("Keys, names or ids.", valueName: "v"), completion: .version)
  var versions: [String]

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let report = try session.withRepository("removing") { repository in
      try repository.remove(versions, message: commit.message)
    }
    try session.show(RemovalView(report: report, isRemoval: true))
    return .done
  }
}

struct RestoreCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring back what rm left out of lists.",
    discussion: """
      All that is named is brought back, or none of it. ls --all shows what was removed.

      EXAMPLES
        taglio restore sum-2
        taglio ls --all
      """
  )

  @Argument(help: ArgumentHelp("Keys, names or ids.", valueName: "v"), completion: .version)
  var versions: [String]

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let report = try session.withRepository("restoring") { repository in
      try repository.restore(versions, message: commit.message)
    }
    try session.show(RemovalView(report: report, isRemoval: false))
    return .done
  }
}
