import ArgumentParser
import TaglioFormat
import TaglioKit

struct CompareCommand: TaglioCommand {
  /// Which cases are listed.
  enum Only: String, CaseIterable, ExpressibleByArgument {
    case regressions, improvements, changed, edited, unjudged, unpaired, same

    var kinds: Set<CasePair.Kind> {
      switch self {
      case .regressions: [.regression]
      case .improvements: [.improvement]
      case .changed: [.changed]
      case .edited: [.edited]
      case .unjudged: [.unjudged]
      case .unpaired: [.onlyFirst, .onlySecond]
      case .same: [.same]
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say whether a run is better than another, and on which cases.",
    discussion: """
      Each further run is compared with the first. Cases are brought together by the version that \
      was run, else by the case, which is then said to be changed.

      EXAMPLES
        taglio compare runs/baseline latest
        taglio compare runs/baseline latest --only regressions
        taglio compare runs/small runs/medium runs/large --json
        taglio compare runs/baseline latest --fail-on regression:3
      """
  )

  @Argument(help: ArgumentHelp("The run to compare with.", valueName: "a"), completion: .version)
  var first: String

  @Argument(help: ArgumentHelp("Runs to compare.", valueName: "b"), completion: .version)
  var others: [String] = []

  @Option(
    help: ArgumentHelp(
      "List only these: regressions, improvements, changed, edited, unjudged, unpaired or same.",
      valueName: "kind"
    )
  )
  var only: [Only] = []

  @Option(
    help: ArgumentHelp(
      "Exit with 5 where there are regressions, or more than this many: regression:3.",
      valueName: "regression[:count]"
    )
  )
  var failOn: String?

  @Option(help: ArgumentHelp("What the resampling of scores starts from.", valueName: "number"))
  var seed = MeanDifference.seed

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var page: PageOptions

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws {
    guard !others.isEmpty else {
      throw ValidationError("name a second run to compare with \(first)")
    }
    _ = try failOn.map(CompareCommand.mostRegressions)
  }

  private static func mostRegressions(_ text: String) throws -> Int {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.first == "regression" {
      if parts.count == 1 { return 0 }
      if let count = Int(parts[1]), count >= 0 { return count }
    }
    throw ValidationError("--fail-on takes regression, or regression:N with N from 0 on")
  }

  func run(in session: Session) throws -> ExitStatus {
    let reading = try reading.choice
    return try session.withRepository { repository in
      let snapshot = repository.snapshot
      let runs = try ([first] + others).map {
        try Resolver(snapshot).evaluation($0)
      }
      let comparer = RunComparer(repository, reading, seed: seed)
      let comparisons = try comparer.compare(runs[0], with: Array(runs.dropFirst()))
      let limit = try failOn.map(CompareCommand.mostRegressions)
      if limit != nil { try comparisons.forEach(requireVerdicts) }
      try session.show(
        CompareView(comparisons: try entries(comparisons, comparer, session), seed: seed)
      )
      let isWorse = comparisons.contains { $0.count(.regression) > limit ?? .max }
      return isWorse ? .difference : .done
    }
  }

  private func entries(
    _ comparisons: [RunComparison],
    _ comparer: RunComparer,
    _ session: Session
  ) throws -> [CompareView.Entry] {
    let kinds = only.isEmpty ? nil : only.reduce(into: Set()) { $0.formUnion($1.kinds) }
    return try comparisons.map { comparison in
      let cases = try comparer.cases(of: comparison, kinds, page.request(session))
      return CompareView.Entry(comparison: comparison, cases: cases)
    }
  }

  /// What cannot tell a regression must not look as if there were none.
  private func requireVerdicts(_ comparison: RunComparison) throws {
    let silent = [comparison.first, comparison.second].first { !$0.run.hasVerdict }
    guard let silent else { return }
    throw TaglioError(
      .usage,
      "--fail-on needs verdicts, and the run \(silent.run.item.id.short()) has none",
      help: "Say how outputs are judged: --verdict POINTER, or --verdict 'POINTER>=0.5'"
    )
  }
}
