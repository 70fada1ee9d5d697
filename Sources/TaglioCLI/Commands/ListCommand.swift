import ArgumentParser
import TaglioFormat
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

  @OptionGroup var part: PageOptions

  @Flag(help: "List removed ones too, and cases that runs computed.")
  var all = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    let request = part.request(session, includesAll: all)
    try session.withRepository(asOf: past) { repository in
      let snapshot = repository.snapshot
      switch kind {
      case .cases, .experiments:
        let found = try snapshot.lineages(kind == .cases ? .case : .experiment, request)
        try session.show(found) { LineageList(kind: kind.rawValue, page: $0) }
      case .runs: try session.show(RunList(page: snapshot.runs(request)))
      case .suites: try session.show(SuiteList(page: snapshot.suites(request)))
      case .refs: try session.show(NameList(page: snapshot.names(request)))
      }
    }
    return .done
  }
}
