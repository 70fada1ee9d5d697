/// What the outputs of a run come to.
package struct OutputTotals: Hashable, Sendable {
  /// The outputs that hold a result and no error, whether it is judged or not.
  package var complete: Int { passed + failed + unjudged }
  package private(set) var errors = 0
  package private(set) var passed = 0
  package private(set) var failed = 0
  package private(set) var unjudged = 0
  /// Erased, or lost or damaged here.
  package private(set) var unreadable = 0
  /// Not counted above: they came after the seal.
  package private(set) var late = 0
  /// Not counted above: another output of the same trial came before.
  package private(set) var repeated = 0
  /// The number of outputs that have a score.
  package private(set) var scored = 0
  private var sum = 0.0
  /// What rounding took from the sum, so that the mean does not depend on the order of the outputs
  /// (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974).
  private var lost = 0.0

  package init() {}

  /// Of outputs of which no more than the results are known.
  package init(_ results: [Output.Result: Int]) {
    passed = results[.passed, default: 0]
    failed = results[.failed, default: 0]
    errors = results[.error, default: 0]
    unjudged = results[.unjudged, default: 0]
    unreadable = results[.unreadable, default: 0]
  }

  package init(of outputs: some Sequence<Output>) {
    for output in outputs { add(output) }
  }

  init(of outputs: some Sequence<OutputFigures>) {
    for output in outputs {
      add(output.result, output.score, isLate: output.isLate, isRepeated: output.isRepeated)
    }
  }

  package mutating func add(_ output: Output) {
    add(output.result, output.score, isLate: output.isLate, isRepeated: output.isRepeated)
  }

  private mutating func add(
    _ result: Output.Result,
    _ score: Double?,
    isLate: Bool,
    isRepeated: Bool
  ) {
    guard !isLate, !isRepeated else {
      if isLate { late += 1 } else { repeated += 1 }
      return
    }
    switch result {
    case .passed: passed += 1
    case .failed: failed += 1
    case .unjudged: unjudged += 1
    case .error: errors += 1
    case .unreadable: unreadable += 1
    }
    guard let score else { return }
    scored += 1
    let next = sum + score
    lost += abs(sum) >= abs(score) ? (sum - next) + score : (score - next) + sum
    sum = next
  }

  /// The number of outputs that count.
  package var count: Int { complete + errors + unreadable }

  /// The outputs that pass rates are of: an error is one that did not pass.
  package var judged: Int { passed + failed + errors }

  /// The part of the judged outputs that passed; nil where no output has a verdict.
  package var passRate: Double? {
    passed + failed > 0 ? Double(passed) / Double(judged) : nil
  }

  /// Nil where no output has a score.
  package var meanScore: Double? { scored > 0 ? (sum + lost) / Double(scored) : nil }
}
