import ArgumentParser
import TaglioSync

/// What `fetch`, `push` and `sync` are told.
struct SyncOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The remote. (default: the only one, else origin)", valueName: "name")
  )
  var name: String?

  @Flag(
    name: [.customShort("n"), .long],
    help: "Say what would be moved, and move nothing."
  )
  var dryRun = false
}

struct FetchCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Bring in what another copy has and this one lacks.",
    discussion: """
      Brings the commits that are new here and what they list; everything is verified before it is \
      taken in. What fails is named, and the rest comes. After an interruption the next fetch goes \
      on. Exits with 4 where something could not be taken in.

      EXAMPLES
        taglio fetch
        taglio fetch lab --dry-run
      """
  )

  @OptionGroup var options: SyncOptions

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let report = try session.withRemote(options.name, "fetching") {
      try $0.fetch(isDryRun: options.dryRun)
    }
    try session.show(TransferView(reports: [report]))
    return report.status
  }
}

struct PushCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Bring another copy what this one has and it lacks.",
    discussion: """
      Brings the commits that are new there and what they list. A remote that ssh reaches needs no \
      taglio: its directory must be there, and a store is made in it. After an interruption the \
      next push goes on. Exits with 4 where something could not be sent.

      EXAMPLES
        taglio push
        taglio push lab --dry-run
      """
  )

  @OptionGroup var options: SyncOptions

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let report = try session.withRemote(options.name, "pushing") {
      try $0.push(isDryRun: options.dryRun)
    }
    try session.show(TransferView(reports: [report]))
    return report.status
  }
}

struct SyncCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fetch, and then push: both copies have everything.",
    discussion: """
      What both sides changed is kept: where two people edited one case it becomes a fork, which \
      status lists and resolve settles.

      EXAMPLES
        taglio sync
        taglio sync lab --dry-run
      """
  )

  @OptionGroup var options: SyncOptions

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let reports = try session.withRemote(options.name, "syncing") { remote in
      let fetched = try remote.fetch(isDryRun: options.dryRun)
      return [fetched, try remote.push(isDryRun: options.dryRun)]
    }
    try session.show(TransferView(reports: reports))
    return reports.contains { $0.status == .problems } ? .problems : .done
  }
}

extension SyncReport {
  /// Whether everything came that should have.
  var status: ExitStatus { refused.isEmpty ? .done : .problems }
}
