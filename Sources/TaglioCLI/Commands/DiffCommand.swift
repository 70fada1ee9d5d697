import ArgumentParser
import TaglioFormat
import TaglioKit

struct DiffCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show in which fields two versions or two runs differ.",
    discussion: """
      With A alone, what A changed of the version before it; with A and B, what leads from A to B. \
      Fields are named by JSON Pointers. Versions of two cases are compared by their labels too.

      EXAMPLES
        taglio diff sum-2
        taglio diff sum-2~3 sum-2
        taglio diff latest runs/baseline --json
        taglio diff sum-2 --exit-code
      """
  )

  @Argument(
    help: ArgumentHelp("A key, a name, an id or the beginning of one.", valueName: "a"),
    completion: .version
  )
  var first: String

  @Argument(
    help: ArgumentHelp("What to compare it with. (default: the version before A)", valueName: "b"),
    completion: .version
  )
  var second: String?

  @Flag(help: "Exit with 5 where they differ.")
  var exitCode = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository { repository in
      let view = try DiffView(comparison(repository), repository)
      try session.show(view)
      return view.status(asksForDifference: exitCode)
    }
  }

  private func comparison(_ repository: Repository) throws -> Comparison {
    let resolver = Resolver(repository.snapshot)
    let old = try resolver.resolve(first)
    guard let second else { return try edit(old, repository) }
    switch (old, try resolver.resolve(second)) {
    case (.version(let old, _), .version(let new, _)) where old.kind == new.kind:
      return try repository.compare(old, with: new)
    case (.run(let old), .run(let new)): return try repository.compare(run: old, with: new)
    case (let old, let new):
      try requireComparable(old, first)
      try requireComparable(new, second)
      throw TaglioError(
        .usage,
        "\"\(first)\" is \(old.words) and \"\(second)\" is \(new.words)",
        help: "Compare cases with cases, experiments with experiments, runs with runs."
      )
    }
  }

  private func edit(_ named: Named, _ repository: Repository) throws -> Comparison {
    guard case .version(let version, _) = named else {
      try requireComparable(named, first)
      throw TaglioError(
        .notFound,
        "\"\(first)\" is a run, and a run has no version before it",
        help: "Name two runs: taglio diff \(first.shellWord) RUN"
      )
    }
    guard version.sequence > 1 else {
      throw TaglioError(
        .notFound,
        "\"\(first)\" is a first version; there is none before it",
        help: "See what it holds: taglio show \(first.shellWord)"
      )
    }
    return try repository.edit(version)
  }

  private func requireComparable(_ named: Named, _ text: String) throws {
    let command: String
    switch named {
    case .version, .run: return
    case .commit: command = "taglio log \(text.shellWord) -p -n 1"
    case .suite: command = "taglio show \(text.shellWord)"
    case .object: command = "taglio cat-file -p \(text.shellWord)"
    }
    throw TaglioError(
      .notFound,
      "\"\(text)\" is \(named.words), which has no versions to compare",
      help: "See it with: \(command)"
    )
  }
}

extension Version {
  fileprivate var kind: Named.Kind { row.kind == .experiment ? .experiment : .case }
}

extension Named {
  /// What sort of thing is named.
  enum Kind: String {
    case `case`, experiment, run, commit, suite, object
  }

  var kind: Kind {
    switch self {
    case .version(let version, _): version.kind
    case .run: .run
    case .commit: .commit
    case .suite: .suite
    case .object: .object
    }
  }

  /// `a case`, `an object`.
  var words: String {
    kind == .experiment || kind == .object ? "an \(kind.rawValue)" : "a \(kind.rawValue)"
  }
}
