import ArgumentParser

/// Everything about experiments.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Say what runs perform and how their outputs are judged.",
    discussion: """
      An experiment has a name and versions. It says where in an output the verdict and the score \
      stand, and which JSON Schema outputs meet; whatever else belongs to it is in a file.

      EXAMPLES
        taglio experiment add arithmetic --verdict /correct
        taglio experiment add arithmetic prompt.yaml --verdict '/score>=0.5' --score /score
        taglio experiment show arithmetic
        taglio experiment ls
      """,
    subcommands: [
      ExperimentAddCommand.self, ExperimentListCommand.self, ExperimentShowCommand.self,
      ExperimentLogCommand.self,
    ],
    defaultSubcommand: ExperimentListCommand.self
  )
}
