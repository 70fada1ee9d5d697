import Testing

@testable import TaglioKit

/// Kappa of two and of more.
///
/// The figures were made by counting all pairs with Python's exact fractions:
///
///     pairs = itertools.combinations(range(m), 2)
///     observed = Fraction(sum(r[a] == r[b] for r in rows for a, b in pairs), n * m * (m - 1) // 2)
///     two:  expected = Fraction(sum(r[0] == q[1] for r in rows for q in rows), n * n)
///     more: expected = Fraction(sum(a == b for a in flat for b in flat), len(flat) ** 2)
@Suite struct AgreementTests {
  /// A letter is an answer, a word a thing.
  private static let tables: [(rows: String, observed: Double, expected: Double, kappa: Double)] = [
    (
      "ab ab aa aa aa ab aa ba aa aa aa aa aa ab ba aa aa ab aa aa", 0.65, 0.7,
      -0.16666666666666666
    ),
    (
      "aa ab aa ba ad aa aa da aa ca ba ab ca ad aa aa ad da bd aa da db aa aa aa ca aa aa ab ca "
        + "ac aa aa ba aa cb aa", 0.4594594594594595, 0.5032870708546384, -0.08823529411764706
    ),
    (
      "ccc aac ccc aaa aaa caa caa aac aaa bac aba aaa aaa aab aaa aca caa aba aca cba aac aab "
        + "aab aab aca", 0.52, 0.5072, 0.025974025974025976
    ),
    (
      "aaaba abaaa aaabb baabb baaaa babaa baaaa aaaba baaaa aaaaa abaaa aabaa",
      0.5833333333333334, 0.625, -0.1111111111111111
    ),
    // The example of Fleiss (1971) as textbooks have it: 10 things, 14 people, kappa 0.21.
    (
      "eeeeeeeeeeeeee bbccccccddddee cccdddddeeeeee bbbcccccccccdd aabbccccccccde aaaaaaabbbbbbb "
        + "aaabbccccccddd aabbbbbcccddee aaaaaabbbbbccd bbccdddeeeeeee",
      0.378021978021978, 0.21275510204081632, 0.20993070442195524
    ),
  ]

  @Test(arguments: tables)
  func agreesWithCountingPairs(
    _ table: (rows: String, observed: Double, expected: Double, kappa: Double)
  ) throws {
    let answers = table.rows.split(separator: " ").map { Array($0) }
    let agreement = try #require(Agreement.of(answers))
    #expect(agreement.count == answers.count)
    #expect(abs(agreement.observed - table.observed) < 1e-12)
    #expect(abs(agreement.expected - table.expected) < 1e-12)
    #expect(abs(try #require(agreement.kappa) - table.kappa) < 1e-12)
  }

  /// 20 times both yes, 15 times both no, 5 and 10 times not the same.
  @Test func twoPeopleOfATextbook() throws {
    let answers =
      Array(repeating: [true, true], count: 20) + Array(repeating: [true, false], count: 5)
      + Array(repeating: [false, true], count: 10) + Array(repeating: [false, false], count: 15)
    let agreement = try #require(Agreement.of(answers))
    #expect(abs(agreement.observed - 0.7) < 1e-12 && abs(agreement.expected - 0.5) < 1e-12)
    #expect(abs(try #require(agreement.kappa) - 0.4) < 1e-12)
  }

  @Test func oneValueAloneHasNoKappa() throws {
    let agreement = try #require(Agreement.of([["a", "a"], ["a", "a"]]))
    #expect(agreement.kappa == nil && agreement.observed == 1)
    let full = try #require(Agreement.of([["a", "a", "a"], ["b", "b", "b"]]))
    #expect(full.kappa == 1)
  }

  @Test func nothingToCompareIsNil() {
    #expect(Agreement.of([[String]]()) == nil)
    #expect(Agreement.of([["a"]]) == nil)
    #expect(Agreement.of([["a", "b"], ["a"]]) == nil)
  }
}
