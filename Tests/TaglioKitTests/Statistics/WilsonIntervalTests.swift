import Testing

@testable import TaglioKit

/// Wilson's interval.
@Suite struct WilsonIntervalTests {
  /// Of SciPy 1.17.
  ///
  ///     interval = binomtest(k, n).proportion_ci(0.95, "wilson")
  ///     print(k, n, interval.low, interval.high)
  private static let tables: [(passed: Int, count: Int, lower: Double, upper: Double)] = [
    (0, 1, 0.0, 0.7934506856227626),
    (1, 1, 0.20654931437723745, 1.0),
    (0, 10, 0.0, 0.27753279986288926),
    (10, 10, 0.7224672001371109, 1.0),
    (1, 2, 0.09453120573423074, 0.9054687942657693),
    (3, 5, 0.23072428127601297, 0.8823792257673521),
    (7, 10, 0.39677814746114526, 0.892208732593699),
    (50, 100, 0.4038315303659956, 0.5961684696340044),
    (99, 100, 0.9455138038212946, 0.9982325679358593),
    (812, 1319, 0.5890661092303777, 0.6414981794576302),
    (1, 1000, 0.00017654637062607809, 0.0056425585979579355),
    (123456, 1000000, 0.12281269653142284, 0.12410219641400437),
  ]

  @Test(arguments: tables)
  func agreesWithSciPy(passed: Int, count: Int, lower: Double, upper: Double) throws {
    let interval = try #require(WilsonInterval(passed: passed, of: count))
    #expect(abs(interval.lower - lower) < 1e-14)
    #expect(abs(interval.upper - upper) < 1e-14)
  }

  @Test(arguments: [(0, 0), (-1, 3), (4, 3)])
  func needsARate(passed: Int, count: Int) {
    #expect(WilsonInterval(passed: passed, of: count) == nil)
  }
}
