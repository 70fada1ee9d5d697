import ArgumentParser
import TaglioKit

struct ListCommand: TaglioCommand {
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case cases, experiments, runs, suites, refs
  }

  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List cases, experiments, runs, suites or refs.",
    discussion: """
      Text lists stop after 50 entries and say so; --json and --jsonl list everything, unless \
      --limit is given. Lists are read from the index alone.

      EXAMPLES
        taglio ls
        taglio ls --offset 50 --limit 100
        taglio ls runs --all --jsonl
        taglio ls --at commits/release
      """
  )

  @Argument(help: ArgumentHelp("cases, experiments, runs, suites or refs.", valueName: "kind"))
  var kind = Kind.cases

  @Option(help: ArgumentHelp("At most this many.", valueName: "count"))
  var limit: Int?

  @Option(help: ArgumentHelp("Leave out so many at the beginning.", valueName: "count"))
  var offset = 0

  @Flag(help: "List removed ones too, and cases that runs computed.")
  var all = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws { try ListCommand.requirePage(limit: limit, offset: offset) }

  /// - Throws: a wrong call where a number is negative.
  static func requirePage(limit: Int?, offset: Int) throws {
    if let limit, limit < 0 { throw ValidationError("--limit needs a number from 0 on") }
    if offset < 0 { throw ValidationError("--offset needs a number from 0 on") }
  }

  func run(in session: Session) throws -> ExitStatus {
    let request = session.pageRequest(limit: limit, offset: offset, includesAll: all)
    try session.withRepository(asOf: past) { repository in
      let snapshot = repository.snapshot
      switch kind {
      case .cases:
        try session.show(LineageList(kind: kind.rawValue, page: snapshot.cases(request)))
      case .experiments:
        try session.show(LineageList(kind: kind.rawValue, page: snapshot.experiments(request)))
      case .runs: try session.show(RunList(page: snapshot.runs(request)))
      case .suites: try session.show(SuiteList(page: snapshot.suites(request)))
      case .refs: try session.show(NameList(page: snapshot.names(request)))
      }
    }
    return .done
  }
}

extension Session {
  /// What a list in text stops after where nobody says how much is wanted.
  private static let defaultLimit = 50

  /// Part of a list; documents hold everything unless a limit is given.
  func pageRequest(limit: Int?, offset: Int, includesAll: Bool = false) -> PageRequest {
    PageRequest(
      offset: offset,
      limit: limit ?? (settings.format == .text ? Session.defaultLimit : nil),
      includesAll: includesAll
    )
  }
}
