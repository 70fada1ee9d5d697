import TaglioFormat
import TestSupport
import Testing

/// The text of numbers: ECMAScript's for doubles, exact for integers of 64 bits.
@Suite("JSON numbers")
struct JSONNumberTests {
  /// Appendix B of RFC 8785 and the places where the form of the text changes.
  @Test(
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
      (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
      (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
      (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
      (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
      (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
      (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5557, "333333333.33333343"),
      (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
      (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ] as [(UInt64, String)]
  )
  func writesAsECMAScriptDoes(_ bits: UInt64, _ expected: String) throws {
    var text: [UInt8] = []
    JSONWriter.appendNumber(Double(bitPattern: bits), to: &text)
    #expect(String(decoding: text, as: UTF8.self) == expected)
    #expect(try CanonicalJSON(validating: text).bytes == text)
  }

  @Test(arguments: [
    ("9007199254740993", "9007199254740993"), ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("18446744073709551615", "18446744073709551615"),
    ("18446744073709552000", "18446744073709552000"),
    ("-9223372036854776000", "-9223372036854776000"),
    ("100000000000000000000", "100000000000000000000"),
    ("9007199254740993.0", "9007199254740992"), ("9007199254740993e0", "9007199254740992"),
    ("1e20", "100000000000000000000"), ("1e21", "1e+21"), ("1e+21", "1e+21"), ("123e-2", "1.23"),
    ("1e-400", "0"), ("-1e-400", "0"), ("0e999999999999", "0"), ("0.000001", "0.000001"),
    ("0.0000010", "0.000001"), ("0.0000001", "1e-7"), ("0.000000100", "1e-7"),
    ("-0.00", "0"), ("123456789012.345", "123456789012.345"),
    ("0.123456789012345", "0.123456789012345"), ("0.1234567890123456", "0.1234567890123456"),
    ("2.5", "2.5"), ("2.50", "2.5"), ("-2.5e0", "-2.5"),
    ("1.7976931348623157e308", "1.7976931348623157e+308"),
  ])
  func reads(_ text: String, _ expected: String) throws {
    #expect(try CanonicalJSON(canonicalizing: text).description == expected)
    #expect(try CanonicalJSON(canonicalizing: "[\(text)]").description == "[\(expected)]")
  }

  /// A megabyte of digits costs no more than reading it.
  @Test func takesVeryLongNumbers() throws {
    let zeros = String(repeating: "0", count: 1_000_000)
    #expect(try CanonicalJSON(canonicalizing: "0.\(zeros)1").description == "0")
    #expect(try CanonicalJSON(canonicalizing: "0.\(zeros)1e1000001").description == "1")
    #expect(try CanonicalJSON(canonicalizing: "1\(zeros).0e-1000000").description == "1")
    #expect(JSONError.refusing("1\(zeros)")?.code == .integerTooLong)
    #expect(JSONError.refusing("1e\(zeros)400")?.code == .numberOverflow)
  }

  @Test func everyDoubleReadsBackToItself() throws {
    var generator = SeededGenerator(seed: 8785)
    for _ in 0..<5_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      var text: [UInt8] = []
      JSONWriter.appendNumber(value, to: &text)
      #expect(Double(String(decoding: text, as: UTF8.self)) == value)
      #expect(try CanonicalJSON(validating: text).bytes == text)
    }
  }

  /// Short decimals are copied without being converted: they must be what converting them gives.
  @Test func shortDecimalsAreTheirOwnCanonicalText() throws {
    var generator = SeededGenerator(seed: 15)
    for _ in 0..<5_000 {
      let digits = Int.random(in: 1...15, using: &generator)
      let number = Int.random(in: 0..<1_000_000_000_000_000, using: &generator)
      let point = Int.random(in: 0...digits, using: &generator)
      let all = String(String(number).prefix(digits))
      let text = "\(Int(all.prefix(point)) ?? 0).\(all.dropFirst(point))0"
      let canonical = try CanonicalJSON(canonicalizing: text)
      let value = try #require(Double(text))
      #expect(try canonical == CanonicalJSON(.double(value)), "\(text)")
      let short = text.hasSuffix(".0") ? text : String(text.dropLast())
      #expect(try CanonicalJSON(canonicalizing: short) == canonical, "\(text)")
    }
  }
}
