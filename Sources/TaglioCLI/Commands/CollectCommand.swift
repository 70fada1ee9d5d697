import ArgumentParser
import TaglioCheck
import TaglioFormat
import TaglioKit

struct CollectCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Show what nothing needs, and remove it.",
    discussion: """
      Objects that no commit lists, as a writer that was stopped leaves them, and temporary files, \
      if they are older than two weeks: younger ones may belong to a copy under way. Without --yes \
      nothing is removed. Commits, what they list, and what a newer taglio wrote always stay.

      EXAMPLES
        taglio gc
        taglio gc --yes
        taglio gc --older-than 1d --yes
      """
  )

  @Flag(help: "Remove it.")
  var yes = false

  @Option(
    help: ArgumentHelp("How old files must be: 12h, 14d or 4w.", valueName: "duration"),
    transform: { try DurationText.parse($0) }
  )
  var olderThan: Int64?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  private static let twoWeeks: Int64 = 1_209_600_000_000_000

  func run(in session: Session) throws -> ExitStatus {
    let collector = try GarbageCollector(
      session.location(),
      session.repositoryOptions(),
      olderThan: olderThan ?? CollectCommand.twoWeeks
    )
    try session.show(GarbageView(report: collector.run(removing: yes)))
    return .done
  }
}
