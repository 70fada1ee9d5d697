import TaglioFormat
import TestSupport
import Testing

/// What is refused, under which code, and where the error points.
@Suite("JSON refusals")
struct JSONRefusalTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: [UInt8]
    var code: JSONError.Code
    var line = 1
    var column: Int
    var detail: String

    init(_ text: String, _ code: JSONError.Code, _ line: Int, _ column: Int, _ detail: String) {
      self.init(Array(text.utf8), code, line, column, detail)
    }

    init(_ text: [UInt8], _ code: JSONError.Code, _ line: Int, _ column: Int, _ detail: String) {
      (self.text, self.code, self.line, self.column) = (text, code, line, column)
      self.detail = detail
    }

    var testDescription: String {
      String(decoding: text.prefix(40), as: UTF8.self).debugDescription
    }
  }

  static let structure: [Row] = [
    Row("", .unexpectedEnd, 1, 1, "the text is empty"),
    Row(" \n ", .unexpectedEnd, 2, 2, "the text is empty"),
    Row("[", .unexpectedEnd, 1, 2, "',' or ']'"),
    Row("[1", .unexpectedEnd, 1, 3, "',' or ']'"),
    Row("[1,", .unexpectedEnd, 1, 4, "a value"),
    Row("{", .unexpectedEnd, 1, 2, "',' or '}'"),
    Row("{\"a\"", .unexpectedEnd, 1, 5, "':'"),
    Row("{\"a\":1,", .unexpectedEnd, 1, 8, "a key in quotation marks"),
    Row("tru", .unexpectedEnd, 1, 4, "'true'"),
    Row("[1,]", .syntax, 1, 4, "a comma too many"),
    Row("{\"a\":1,}", .syntax, 1, 8, "a comma too many"),
    Row("[1 2]", .syntax, 1, 4, "expected ',' or ']', found '2'"),
    Row("[,1]", .syntax, 1, 2, "expected a value, found ','"),
    Row("{a:1}", .syntax, 1, 2, "expected a key in quotation marks, found 'a'"),
    Row("{'a':1}", .syntax, 1, 2, "double quotation marks"),
    Row("{\"a\" 1}", .syntax, 1, 6, "expected ':', found '1'"),
    Row("{\"a\":1 \"b\":2}", .syntax, 1, 8, "',' or '}'"),
    Row("[1}", .syntax, 1, 3, "',' or ']'"),
    Row("{\"a\":\n  nul}", .syntax, 2, 3, "expected a value, found 'n'"),
    Row("// x\n1", .syntax, 1, 1, "no comments"),
    Row("True", .syntax, 1, 1, "JSON writes true and false"),
    Row("None", .syntax, 1, 1, "no NaN, Infinity or None"),
    Row("\u{7}", .syntax, 1, 1, "byte 0x07"),
    Row("\u{a0}1", .syntax, 1, 1, "byte 0xc2"),
    Row("\u{feff}{}", .byteOrderMark, 1, 1, "byte order mark"),
    Row("{} x", .trailingData, 1, 4, "'x' follows the value"),
    Row("1\n2", .trailingData, 2, 1, "'2' follows the value"),
    Row("[1]]", .trailingData, 1, 4, "']' follows the value"),
  ]

  static let numbers: [Row] = [
    Row("01", .syntax, 1, 1, "does not begin with 0"),
    Row("-01", .syntax, 1, 2, "does not begin with 0"),
    Row("-", .unexpectedEnd, 1, 2, "a digit"),
    Row("[-]", .syntax, 1, 3, "expected a digit"),
    Row("+1", .syntax, 1, 1, "expected a value"),
    Row("1.", .unexpectedEnd, 1, 3, "a digit"),
    Row("[.5]", .syntax, 1, 2, "expected a value"),
    Row("[1.e2]", .syntax, 1, 4, "expected a digit"),
    Row("1e", .unexpectedEnd, 1, 3, "a digit"),
    Row("[1e+]", .syntax, 1, 5, "expected a digit"),
    Row("0x10", .trailingData, 1, 2, "'x'"),
    Row("NaN", .syntax, 1, 1, "no NaN"),
    Row("-Infinity", .syntax, 1, 2, "no NaN, Infinity"),
    Row("[1,1e400]", .numberOverflow, 1, 4, "beyond the range"),
    Row("-1.8e308", .numberOverflow, 1, 1, "beyond the range"),
    Row("18446744073709551616", .integerTooLong, 1, 1, "an integer of 20 digits"),
    Row("-9223372036854775809", .integerTooLong, 1, 1, "an integer of 19 digits"),
    Row("1000000000000000000000", .integerTooLong, 1, 1, "an integer of 22 digits"),
  ]

  static let strings: [Row] = [
    Row("\"", .unexpectedEnd, 1, 2, "inside a string"),
    Row("\"abc", .unexpectedEnd, 1, 5, "inside a string"),
    Row("\"abc\\", .unexpectedEnd, 1, 6, "inside a string"),
    Row("\"\\u00", .unexpectedEnd, 1, 6, "inside a string"),
    Row("\"\\x41\"", .syntax, 1, 2, "no escape"),
    Row("\"\\u00g0\"", .syntax, 1, 2, "four hexadecimal digits, found 'g'"),
    Row("\"a\tb\"", .controlCharacter, 1, 3, "0x09 must be written \\u0009"),
    Row("\"12345678\n\"", .controlCharacter, 1, 10, "0x0a"),
    Row("\"\\ud800\"", .loneSurrogate, 1, 2, "half of a surrogate pair"),
    Row("\"\\ud800\\u0041\"", .loneSurrogate, 1, 2, "\\ud800"),
    Row("\"x\\uDC00\"", .loneSurrogate, 1, 3, "\\uDC00"),
    Row("\"\\ud800\\ud800\"", .loneSurrogate, 1, 2, "\\ud800"),
    Row([0x22, 0xED, 0xA0, 0x80, 0x22], .loneSurrogate, 1, 2, "encoded in UTF-8"),
    Row([0x22, 0xFF, 0x22], .invalidUTF8, 1, 2, "byte 0xff"),
    Row([0x22, 0x80, 0x22], .invalidUTF8, 1, 2, "byte 0x80"),
    Row([0x22, 0xC0, 0xAF, 0x22], .invalidUTF8, 1, 2, "byte 0xc0"),
    Row([0x22, 0xE0, 0x80, 0x80, 0x22], .invalidUTF8, 1, 2, "byte 0xe0"),
    Row([0x22, 0xF0, 0x80, 0x80, 0x80, 0x22], .invalidUTF8, 1, 2, "byte 0xf0"),
    Row([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, 1, 2, "byte 0xf4"),
    Row([0x22, 0xE2, 0x82, 0x22], .invalidUTF8, 1, 2, "byte 0xe2"),
    Row([0x22, 0xE2, 0x82], .invalidUTF8, 1, 2, "byte 0xe2"),
    Row("{\"a\":1,\"a\":1}", .duplicateKey, 1, 8, "duplicate key \"a\"; first at line 1 column 2"),
    Row(
      "{\"b\":0,\n\"a\":1,\n\"\\u0061\":1}",
      .duplicateKey,
      3,
      1,
      "duplicate key \"a\"; first at line 2 column 1"
    ),
    Row("[{\"\":1,\"\":2}]", .duplicateKey, 1, 8, "duplicate key \"\"; first at line 1 column 3"),
    Row("{\"\\n\\u001b\":1,\"\\n\\u001B\":2}", .duplicateKey, 1, 15, "\"\\n\\u001b\""),
  ]

  @Test(arguments: structure + numbers + strings)
  func pointsAtTheReason(_ row: Row) throws {
    let error = try #require(JSONError.refusing(row.text))
    #expect(error.code == row.code)
    #expect(error.position.line == row.line)
    #expect(error.position.column == row.column)
    #expect(error.detail.contains(row.detail), "\(error.detail)")
    #expect(
      error.position
        == row.text[..<error.position.offset].withUnsafeBytes { TextPosition().advanced(over: $0) }
    )
  }

  @Test func boundsDepth() throws {
    for (opening, closing) in [("[", "]"), ("{\"a\":", "}")] {
      let nested = { (depth: Int) in
        String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
      }
      #expect(JSONError.refusing(nested(512)) == nil)
      let error = try #require(JSONError.refusing(nested(513)))
      #expect(error.code == .tooDeep)
      #expect(error.position.offset == opening.utf8.count * 512)
    }
  }

  @Test func boundsLength() {
    let limits = JSONDocument.Limits(bytes: 6)
    #expect(JSONError.refusing(Array("\"abcd\"".utf8), limits: limits) == nil)
    #expect(JSONError.refusing(Array("\"abcde\"".utf8), limits: limits)?.code == .tooLarge)
  }
}
