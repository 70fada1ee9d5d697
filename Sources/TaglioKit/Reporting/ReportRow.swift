import TaglioFormat
import TaglioStore

/// A case, and what came of it in each run of a report.
package struct ReportRow: Sendable {
  /// What came of it in one run.
  package struct Cell: Sendable {
    /// Nil where the run has nothing of it.
    package var outcome: CaseOutcome?
    /// What became of it since the run that is compared with; nil where none is.
    package var kind: CasePair.Kind?
  }

  /// The number of the lineage; the highest there is where nobody knows the input.
  package let lineage: UInt32
  /// By column.
  package var cells: [Cell]
  /// Whether totals count it: outputs that were late or repeated stand in rows of their own.
  package let isCounted: Bool

  /// The number of the input: of several versions the one of the last column.
  package var input: UInt32? {
    cells.lazy.reversed().compactMap { $0.outcome?.input }.first { $0 != ObjectRow.none }
  }

  /// What the case is listed as: the first in the order of lists that any run makes of it.
  package var kind: CasePair.Kind? { cells.compactMap(\.kind).min() }

  /// What came out in any of the runs.
  package var states: Set<Output.Result> { Set(cells.compactMap { $0.outcome?.state }) }
}

extension CaseOutcome {
  /// What came out, over all trials: `failed` where not more than half of the judged ones passed.
  package var state: Output.Result {
    let results = Set(outputs.map(\.result))
    if results.count == 1, let only = results.first { return only }
    if let verdict { return verdict ? .passed : .failed }
    return [.error, .unreadable].first(where: results.contains) ?? .unjudged
  }
}

extension Output.Result {
  /// What is worth looking at comes first.
  package var urgency: Int {
    switch self {
    case .error, .failed: 0
    case .unreadable: 1
    case .unjudged: 2
    case .passed: 3
    }
  }
}

/// Brings what came out of several runs into rows.
struct ReportRows {
  private let snapshot: Snapshot
  private let width: Int
  private(set) var rows: [ReportRow] = []
  /// Where the inputs of the first run stand, and those that it did not have.
  private var first: [UInt32: Int] = [:]
  private var others: [UInt32: Int] = [:]

  init(_ snapshot: Snapshot, columns: Int) {
    self.snapshot = snapshot
    width = columns
  }

  /// Takes the outcomes of the first run.
  mutating func begin(_ outcomes: RunOutcomes) throws {
    for outcome in outcomes {
      first[outcome.input] = rows.count
      try append(outcome, at: 0)
    }
  }

  /// Takes what a further run has beside the first one.
  mutating func add(_ comparison: RunComparison, at column: Int, isCompared: Bool) throws {
    for pair in comparison.pairs {
      let kind = isCompared ? pair.kind : nil
      let (old, second) = comparison.outcomes(of: pair)
      if let place = place(old, second) {
        rows[place].cells[column] = ReportRow.Cell(outcome: second, kind: kind)
      } else if let second {
        others[second.input] = rows.count
        try append(second, at: column, kind: kind)
      }
    }
  }

  private func place(_ old: CaseOutcome?, _ new: CaseOutcome?) -> Int? {
    if let old { return first[old.input] }
    return new.flatMap { others[$0.input] }
  }

  /// Takes outputs whose input nobody knows, and those that are not counted.
  mutating func addLoose(_ outputs: [OutputFigures], _ run: RunMention, at column: Int) throws {
    for output in outputs {
      let verdict = output.verdict(run.hasVerdict)
      let outcome = CaseOutcome(
        input: output.input,
        outputs: [output],
        judged: verdict == nil ? 0 : 1,
        passed: verdict == true ? 1 : 0
      )
      try append(outcome, at: column, isCounted: output.counts)
    }
  }

  private mutating func append(
    _ outcome: CaseOutcome,
    at column: Int,
    kind: CasePair.Kind? = nil,
    isCounted: Bool = true
  ) throws {
    let input = outcome.input
    let lineage = input == ObjectRow.none ? .max : try snapshot.lineage(ofInput: input)
    var cells = Array(repeating: ReportRow.Cell(), count: width)
    cells[column] = ReportRow.Cell(outcome: outcome, kind: kind)
    rows.append(ReportRow(lineage: lineage, cells: cells, isCounted: isCounted))
  }

  /// By what became of a case, then by what came out, then as the cases came.
  func sorted() -> [ReportRow] {
    let ranks = rows.enumerated().map { $0.element.rank(at: $0.offset) }
    return ranks.sorted { $0 < $1 }.map { rows[$0.4] }
  }
}

extension ReportRow {
  /// - Parameter place: where it came, which it ends with.
  fileprivate func rank(at place: Int) -> (Int, Int, Int, UInt32, Int) {
    let urgency = states.map(\.urgency).min() ?? Output.Result.passed.urgency
    return (isCounted ? 0 : 1, kind?.place ?? 0, urgency, lineage, place)
  }
}
