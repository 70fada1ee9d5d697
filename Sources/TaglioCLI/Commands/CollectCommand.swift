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

      With --redactions, what somebody erased and whose bytes are still here: who asked for it, when \
      and why. Look at that before you say --yes: deleting is final.

      EXAMPLES
        taglio gc
        taglio gc --yes
        taglio gc --older-than 1d --yes
        taglio gc --redactions
      """
  )

  @Flag(help: "Remove it.")
  var yes = false

  @Option(
    help: ArgumentHelp("How old files must be: 12h, 14d or 4w.", valueName: "duration"),
    transform: { try DurationText.parse($0) }
  )
  var olderThan: Int64?

  @Flag(help: "Show what was erased and is still here instead; with --yes, delete it.")
  var redactions = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  private static let twoWeeks: Int64 = 1_209_600_000_000_000

  func validate() throws {
    if redactions, olderThan != nil {
      throw ValidationError("--redactions looks at no ages: leave out --older-than")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    if redactions { return try collectErased(session) }
    let collector = try GarbageCollector(
      session.location(),
      session.repositoryOptions(),
      olderThan: olderThan ?? CollectCommand.twoWeeks
    )
    try session.show(GarbageView(report: collector.run(removing: yes)))
    return .done
  }

  private func collectErased(_ session: Session) throws -> ExitStatus {
    let collector = try ErasureCollector(session.location(), session.repositoryOptions())
    try session.show(ErasureView(report: collector.run(removing: yes)))
    return .done
  }
}
