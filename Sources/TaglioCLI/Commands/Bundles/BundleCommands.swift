import ArgumentParser
import TaglioKit
import TaglioSync

struct BundleCreateCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Make a bundle.",
    discussion: """
      Without --since it holds the whole history. With it, only what is not in that commit and those \
      before it: whoever takes it in should have these, or the rest waits.

      EXAMPLES
        taglio bundle create all.bundle
        taglio bundle create week.bundle --since 1a2b3c4d
      """
  )

  @Argument(help: ArgumentHelp("The file to make.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("Leave out what is in this commit and before it.", valueName: "commit"),
    completion: .version
  )
  var since: String?

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if file == "-" { throw ValidationError("a bundle is a file: name one") }
  }

  func run(in session: Session) throws -> ExitStatus {
    let bar = session.progressBar("bundling")
    let view = try session.withRepository { repository in
      let commit = try since.map { try Resolver(repository.snapshot).commit($0) }
      let writer = try BundleWriter(
        repository,
        since: commit,
        progress: session.syncTools(bar).progress
      )
      guard !writer.isEmpty else { throw nothing(since) }
      let report = try session.withOutput(file) { try writer.write($0) }
      return BundleView(action: .create, file: file, report: report)
    }
    try session.show(view)
    return .done
  }

  private func nothing(_ since: String?) -> TaglioError {
    TaglioError(
      .notFound,
      since.map { "there are no commits after \($0)" } ?? "there are no commits here",
      help: "taglio log lists the commits."
    )
  }
}

struct BundleVerifyCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a bundle as a whole and object by object.",
    discussion: """
      Needs no store. Nothing is taken in.

      EXAMPLES
        taglio bundle verify week.bundle
      """
  )

  @Argument(help: ArgumentHelp("The bundle.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let bundle = try BundleFile.open(session.path(file), name: file, disk: session.disk)
    let report = try bundle.verify()
    try session.show(BundleView(action: .verify, file: file, report: report))
    return .done
  }
}

struct BundleUnpackCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpack",
    abstract: "Take a bundle in.",
    discussion: """
      The bundle is verified as a whole and object by object first; then its commits are taken in as \
      a fetch takes them in. What is here already is left alone. Exits with 4 where something of it \
      breaks a rule.

      EXAMPLES
        taglio bundle unpack week.bundle
      """
  )

  @Argument(help: ArgumentHelp("The bundle.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    let bundle = try BundleFile.open(session.path(file), name: file, disk: session.disk)
    let bar = session.progressBar("unpacking")
    let repository = try Repository(
      location,
      config: session.layers.effective(),
      options: session.repositoryOptions()
    )
    let intake = BundleIntake(
      bundle,
      location,
      repository,
      progress: try session.syncTools(bar).progress
    )
    let report = try intake.run()
    try bar?.finish()
    try session.show(UnpackView(file: file, report: report))
    return report.status
  }
}
