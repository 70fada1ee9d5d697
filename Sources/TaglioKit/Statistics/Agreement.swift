/// How far people agree who put the same things into categories, beyond what chance would give.
///
/// `kappa` is (observed − expected) / (1 − expected): 1 where all agree, 0 where they agree as often
/// as chance would have it, below 0 where less.
public struct Agreement: Hashable, Sendable {
  /// How many things everybody put somewhere.
  public let count: Int
  /// How many categories were used.
  public let categories: Int
  /// The part of all pairs of answers about one thing that are equal, from 0 to 1.
  public let observed: Double
  /// What of them chance would make equal, from 0 to 1.
  public let expected: Double

  /// Nil where chance alone makes all answers equal: there is one category.
  public var kappa: Double? {
    categories < 2 ? nil : (observed - expected) / (1 - expected)
  }

  private init(count: Int, categories: Int, observed: Double, expected: Double) {
    self.count = count
    self.categories = categories
    self.observed = observed
    self.expected = expected
  }

  /// The agreement of people whose answers about each thing stand in one order: Cohen's kappa of two,
  /// Fleiss' of more; nil where there are fewer people, or no things.
  ///
  /// Every thing must have as many answers as the first one.
  public static func of<Category: Hashable>(_ answers: [[Category]]) -> Agreement? {
    guard let people = answers.first?.count, people > 1,
      answers.allSatisfy({ $0.count == people })
    else { return nil }
    return people == 2 ? cohen(answers) : fleiss(answers, people: people)
  }

  /// Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
  /// Measurement 20 (1960): chance is the product of how often each of the two used a category.
  private static func cohen<Category: Hashable>(_ answers: [[Category]]) -> Agreement {
    var first: [Category: Int] = [:]
    var second: [Category: Int] = [:]
    var equal = 0
    for pair in answers {
      first[pair[0], default: 0] += 1
      second[pair[1], default: 0] += 1
      equal += pair[0] == pair[1] ? 1 : 0
    }
    let count = Double(answers.count)
    let products = first.reduce(0) { $0 + $1.value * second[$1.key, default: 0] }
    return Agreement(
      count: answers.count,
      categories: Set(first.keys).union(second.keys).count,
      observed: Double(equal) / count,
      expected: Double(products) / (count * count)
    )
  }

  /// Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971):
  /// chance is the sum of the squares of how often a category was used at all.
  private static func fleiss<Category: Hashable>(
    _ answers: [[Category]],
    people: Int
  ) -> Agreement {
    var totals: [Category: Int] = [:]
    var pairs = 0
    for row in answers {
      var counts: [Category: Int] = [:]
      for answer in row { counts[answer, default: 0] += 1 }
      totals.merge(counts, uniquingKeysWith: +)
      pairs += counts.values.reduce(0) { $0 + $1 * ($1 - 1) }
    }
    let all = Double(answers.count * people)
    let squares = totals.values.reduce(0) { $0 + $1 * $1 }
    return Agreement(
      count: answers.count,
      categories: totals.count,
      observed: Double(pairs) / (all * Double(people - 1)),
      expected: Double(squares) / (all * all)
    )
  }
}
