import ArgumentParser
import TaglioFormat
import TaglioImport
import TaglioKit

struct AddCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Take in the cases of files, as one commit.",
    discussion: """
      Each record is compared with what is here and with what the same file said last: new cases \
      are added, edited ones get a next version, the rest stays as it is. Adding an unchanged file \
      again does nothing, even if its cases were edited since. Bad input changes nothing.

      EXAMPLES
        taglio add cases.yaml
        taglio add questions.jsonl --key id -m "Arithmetic for beginners"
        taglio add results.json --records /examples --no-key
        taglio add sums.csv --key id --columns sum=/input,topic=label:title
        taglio add questions.jsonl --key id --prune
        taglio add people.jsonl --key id --salt
        taglio add calls.jsonl --key id --attach /audio
        taglio add easy.envelope --envelope
        curl -s https://example.org/cases.jsonl | taglio add - --source example --key id
      """
  )

  @Argument(
    help: ArgumentHelp(
      "JSON, JSONL, YAML, CSV or TSV files; - is standard input.",
      valueName: "file"
    ),
    completion: .file()
  )
  var files: [String]

  @OptionGroup var commit: MessageOption

  @Option(
    help: ArgumentHelp("The field that tells records apart. (default: uuid)", valueName: "field")
  )
  var key: String?

  @Flag(help: "Records have no key: equal ones are one case.")
  var noKey = false

  @Option(
    help: ArgumentHelp(
      "Fields that become labels, between commas; \"\" for none.",
      valueName: "fields"
    )
  )
  var mutable: String?

  @Option(
    help: ArgumentHelp(
      "Who says it. (default: the file's path in the project)",
      valueName: "name"
    )
  )
  var source: String?

  @Option(
    help: ArgumentHelp(
      "json, jsonl, yaml, csv or tsv. (default: by the file's name)",
      valueName: "format"
    )
  )
  var format: SourceFormat?

  @Option(
    help: ArgumentHelp(
      "Where the array of records is inside a document, as a JSON Pointer: /examples.",
      valueName: "pointer"
    )
  )
  var records: String?

  @Option(
    help: ArgumentHelp(
      "Where columns of a table go: a=/input/x,b=label:title.",
      valueName: "columns"
    )
  )
  var columns: String?

  @Option(
    help: ArgumentHelp(
      "What the cells of a table are: text, or json where they are JSON. (default: text)",
      valueName: "types"
    )
  )
  var types: CellTypes?

  @Option(
    help: ArgumentHelp(
      "A field that names a file beside the input, whose contents are stored: /audio.",
      valueName: "pointer"
    )
  )
  var attach: [String] = []

  @Flag(help: "The file is an envelope: take its objects in with the ids that they have.")
  var envelope = false

  @Flag(help: "List the cases that the source does not hold any more; with --yes, remove them.")
  var prune = false

  @Flag(help: "Give new cases a random field, so that erased text cannot be guessed.")
  var salt = false

  @Flag(help: "Go on where add stops to ask, and remove what --prune lists.")
  var yes = false

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if key != nil && noKey { throw ValidationError("--key and --no-key exclude each other") }
    if key == "" { throw ValidationError("--key needs the name of a field; see --no-key") }
    if salt && noKey { throw ValidationError("--salt needs keys: leave out --no-key") }
    if source == "" { throw ValidationError("--source needs a name") }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read only once")
    }
    if let records, JSONPointer(records) == nil {
      throw ValidationError("--records \(records) is no JSON Pointer; it looks like /examples")
    }
    for pointer in attach where JSONPointer(pointer)?.tokens.isEmpty != false {
      throw ValidationError("--attach \(pointer) is no JSON Pointer; it looks like /audio")
    }
    try validateEnvelope()
    do throws(ColumnMap.Fault) {
      _ = try columns.map { (text) throws(ColumnMap.Fault) in try ColumnMap(text) }
    } catch {
      throw ValidationError("--columns: \(error.message)")
    }
  }

  /// An envelope says all that other options would say.
  private func validateEnvelope() throws {
    guard envelope else { return }
    let others: [(name: String, isGiven: Bool)] = [
      ("--key", key != nil), ("--no-key", noKey), ("--mutable", mutable != nil),
      ("--source", source != nil), ("--format", format != nil), ("--records", records != nil),
      ("--columns", columns != nil), ("--types", types != nil), ("--attach", !attach.isEmpty),
      ("--prune", prune), ("--salt", salt), ("--dry-run", dryRun),
    ]
    if let other = others.first(where: \.isGiven) {
      throw ValidationError("--envelope and \(other.name) exclude each other")
    }
    if files.count != 1 { throw ValidationError("--envelope takes one file") }
  }

  func run(in session: Session) throws -> ExitStatus {
    envelope ? try addEnvelope(in: session) : try addRecords(in: session)
  }

  private func addEnvelope(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    let view = try session.withRepository(at: location, "taking in") { repository, _ in
      let input = InputFiles(
        session: session,
        options: ImportOptions(format: .jsonl),
        source: "",
        project: location.project,
        hint: RecordsHint()
      )
      let inputs = try input.inputs(files)
      return EnvelopeView(
        file: files[0],
        report: try repository.takeEnvelope(inputs[0], message: commit.message)
      )
    }
    try session.show(view)
    return .done
  }

  private func addRecords(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    let report = try session.withRepository(at: location, "adding") { repository, config in
      var options = options(config)
      let hint = RecordsHint()
      let input = InputFiles(
        session: session,
        options: try importOptions,
        source: source,
        project: location.project,
        hint: hint
      )
      let inputs = try Attachments(attach, input.inputs(files), session)
      options.blobs = inputs.blobs
      return try AddView(
        report: repository.add(inputs.inputs, options),
        isDryRun: dryRun,
        isConfirmed: yes,
        files: files,
        hints: hint.notes
      )
    }
    try session.show(report)
    return .done
  }

  private var importOptions: ImportOptions {
    get throws {
      var options = ImportOptions(format: format, records: records.flatMap { JSONPointer($0) })
      options.columns = try columns.map { try ColumnMap($0) }
      options.types = types
      options.listFields = AddOptions.listFields
      return options
    }
  }

  /// What the command line says, else what the configuration says, else the defaults.
  private func options(_ config: Config) -> AddOptions {
    var options = AddOptions()
    if noKey {
      options.key = .none
    } else if let field = key ?? config.values[.key], !field.isEmpty {
      options.key = key == nil && field == "uuid" ? .automatic : .field(field)
    }
    if let mutable = mutable ?? config.values[.mutable] {
      options.mutable = mutable.split(separator: ",").map { field in
        String(field.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
    options.message = commit.message
    options.isDryRun = dryRun
    options.prunes = prune
    options.salts = salt
    options.isConfirmed = yes
    return options
  }
}

extension SourceFormat: ExpressibleByArgument {}

extension CellTypes: ExpressibleByArgument {}
