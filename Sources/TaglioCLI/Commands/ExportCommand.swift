import ArgumentParser
import TaglioFormat
import TaglioKit

struct ExportCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write cases, or the outputs of a run, as records.",
    discussion: """
      What is exported is a suite, a run, a case, or the cases for which an expression holds; without \
      a name all cases. Records go to standard output, in an order that is the same on every copy, \
      and add reads them back. An envelope carries the ids too, with all that the records lead to.

      EXAMPLES
        taglio export easy -o easy.jsonl
        taglio export 'keyword = easy' --format csv > easy.csv
        taglio export latest --format yaml
        taglio export easy --envelope -o easy.envelope
      """
  )

  @Argument(
    help: ArgumentHelp("A suite, a run, a case, or an expression.", valueName: "what"),
    completion: .version
  )
  var what: String?

  @Option(
    help: ArgumentHelp(
      "jsonl, csv or yaml. (default: by the name of the file, else jsonl)",
      valueName: "format"
    )
  )
  var format: ExportFormat?

  @Flag(help: "Write an envelope, which another store takes in with the same ids.")
  var envelope = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to make. (default: standard output)", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if envelope, format != nil {
      throw ValidationError("--envelope has a format of its own: leave out --format")
    }
    if (output ?? "-") == "-", global.json || global.jsonl {
      throw ValidationError("--json and --jsonl tell of a file: say which with -o FILE")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository("exporting") { repository in
      let selection = try repository.exportSelection(what)
      let view =
        try envelope
        ? envelope(repository, selection, session)
        : records(repository, selection, session)
      if view.file == nil {
        for note in view.notes { try session.say(note) }
      } else {
        try session.show(view)
      }
      return selection.missing > 0 ? .partly : .done
    }
  }

  private func envelope(
    _ repository: Repository,
    _ selection: ExportSelection,
    _ session: Session
  ) throws -> ExportView {
    let writer = try EnvelopeWriter(repository, selection)
    try session.withOutput(output) { write in
      try writer.forEachLine { try write($0.line + [UInt8(ascii: "\n")]) }
    }
    return ExportView(file: file, format: "envelope", selection: selection, objects: writer.count)
  }

  private func records(
    _ repository: Repository,
    _ selection: ExportSelection,
    _ session: Session
  ) throws -> ExportView {
    let format = format ?? output.flatMap { ExportFormat(fileName: $0) } ?? .jsonl
    var export = RecordExport(repository, selection, format)
    try session.withOutput(output) { try export.write($0) }
    var view = ExportView(file: file, format: format.rawValue, selection: selection)
    view.hiddenLabels = export.records.hiddenLabels.sorted().map(\.string)
    view.labels = export.records.labels.sorted().map(\.string)
    view.innerColumns = export.innerColumns
    if !selection.isOfOutputs { view.imports = try ExportOrigins(selection, repository).imports }
    return view
  }

  private var file: String? { output == "-" ? nil : output }
}
