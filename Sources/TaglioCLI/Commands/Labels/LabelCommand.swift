import ArgumentParser

/// `taglio label`: what people say of cases.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Have people label cases in a spreadsheet, and see how far they agree.",
    discussion: """
      export writes a table with a row for each case, people fill its last columns, and import makes \
      a run of what they wrote. agree compares the runs of several people.

      EXAMPLES
        taglio label export --suite easy --fields priority,quality -o labels.csv
        taglio label import labels.csv --experiment triage --annotator ada
        taglio label agree 1a2b3c4d 5e6f7a8b
      """,
    subcommands: [LabelExportCommand.self, LabelImportCommand.self, LabelAgreeCommand.self]
  )
}
