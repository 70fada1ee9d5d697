import ArgumentParser
import TaglioKit

/// `--at`: look at the past.
struct PastOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Show what was at this commit: its name or id.", valueName: "commit"),
    completion: .version
  )
  var at: String?

  /// The repository as it was at the commit that is named; as it is now where none is.
  func view(of repository: Repository) throws -> Repository {
    guard let at else { return repository }
    return try repository.at(Resolver(repository.snapshot).commit(at))
  }
}

extension Session {
  /// Opens the store as it was at a commit and calls `body`.
  func withRepository<R>(
    asOf past: PastOption,
    _ body: (Repository) throws -> R
  ) throws -> R {
    try withRepository { repository in try body(past.view(of: repository)) }
  }
}
