/// By how much scores changed on average, and where the true change probably lies (95 %).
///
/// The interval is that of the percentile bootstrap (Efron and Tibshirani, "An Introduction to the
/// Bootstrap", 1993, chapter 13): the differences of the pairs are drawn anew, with replacement, as
/// many as there are, 10,000 times; the interval holds the middle 95 % of the means. The draws are
/// those of SplitMix64 with a fixed seed, so any copy prints the same. One pair gives no width.
public struct MeanDifference: Hashable, Sendable {
  /// How an interval came about.
  public enum Method: Hashable, Sendable {
    /// Means of this many draws.
    case bootstrap(resamples: Int)
    /// The normal distribution, which the bootstrap comes to where there are many pairs.
    case normal
  }

  /// Above this many pairs the interval is taken from the normal distribution.
  public static let mostResampled = 20_000

  /// Numbers drawn at most, unless it takes more for 1,000 resamples.
  private static let draws = 20_000_000
  private static let seed: UInt64 = 0x7461_676C_696F

  /// The number of pairs.
  public let count: Int

  /// The mean of the differences.
  public let mean: Double

  /// The lower bound of the interval.
  public let lower: Double

  /// The upper bound of the interval.
  public let upper: Double

  /// How the interval came about.
  public let method: Method

  /// The mean of differences, later minus earlier, in an order that is the same on every copy.
  ///
  /// - Parameter resamples: how often to draw; fewer where that makes more than 20 million numbers,
  ///   at least 1,000.
  /// - Returns: nil if there are none, or if they or their sum are not finite.
  public init?(of differences: [Double], resamples: Int = 10_000) {
    let sum = differences.reduce(0, +)
    let size = differences.reduce(0) { $0 + $1 * $1 }
    guard !differences.isEmpty, size.isFinite, resamples > 0 else { return nil }
    count = differences.count
    mean = sum / Double(count)
    guard count <= Self.mostResampled else {
      (lower, upper) = Self.normalInterval(differences, mean)
      method = .normal
      return
    }
    let most = max(1000, Self.draws / count)
    let resamples = min(resamples, most)
    let means = Self.means(of: differences, resamples: resamples)
    lower = Self.quantile(0.025, of: means)
    upper = Self.quantile(0.975, of: means)
    method = .bootstrap(resamples: resamples)
  }

  /// The means of the resamples in ascending order.
  private static func means(of differences: [Double], resamples: Int) -> [Double] {
    var generator = SplitMix64(seed: seed)
    let count = differences.count
    var means = [Double](repeating: 0, count: resamples)
    differences.withUnsafeBufferPointer { differences in
      for index in means.indices {
        var sum = 0.0
        for _ in 0..<count { sum += differences[generator.index(below: count)] }
        means[index] = sum / Double(count)
      }
    }
    return means.sorted()
  }

  /// The quantile of sorted numbers, between two of them by a straight line (Hyndman and Fan, "Sample
  /// quantiles in statistical packages", 1996, definition 7).
  private static func quantile(_ part: Double, of sorted: [Double]) -> Double {
    let place = part * Double(sorted.count - 1)
    let index = Int(place)
    let next = min(index + 1, sorted.count - 1)
    return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
  }

  private static func normalInterval(_ differences: [Double], _ mean: Double) -> (Double, Double) {
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let count = Double(differences.count)
    let half = WilsonInterval.quantile * (squares / count).squareRoot() / count.squareRoot()
    return (mean - half, mean + half)
  }
}
