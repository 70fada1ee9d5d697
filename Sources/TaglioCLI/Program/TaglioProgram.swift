import ArgumentParser

/// The root of the commands.
struct TaglioProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "taglio",
    abstract: "git for evaluation data.",
    discussion: """
      Keeps every version of every case, experiment and run as immutable objects below .taglio in \
      the project's directory: offline, without a server, and copying files is a sync.

      EXAMPLES
        taglio init
        taglio add cases.jsonl --key id -m "First cases"
        taglio ls
        taglio log
      """,
    version: ProgramVersion.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Everyday",
        subcommands: [
          InitCommand.self, AddCommand.self, ImportCommand.self, ListCommand.self,
          ShowCommand.self, LogCommand.self, StatusCommand.self,
        ]
      ),
      CommandGroup(
        name: "Evaluating",
        subcommands: [
          SuiteCommand.self, ExperimentCommand.self, RunCommand.self, LabelCommand.self,
          JoinCommand.self, FindCommand.self,
        ]
      ),
      CommandGroup(
        name: "Seeing changes",
        subcommands: [
          DiffCommand.self, BlameCommand.self, TraceCommand.self,
        ]
      ),
      CommandGroup(
        name: "Reading runs",
        subcommands: [
          SummarizeCommand.self, CompareCommand.self, FlakyCommand.self, ReportCommand.self,
        ]
      ),
      CommandGroup(
        name: "Changing",
        subcommands: [
          EditCommand.self, ResolveCommand.self, RemoveCommand.self, RestoreCommand.self,
          NameCommand.self, UndoCommand.self, RedactCommand.self,
        ]
      ),
      CommandGroup(
        name: "Other copies",
        subcommands: [
          CloneCommand.self, RemoteCommand.self, FetchCommand.self, PushCommand.self,
          SyncCommand.self, ExportCommand.self, BundleCommand.self,
        ]
      ),
      CommandGroup(
        name: "Maintenance",
        subcommands: [
          ConfigCommand.self, FsckCommand.self, DoctorCommand.self, CollectCommand.self,
          ReindexCommand.self, UpgradeCommand.self, StateCommand.self, CompletionsCommand.self,
          ManCommand.self,
        ]
      ),
      CommandGroup(name: "Plumbing", subcommands: [CatFileCommand.self, HashObjectCommand.self]),
    ]
  )

  /// The commands that are made of others.
  private static let families: [any ParsableCommand.Type] = [
    SuiteCommand.self, ExperimentCommand.self, RunCommand.self, LabelCommand.self,
    BundleCommand.self,
  ]

  /// The names of the commands that one is made of; none for one that stands for itself.
  static func commandNames(in name: String) -> [String] {
    let family = families.first { $0._commandName == name }
    return family?.configuration.subcommands.map { $0._commandName } ?? []
  }

  /// The names of all commands.
  static var commandNames: Set<String> {
    var names: Set<String> = []
    for command in configuration.subcommands { names.insert(command._commandName) }
    return names
  }
}
