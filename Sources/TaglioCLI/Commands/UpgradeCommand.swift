import ArgumentParser
import TaglioKit

struct UpgradeCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Bring the store to the newest format, or back.",
    discussion: """
      .taglio/format says which format a store has. This taglio reads every format up to the newest \
      that it knows and writes that one. Without --yes nothing is changed. What is written first is \
      beside what is there; the number changes last, in one step, so an upgrade that is stopped is \
      completed by the next one. Objects are not touched.

      EXAMPLES
        taglio upgrade
        taglio upgrade --yes
        taglio upgrade --back --yes
      """
  )

  @Flag(help: "Do it.")
  var yes = false

  @Flag(help: "Go back by one format, for an earlier taglio.")
  var back = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let patience = try session.repositoryOptions().patience
    let upgrade = try Upgrade(session.location(), patience: patience)
    let report = yes ? try upgrade.run(back: back) : try upgrade.plan(back: back)
    try session.show(UpgradeView(report: report))
    return .done
  }
}
