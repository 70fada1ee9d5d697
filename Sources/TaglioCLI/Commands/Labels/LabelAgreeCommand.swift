import ArgumentParser
import TaglioFormat
import TaglioKit

struct LabelAgreeCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: "Show how far the labels of several runs agree.",
    discussion: """
      For each field: how many versions all runs label, how often they say the same, and Cohen's \
      kappa of two runs or Fleiss' of more, which is 1 where all agree and 0 where chance would do as \
      well. Then the cases that they disagree about.

      EXAMPLES
        taglio label agree 1a2b3c4d 5e6f7a8b
        taglio label agree runs/ada runs/bob runs/eve --fields quality --json
      """
  )

  @Argument(
    help: ArgumentHelp("Runs of labels, two or more.", valueName: "run"),
    completion: .version
  )
  var runs: [String]

  @Option(help: ArgumentHelp("The fields to compare, between commas.", valueName: "names"))
  var fields: String?

  @Flag(help: "Read labels as they are now, where somebody corrected them.")
  var current = false

  @OptionGroup var page: PageOptions

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository { repository in
      let resolver = Resolver(repository.snapshot)
      let agreement = try repository.agreement(
        of: runs.map { try resolver.evaluation($0) },
        fields: fields.map { LabelFields.names($0).map { ExactString($0) } },
        current ? .current : .asRun
      )
      let request = page.request(session)
      let shown = request.page(of: agreement.disagreements) { $0 }
      try session.show(AgreementView(agreement: agreement, page: shown))
    }
    return .done
  }
}
