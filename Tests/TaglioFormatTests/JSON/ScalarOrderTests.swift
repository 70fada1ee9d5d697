import TaglioFormat
import Testing

/// Numbers stand as their exact values do, strings as their bytes, and nothing else has an order.
@Suite struct ScalarOrderTests {
  private static let ascending = [
    "-1e300", "-9223372036854775808", "-2.5", "-2", "-0.5", "0", "5e-324", "0.5", "1", "1.5",
    "9007199254740991", "9007199254740992", "9007199254740993", "9223372036854775807",
    "18446744073709551614", "18446744073709551615", "1e20", "1.7976931348623157e308",
  ]

  private func order(_ left: String, _ right: String) throws -> Int? {
    ScalarOrder.compare(
      try JSONDocument(parsing: Array(left.utf8)).root,
      try JSONDocument(parsing: Array(right.utf8)).root
    )
  }

  @Test func numbersStandByTheirExactValues() throws {
    for (left, low) in ScalarOrderTests.ascending.enumerated() {
      for (right, high) in ScalarOrderTests.ascending.enumerated() {
        let expected = left < right ? -1 : (left == right ? 0 : 1)
        #expect(try order(low, high) == expected, "\(low) and \(high)")
      }
    }
  }

  @Test func spellingDoesNotCount() throws {
    #expect(try order("1", "1.0") == 0)
    #expect(try order("-0.0", "0") == 0)
    #expect(try order(#""\u0061""#, #""a""#) == 0)
  }

  @Test func stringsStandByTheirBytes() throws {
    let texts = ["", "A", "Z", "a", "aa", "b", "e\u{301}", "z", "é", "\u{FFFD}", "\u{10000}"]
    for (left, low) in texts.enumerated() {
      for (right, high) in texts.enumerated() {
        let expected = left < right ? -1 : (left == right ? 0 : 1)
        #expect(try order("\"\(low)\"", "\"\(high)\"") == expected, "\(low) and \(high)")
      }
    }
  }

  @Test(arguments: [
    ("1", "\"1\""), ("true", "false"), ("true", "1"), ("null", "0"), ("null", "null"),
    ("[1]", "[2]"), ("{}", "{}"), ("\"a\"", "null"),
  ])
  func nothingElseHasAnOrder(_ left: String, _ right: String) throws {
    #expect(try order(left, right) == nil)
    #expect(try order(right, left) == nil)
  }
}
