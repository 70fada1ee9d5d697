import ArgumentParser
import TaglioKit

struct SuiteCreateCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Make a suite.",
    discussion: """
      With --from it begins with the inputs of a run, the cases that an import brought, or the \
      members of another suite, which stay pinned where they are pinned there.

      EXAMPLES
        taglio suite create easy sum-2 sum-3 -m "The easy ones"
        taglio suite create smoke --from latest
        taglio ls --jsonl | jq -r .lineage | taglio suite create all -
      """
  )

  @Argument(help: ArgumentHelp("What the suite is called.", valueName: "name"))
  var name: String

  @OptionGroup var members: MemberOptions

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let selection = try members.selection(session)
    let report = try session.withRepository("making the suite") { repository in
      try repository.createSuite(name, selection, message: commit.message)
    }
    try session.show(SuiteCreationView(report: report))
    return .done
  }
}

struct SuiteFreezeCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze",
    abstract: "Make a suite of what another one lists now, pinned.",
    discussion: """
      The new suite lists every member at the version that the old one lists now, whatever is \
      edited later. The old one stays as it is.

      EXAMPLES
        taglio suite freeze easy easy-2026
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @Argument(help: ArgumentHelp("What the new suite is called.", valueName: "name"))
  var name: String

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let report = try session.withRepository("freezing") { repository in
      try repository.freezeSuite(suite, as: name, message: commit.message)
    }
    try session.show(SuiteCreationView(report: report))
    return .done
  }
}
