import Testing

@testable import TaglioKit

/// McNemar's exact test.
///
/// The tables are SciPy 1.17's, printed by
///
///     from scipy.stats import binomtest
///     print(b, c, binomtest(b, b + c, 0.5).pvalue if b + c else 1.0)
@Suite struct SignTestTests {
  private static let tables: [(better: Int, worse: Int, pValue: Double)] = [
    (0, 0, 1.0),
    (1, 0, 1.0),
    (0, 1, 1.0),
    (3, 2, 1.0),
    (2, 3, 1.0),
    (5, 0, 0.0625),
    (6, 0, 0.03125),
    (0, 6, 0.03125),
    (12, 2, 0.012939453125),
    (2, 12, 0.012939453125),
    (8, 1, 0.0390625),
    (10, 3, 0.09228515625),
    (7, 7, 1.0),
    (15, 5, 0.04138946533203125),
    (20, 9, 0.06142834573984146),
    (21, 9, 0.042773945257067694),
    (30, 30, 1.0),
    (31, 14, 0.016094360031274842),
    (40, 61, 0.046044066929342785),
    (100, 60, 0.001953728034064355),
    (100, 73, 0.04775644768128972),
    (100, 74, 0.05774745529642953),
    (250, 180, 0.0008559705446208579),
    (0, 40, 1.8189894035458565e-12),
    (500, 500, 1.0),
    (501, 499, 0.9747749818216395),
    (1000, 899, 0.0217221652613351),
    (3000, 2800, 0.00896943600119357),
    (0, 1000, 1.8665272370064378e-301),
    (25000, 24500, 0.024906267856116042),
    (50000, 49000, 0.0014980826229750034),
    (50500, 49500, 0.0015823598788515154),
    (52000, 48000, 1.1530938666727834e-36),
    (60000, 40000, 0.0),
  ]

  @Test(arguments: tables)
  func agreesWithSciPy(better: Int, worse: Int, pValue: Double) {
    // SciPy's own error grows to 4·10⁻¹³ in the longest of these.
    let test = SignTest(better: better, worse: worse)
    #expect(abs(test.pValue - pValue) <= 1e-12 * pValue)
  }

  /// Sums of whole numbers, divided once at the end.
  ///
  ///     from fractions import Fraction
  ///     from math import comb
  ///     float(Fraction(2 * sum(comb(n, i) for i in range(k + 1)), 2**n))
  private static let exact: [(better: Int, worse: Int, pValue: Double)] = [
    (100, 73, 0.0477564476812896), (50500, 49500, 0.0015823598788515956),
    (52000, 48000, 1.1530938666722977e-36),
  ]

  @Test(arguments: exact)
  func agreesWithExactSumsToThirteenDigits(better: Int, worse: Int, pValue: Double) {
    let test = SignTest(better: better, worse: worse)
    #expect(abs(test.pValue - pValue) <= 1e-13 * pValue)
  }

  @Test func isSymmetric() {
    for better in 0..<30 {
      for worse in 0..<30 {
        let there = SignTest(better: better, worse: worse).pValue
        #expect(there == SignTest(better: worse, worse: better).pValue)
        #expect(there > 0 && there <= 1)
      }
    }
  }

  @Test(arguments: [
    (3, 2, "no evidence of a difference: 3 better, 2 worse, p = 1.0"),
    (12, 2, "better: 12 better, 2 worse, p = 0.013"),
    (2, 12, "worse: 2 better, 12 worse, p = 0.013"),
    (0, 40, "worse: 0 better, 40 worse, p < 0.001"),
    (0, 0, "no evidence of a difference: 0 better, 0 worse, p = 1.0"),
    (10, 3, "no evidence of a difference: 10 better, 3 worse, p = 0.092"),
  ])
  func saysInWords(better: Int, worse: Int, words: String) {
    #expect(SignTest(better: better, worse: worse).description == words)
  }

  @Test(arguments: [
    (1, "p = 1.0"), (0.9951, "p = 1.0"), (0.994, "p = 0.99"), (0.5, "p = 0.50"),
    (0.0996, "p = 0.10"), (0.0994, "p = 0.099"), (0.05, "p = 0.050"), (0.0499, "p < 0.05"),
    (0.0494, "p = 0.049"), (0.00996, "p = 0.010"), (0.00994, "p = 0.0099"), (0.001, "p = 0.0010"),
    (0.000999, "p < 0.001"), (0, "p < 0.001"),
  ])
  func writesProbabilities(value: Double, text: String) {
    #expect(PValueText.text(value) == text)
  }
}
