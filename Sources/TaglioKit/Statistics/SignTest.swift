/// Whether verdicts changed for the better or the worse by more than chance: McNemar's test, exact.
///
/// Only the cases whose verdict changed count. If nothing but chance were at work, each of them would
/// be as likely better as worse; `pValue` is how probable a split at least as uneven is then. It is
/// the two-sided binomial test, min(1, 2·P(X ≤ min(better, worse))) with X of Bin(better + worse, ½)
/// (McNemar, Psychometrika 12, 1947; the exact form as in SciPy's `binomtest`).
public struct SignTest: Hashable, Sendable, CustomStringConvertible {
  /// Below this a difference is called one.
  public static let threshold = 0.05

  /// How many failed before and pass now.
  public let better: Int

  /// How many passed before and fail now.
  public let worse: Int

  /// From 0 to 1, with a relative error below 10⁻¹² for up to 100,000 changes.
  public let pValue: Double

  /// The test of these counts, neither of which may be negative; it takes time in proportion to them.
  public init(better: Int, worse: Int) {
    self.better = better
    self.worse = worse
    let (fewer, all) = (min(better, worse), better + worse)
    pValue = 2 * fewer >= all ? 1 : min(1, 2 * FairBinomial(all).probability(upTo: fewer))
  }

  /// Whether there is evidence of a difference.
  public var isEvidence: Bool { pValue < Self.threshold }

  /// "no evidence of a difference: 3 better, 2 worse, p = 1.0".
  public var description: String {
    let verdict = isEvidence ? better > worse ? "better" : "worse" : "no evidence of a difference"
    return "\(verdict): \(better) better, \(worse) worse, \(PValueText.text(pValue))"
  }
}

/// How a probability is written after a test.
public enum PValueText {
  /// "p = 0.013": two digits that count, rounded; "p < 0.001" for less.
  ///
  /// What is below `SignTest.threshold` and would be rounded to it is "p < 0.05".
  public static func text(_ value: Double) -> String {
    guard value >= 0.001 else { return "p < 0.001" }
    var (scale, places) = (100.0, 2)
    while value * scale < 9.95 {
      scale *= 10
      places += 1
    }
    let digits = Int((value * scale).rounded())
    guard Double(digits) < scale else { return "p = 1.0" }
    if value < SignTest.threshold, Double(digits) >= SignTest.threshold * scale {
      return "p < 0.05"
    }
    let text = String(digits)
    return "p = 0." + String(repeating: "0", count: places - text.count) + text
  }
}
