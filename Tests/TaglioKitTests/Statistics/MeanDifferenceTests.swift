import Testing

@testable import TaglioKit

/// The bootstrap interval of paired scores.
@Suite struct MeanDifferenceTests {
  /// Differences, and what other programs say about them.
  struct Sample: Sendable {
    var name: String
    var differences: [Double]

    /// The same draws in Python, 10,000 resamples.
    ///
    ///     def words(state, mask=(1 << 64) - 1):
    ///         while True:
    ///             state = (state + 0x9E3779B97F4A7C15) & mask
    ///             word = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
    ///             word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & mask
    ///             yield word ^ (word >> 31)
    ///
    ///     def interval(d, resamples, random=words(0x7461676C696F)):
    ///         means = []
    ///         for _ in range(resamples):
    ///             total = 0.0
    ///             for _ in d:
    ///                 total += d[(next(random) * len(d)) >> 64]
    ///             means.append(total / len(d))
    ///         means.sort()
    ///         place = 0.025 * (resamples - 1)
    ///         # … and 0.975: means[i] + (place - i) * (means[i + 1] - means[i]), i = int(place)
    var same: ClosedRange<Double>

    /// Of SciPy 1.17, which draws other numbers.
    ///
    ///     bootstrap((d,), np.mean, n_resamples=100_000, method="percentile",
    ///               rng=np.random.default_rng(1)).confidence_interval
    var near: ClosedRange<Double>
  }

  private static let samples = [
    Sample(
      name: "verdicts",
      differences: Array(repeating: 1, count: 12) + [-1, -1] + Array(repeating: 0, count: 36),
      same: 0.06...0.34,
      near: 0.06...0.34
    ),
    Sample(
      name: "even",
      differences: (0..<60).map { Double(($0 * 37) % 101 - 50) / 100 },
      same: -0.07633750000000003...0.06850416666666666,
      near: -0.0785...0.069
    ),
    Sample(
      name: "few",
      differences: [0.1, 0.2, -0.05, 0.4, 0.3, 0, -0.1],
      same: -1.982541115402065e-18...0.2571428571428571,
      near: -3.96508223080413e-18...0.25000000000000006
    ),
    Sample(
      name: "many",
      differences: (0..<400).map { Double($0 % 7 - 2) / 8 },
      same: 0.0996875...0.1490625,
      near: 0.099375...0.14875
    ),
  ]

  @Test(arguments: samples)
  func isWhatThePublishedGeneratorGives(sample: Sample) throws {
    let difference = try #require(MeanDifference(of: sample.differences))
    #expect(difference.lower == sample.same.lowerBound)
    #expect(difference.upper == sample.same.upperBound)
    #expect(difference.method == .bootstrap(resamples: 10_000))
  }

  @Test(arguments: samples)
  func agreesWithSciPyWithinThreePercentOfTheWidth(sample: Sample) throws {
    let difference = try #require(MeanDifference(of: sample.differences))
    let tolerance = 0.03 * (sample.near.upperBound - sample.near.lowerBound)
    #expect(abs(difference.lower - sample.near.lowerBound) <= tolerance)
    #expect(abs(difference.upper - sample.near.upperBound) <= tolerance)
  }

  @Test func oneDifferenceHasNoWidth() throws {
    let difference = try #require(MeanDifference(of: [2.5]))
    #expect((difference.mean, difference.lower, difference.upper) == (2.5, 2.5, 2.5))
  }

  @Test func manyPairsTakeFewerDrawsAndThenTheNormalDistribution() throws {
    let differences = (0...MeanDifference.mostResampled).map { Double($0 % 7 - 2) / 8 }
    let normal = try #require(MeanDifference(of: differences))
    #expect(normal.method == .normal)
    // Every 7 have the mean 1/8 and the variance 1/16.
    let half = 1.959963984540054 * 0.25 / Double(differences.count).squareRoot()
    #expect(abs(normal.upper - normal.mean - half) < 1e-6)
    #expect(abs(normal.mean - normal.lower - half) < 1e-6)
    let resampled = try #require(MeanDifference(of: Array(differences.dropLast()), resamples: 200))
    #expect(resampled.method == .bootstrap(resamples: 200))
    #expect(abs(resampled.upper - normal.upper) < half / 3)
  }

  @Test(arguments: [[], [Double.nan], [1, .infinity], [1e200, -1e200]])
  func needsFiniteDifferences(differences: [Double]) {
    #expect(MeanDifference(of: differences) == nil)
  }

  /// The first numbers of the reference implementation for the seed 1234567.
  @Test func generatorIsSplitMix64() {
    var generator = SplitMix64(seed: 1_234_567)
    let numbers = (0..<3).map { _ in generator.next() }
    #expect(
      numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
    )
  }
}
