import ArgumentParser
import TaglioFormat
import TaglioKit

struct EditCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Make the next version of a case, or change its labels.",
    discussion: """
      Without options that change something it opens an editor (TAGLIO_EDITOR, VISUAL, EDITOR, vi) \
      on fields and labels in YAML. A text that cannot be taken is kept, and --from goes on with \
      it. Of runs and suites only labels change. V with more than one head is edited by the id of \
      one of them.

      EXAMPLES
        taglio edit sum-2
        taglio edit sum-2 --set /answer=5 -m "2 + 3 is 5"
        taglio edit sum-2 --set '/input/question="2 + 3?"' --unset /draft
        taglio edit sum-2 --label title=Primes --add-label keywords=easy
      """
  )

  @Argument(
    help: ArgumentHelp("A key, a name, an id or the beginning of one.", valueName: "v"),
    completion: .version
  )
  var version: String

  @OptionGroup var fields: FieldOptions

  @OptionGroup var labels: LabelOptions

  @Option(
    help: ArgumentHelp("Take the text that the editor would give.", valueName: "file"),
    completion: .file()
  )
  var from: String?

  @OptionGroup var commit: MessageOption

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  private var isByOptions: Bool { !fields.isEmpty || !labels.isEmpty }

  func validate() throws {
    if from != nil && isByOptions {
      throw ValidationError("--from says everything: it excludes the other changes")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    if isByOptions {
      var request = EditRequest()
      request.fields = try fields.edits()
      request.labels = try labels.edits()
      try show(edit(request, session), session)
    } else if let from {
      try take(session.editText(from: from), session)
    } else {
      try openEditor(session)
    }
    return .done
  }

  private func edit(_ request: EditRequest, _ session: Session) throws -> EditReport {
    var request = request
    request.message = commit.message
    request.isDryRun = dryRun
    return try session.withRepository("editing") { try $0.edit(version, request) }
  }

  private func show(_ report: EditReport, _ session: Session) throws {
    try session.show(EditView(report: report, isDryRun: dryRun))
  }

  private func take(_ text: EditText?, _ session: Session) throws {
    let editable = try session.withRepository { try $0.editable(version) }
    let request = text?.request(from: editable) ?? EditRequest()
    try show(edit(request, session), session)
  }

  private func openEditor(_ session: Session) throws {
    let editable = try session.withRepository { try $0.editable(version) }
    let editor = Editor(
      session: session,
      store: try session.location(),
      command: "taglio edit \(version.shellWord)"
    )
    let outcome = try editor.edit(EditText.text(for: editable), name: editable.fileName) { text in
      try edit(text.request(from: editable), session)
    }
    switch outcome {
    case .done(let report): try show(report, session)
    case .unchanged: try show(edit(EditRequest(), session), session)
    }
  }
}

extension Editable {
  /// The beginning of the name of a file for its text.
  var fileName: String { version?.short() ?? kind }
}
