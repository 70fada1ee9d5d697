import ArgumentParser
import TaglioFormat
import TaglioImport
import TaglioKit

struct LabelExportCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a table for people to fill.",
    discussion: """
      A row for each member of a suite, or for each output of a run: what people call it, some of its \
      short fields, its version, and right of that the empty columns. Cells that a spreadsheet would \
      take for a formula begin with '.

      EXAMPLES
        taglio label export --suite easy --fields priority,quality -o labels.csv
        taglio label export --run latest --fields good --columns case:/question,output:/answer
      """
  )

  @Option(
    help: ArgumentHelp("The suite whose members are labelled.", valueName: "suite"),
    completion: .version
  )
  var suite: String?

  @Option(
    help: ArgumentHelp("The run whose outputs are labelled.", valueName: "run"),
    completion: .version
  )
  var run: String?

  @Option(help: ArgumentHelp("The empty columns, between commas.", valueName: "names"))
  var fields: String

  @Option(
    help: ArgumentHelp(
      "The fields to show, between commas. (default: short ones that most have)",
      valueName: "fields"
    )
  )
  var columns: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to make. (default: standard output)", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if (suite == nil) == (run == nil) { throw ValidationError("say one of --suite and --run") }
    if (output ?? "-") == "-", global.json || global.jsonl {
      throw ValidationError("--json and --jsonl tell of a file: say which with -o FILE")
    }
    try LabelFields.validate(fields)
  }

  func run(in session: Session) throws -> ExitStatus {
    let names = LabelFields.names(fields)
    return try session.withRepository("exporting") { repository in
      let selection = try selection(repository)
      let wanted = try columns.map { text in
        try LabelFields.names(text).map {
          try SheetColumn($0, ofOutputs: selection.isOfOutputs)
        }
      }
      let sheet = try repository.labelSheet(selection, columns: wanted)
      try session.withOutput(output) { try write(sheet, names, $0) }
      let view = LabelSheetView(sheet: sheet, fields: names, file: output == "-" ? nil : output)
      if view.file == nil {
        for note in view.notes { try session.say(note) }
      } else {
        try session.show(view)
      }
      return sheet.missing > 0 ? .partly : .done
    }
  }

  private func selection(_ repository: Repository) throws -> ExportSelection {
    let resolver = Resolver(repository.snapshot)
    if let suite { return try repository.exportSelection("\(resolver.suite(suite))") }
    return try repository.exportSelection("\(resolver.evaluation(run ?? ""))")
  }

  private func write(
    _ sheet: LabelSheet,
    _ names: [String],
    _ write: ([UInt8]) throws -> Void
  ) throws {
    let header = [LabelTable.idColumn] + sheet.columns.map(\.title) + [LabelTable.versionColumn]
    try write(CSVWriter.row(header + names))
    let empty = names.map { _ in "" }
    for row in sheet.rows {
      let cells = ([row.id] + row.cells).map { FormulaGuard.neutralised($0) }
      try write(CSVWriter.row(cells + ["\(row.version)"] + empty))
    }
  }
}

/// Names of columns between commas.
enum LabelFields {
  static func names(_ text: String) -> [String] {
    text.split(separator: ",").map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Refuses names that stand for other columns, that are there twice, or that a spreadsheet would
  /// take for formulas.
  static func validate(_ text: String) throws {
    let names = names(text)
    try validateOnce(names)
    for name in names {
      let isTaken = name == LabelTable.idColumn || name == LabelTable.versionColumn
      guard !isTaken, !["/", "case:/", "output:/"].contains(where: { name.hasPrefix($0) }) else {
        throw ValidationError("--fields: \"\(name)\" is the name of another column")
      }
      guard !name.isEmpty, FormulaGuard.neutralised(name) == name else {
        throw ValidationError("--fields: \"\(name)\" is no name for a column; begin with a letter")
      }
    }
  }

  /// Refuses no names, and names that are there twice.
  static func validateOnce(_ names: [String]) throws {
    guard !names.isEmpty else { throw ValidationError("--fields names no column") }
    var seen: Set<ExactString> = []
    for name in names where !seen.insert(ExactString(name)).inserted {
      throw ValidationError("--fields: \"\(name)\" is there twice")
    }
  }
}
