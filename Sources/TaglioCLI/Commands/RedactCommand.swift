import ArgumentParser
import TaglioCheck
import TaglioKit

struct RedactCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Erase cases, runs, labels or the texts of commits for good.",
    discussion: """
      A case or an experiment is erased with all its versions and labels, and with the blobs that \
      nothing else links; of a commit the author and the message are erased. The history stays \
      checkable: what was erased is replaced by its links and a digest. It is hidden at once on \
      every copy that gets the commit, and never taken in again. The bytes are deleted here at \
      once, elsewhere by taglio gc --redactions.

      Without --yes it only lists what would be erased. Nothing brings it back, undo neither. The \
      reason is kept for ever: it must hold no personal data.

      EXAMPLES
        taglio redact ada-17 --reason "Asked for by the person"
        taglio redact ada-17 --reason "Asked for by the person" --outputs --yes
        taglio redact 1a2b3c4d --only --reason "A key was pasted" --yes
        taglio redact ada-17 --label notes --reason "A name in the notes" --yes
      """
  )

  @Argument(
    help: ArgumentHelp("Keys, names or ids, also of blobs and commits.", valueName: "v"),
    completion: .version
  )
  var versions: [String]

  @Option(help: ArgumentHelp("Why; kept for ever.", valueName: "text"))
  var reason: String

  @Flag(help: "Erase the named versions only, not their lineages.")
  var only = false

  @Option(help: ArgumentHelp("Erase this label and nothing else.", valueName: "name"))
  var label: String?

  @Flag(help: "Erase also what was computed from the erased cases.")
  var outputs = false

  @Flag(help: "Erase it.")
  var yes = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if label != nil, only || outputs {
      throw ValidationError("--label erases a label of the lineage: leave out --only and --outputs")
    }
    if label == "" { throw ValidationError("--label needs the name of a label") }
  }

  private var request: RedactRequest {
    var request = RedactRequest(reason: reason)
    request.onlyVersions = only
    request.label = label
    request.includesOutputs = outputs
    request.isConfirmed = yes
    return request
  }

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    let report = try session.withRepository(at: location, "erasing") { repository, _ in
      try repository.redact(versions, request)
    }
    let files = try ErasureCollector(location, session.repositoryOptions())
      .run(removing: yes, only: Set(report.objects))
    try session.show(RedactView(report: report, files: files, isConfirmed: yes))
    return .done
  }
}
