import ArgumentParser
import TaglioKit

struct SuiteLabelCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Change the labels of a suite.",
    discussion: """
      taglio edit does the same, and opens an editor where no change is given.

      EXAMPLES
        taglio suite label easy --label title="Easy sums"
        taglio suite label easy --add-label keywords=smoke
      """
  )

  @Argument(help: ArgumentHelp("The suite.", valueName: "suite"), completion: .version)
  var suite: String

  @OptionGroup var labels: LabelOptions

  @OptionGroup var commit: MessageOption

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if labels.isEmpty { throw ValidationError("say what changes: --label NAME=VALUE") }
  }

  func run(in session: Session) throws -> ExitStatus {
    var request = EditRequest()
    request.labels = try labels.edits()
    request.message = commit.message
    request.isDryRun = dryRun
    let report = try session.withRepository("labelling") { repository in
      let named = try repository.snapshot.suite(named: suite)
      return try repository.edit(named.reference, request)
    }
    try session.show(EditView(report: report, isDryRun: dryRun))
    return .done
  }
}
