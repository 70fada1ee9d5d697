import ArgumentParser

/// Everything about suites.
struct SuiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suite",
    abstract: "Group cases into suites.",
    discussion: """
      A suite is a set of cases with a name. It lists a case at its head, so that an edited case is \
      run as it is now, or pinned at a version. The history of a suite is kept like everything else.

      EXAMPLES
        taglio suite create easy sum-2 sum-3
        taglio suite add easy sum-4
        taglio suite show easy
        taglio suite freeze easy easy-2026
      """,
    subcommands: [
      SuiteCreateCommand.self, SuiteAddCommand.self, SuiteRemoveCommand.self,
      SuitePinCommand.self, SuiteUnpinCommand.self, SuiteFreezeCommand.self,
      SuiteListCommand.self, SuiteShowCommand.self, SuiteDiffCommand.self,
      SuiteLabelCommand.self,
    ],
    defaultSubcommand: SuiteListCommand.self
  )
}
