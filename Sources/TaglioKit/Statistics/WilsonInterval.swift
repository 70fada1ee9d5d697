/// Where the true rate probably lies if so many of so many passed: Wilson's interval, 95 %.
///
/// It stays within 0 and 1 and says something even if none or all passed (Wilson, Journal of the
/// American Statistical Association 22, 1927; without the correction for continuity).
public struct WilsonInterval: Hashable, Sendable {
  /// The 0.975 quantile of the normal distribution.
  static let quantile = 1.959963984540054

  /// The lower bound.
  public let lower: Double

  /// The upper bound.
  public let upper: Double

  /// The interval for `passed` of `count`; nil unless 0 ≤ passed ≤ count and count > 0.
  public init?(passed: Int, of count: Int) {
    guard count > 0, (0...count).contains(passed) else { return nil }
    let (passes, total) = (Double(passed), Double(count))
    let square = Self.quantile * Self.quantile
    let center = (passes + square / 2) / (total + square)
    let spread = (passes * (total - passes) / total + square / 4).squareRoot()
    let half = Self.quantile * spread / (total + square)
    lower = passed == 0 ? 0 : max(0, center - half)
    upper = passed == count ? 1 : min(1, center + half)
  }
}
