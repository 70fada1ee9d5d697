/// How often heads comes up in a number of throws of a fair coin.
struct FairBinomial {
  private let throwCount: Int

  init(_ throwCount: Int) {
    self.throwCount = throwCount
  }

  /// The probability of at most `most` heads, where that is at most half the throws.
  ///
  /// The largest term, C(n, k)/2ⁿ, is multiplied out with twice a double's digits, and the others
  /// follow from it by their ratios, k/(n-k+1) and so on, which are below 1: so no logarithm takes
  /// digits away. What is below the least double is 0.
  func probability(upTo most: Int) -> Double {
    var (sum, term, heads) = (1.0, 1.0, most)
    while heads > 0, term > sum * 0x1p-60 {
      term *= Double(heads) / Double(throwCount - heads + 1)
      sum += term
      heads -= 1
    }
    return probability(of: most, times: sum)
  }

  /// `factor` · C(n, k)/2ⁿ.
  private func probability(of heads: Int, times factor: Double) -> Double {
    var product = DoubledNumber(1)
    var halvings = throwCount
    for step in 0..<heads {
      product.multiply(by: Double(throwCount - step))
      product.divide(by: Double(step + 1))
      while product.value >= 0x1p64 {
        product.scale(by: 0x1p-64)
        halvings -= 64
      }
    }
    let value = product.value * factor
    return Double(sign: .plus, exponent: -halvings, significand: value)
  }
}

/// A number of twice a double's precision: the sum of two doubles that do not overlap.
///
/// The product and the quotient of Dekker, "A floating-point technique for extending the available
/// precision" (Numerische Mathematik 18, 1971), with a fused multiplication for the remainders.
private struct DoubledNumber {
  private var high: Double
  private var low = 0.0

  init(_ value: Double) {
    high = value
  }

  var value: Double { high + low }

  mutating func multiply(by factor: Double) {
    let product = high * factor
    let remainder = (-product).addingProduct(high, factor)
    set(product, low * factor + remainder)
  }

  mutating func divide(by divisor: Double) {
    let quotient = high / divisor
    let remainder = high.addingProduct(-quotient, divisor)
    set(quotient, (low + remainder) / divisor)
  }

  /// Multiplies by a power of two.
  mutating func scale(by power: Double) {
    high *= power
    low *= power
  }

  private mutating func set(_ larger: Double, _ smaller: Double) {
    high = larger + smaller
    low = smaller - (high - larger)
  }
}
