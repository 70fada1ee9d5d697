import ArgumentParser
import TaglioFormat
import TaglioKit

struct ResolveCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Settle a case that has more than one head.",
    discussion: """
      One head stays, or gets a next version, and the others are closed: they stay in the history \
      and stand for the case no more. --take names the head that stays; --edit opens an editor on \
      the latest one, with what the others say as comments. --set and --unset change the head that \
      stays.

      EXAMPLES
        taglio resolve sum-2 --take 1a2b3c4d
        taglio resolve sum-2 --edit
        taglio resolve sum-2 --take 1a2b3c4d --set /answer=5
      """
  )

  @Argument(
    help: ArgumentHelp(
      "A key, or an id of the lineage or one of its versions.",
      valueName: "lineage"
    ),
    completion: .version
  )
  var lineage: String

  @Option(help: ArgumentHelp("The head that stays.", valueName: "v"), completion: .version)
  var take: String?

  @Flag(help: "Write the version that stays with an editor.")
  var edit = false

  @OptionGroup var fields: FieldOptions

  @Option(help: ArgumentHelp("Take the text that the editor would give.", valueName: "file"))
  var from: String?

  @OptionGroup var commit: MessageOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    let ways = [edit, from != nil, take != nil || !fields.isEmpty].count { $0 }
    guard ways < 2 else {
      throw ValidationError("--edit, --from, and --take with --set and --unset exclude each other")
    }
    guard ways == 1 else {
      throw ValidationError("say which head stays: --take V, or write it: --edit")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    if edit {
      try openEditor(session)
    } else if let from {
      guard let text = try session.editText(from: from) else {
        throw ResolveCommand.nothingSaid(from)
      }
      try show(resolve(text, seen: nil, session), session)
    } else {
      var request = ResolveRequest()
      request.head = take
      request.fields = try fields.edits()
      try show(resolve(request, session), session)
    }
    return .done
  }

  private func resolve(_ request: ResolveRequest, _ session: Session) throws -> ResolveReport {
    var request = request
    request.message = commit.message
    return try session.withRepository("resolving") { try $0.resolve(lineage, request) }
  }

  private func resolve(
    _ text: EditText,
    seen: Set<ObjectID>?,
    _ session: Session
  ) throws -> ResolveReport {
    guard text.labels == nil else {
      throw TaglioError(
        .badInput,
        "the text has labels, which belong to all heads alike",
        help: "Take them out, and change them with: taglio edit V --label NAME=VALUE"
      )
    }
    var request = ResolveRequest()
    request.head = text.version.map { "\($0)" }
    request.fields = text.fields.map { [.set(JSONPointer(tokens: []), $0)] } ?? []
    request.seen = seen
    return try resolve(request, session)
  }

  private func openEditor(_ session: Session) throws {
    let editable = try session.withRepository { try $0.editableFork(lineage) }
    let editor = Editor(
      session: session,
      store: try session.location(),
      command: "taglio resolve \(lineage.shellWord)"
    )
    let seen = Set(editable.others.map(\.id) + [editable.version].compactMap(\.self))
    let outcome = try editor.edit(EditText.text(for: editable), name: editable.fileName) { text in
      try resolve(text, seen: seen, session)
    }
    switch outcome {
    case .done(let report): try show(report, session)
    case .unchanged: try session.show(ResolveView(unsettled: editable))
    }
  }

  private func show(_ report: ResolveReport, _ session: Session) throws {
    try session.show(ResolveView(report))
  }

  private static func nothingSaid(_ file: String) -> TaglioError {
    TaglioError(
      .badInput,
      "\(file) says nothing",
      help: "Write the fields, or name a head: --take V"
    )
  }
}
