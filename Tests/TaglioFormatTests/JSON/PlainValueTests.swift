import TaglioFormat
import TestSupport
import Testing

/// What is taken without the parser, the parser takes too, and as the same.
@Suite struct PlainValueTests {
  @Test(arguments: [
    "true", "false", "null", "0", "7", "123456789012345", "0.5", "10.25", "0.000001", #""""#,
    #""a b""#, "99999999999999.9",
  ])
  func mostValuesNeedNoParser(_ text: String) throws {
    #expect(Array(text.utf8).withUnsafeBytes(CanonicalJSON.isPlain))
    #expect(try CanonicalJSON(validating: Array(text.utf8)).description == text)
  }

  @Test(arguments: [
    "", "tru", "nulll", "-1", "01", "1.0", "1.", ".5", "00.5", "1e3", "0.0000001", "1.2.3", "\"",
    #""a"b""#, #""\n""#, "\"é\"", "\"\u{1}\"", "1234567890123456", "[]", " 1",
  ])
  func whatIsNotPlainIsLeftToTheParser(_ text: String) {
    #expect(!Array(text.utf8).withUnsafeBytes(CanonicalJSON.isPlain))
  }

  @Test(arguments: UInt64(1)...4)
  func plainTextsAreCanonical(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = Array("0123456789..\"\"-eatrufls\\ \u{7F}é".utf8)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...8, using: &generator)
      let text = (0..<length).map { _ in bytes.randomElement(using: &generator) ?? 0 }
      guard text.withUnsafeBytes(CanonicalJSON.isPlain) else { continue }
      #expect(throws: Never.self, "seed \(seed): \(text)") { try CanonicalJSON(validating: text) }
    }
  }

  @Test(arguments: UInt64(1)...4)
  func numbersAreWhatTheParserReads(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<5000 {
      let digits = Int.random(in: 0...999_999_999_999_999, using: &generator)
      let scales: [Double] = [1, 1e3, 1e7, 1e14]
      let scale = scales[.random(in: 0..<scales.count, using: &generator)]
      let number = try CanonicalJSON(.double(Double(digits) / scale))
      #expect(number.double == number.document.root.double, "seed \(seed): \(number)")
    }
    #expect(CanonicalJSON(unchecked: Array("\"1\"".utf8)).double == nil)
    #expect(CanonicalJSON(unchecked: Array("-2.5e-9".utf8)).double == -2.5e-9)
  }

  @Test(arguments: [
    #"["a","b"]"#, #"["",""]"#, #"["a,\",\"","b"]"#, #"["é","\n"]"#, #"["a"]"#, #"["a","b","c"]"#,
    #"["a",1]"#, #""6f31c4df-0000-4000-8000-000000000000""#, "1",
  ])
  func keysAreReadAsTheParserReadsThem(_ text: String) throws {
    let bytes = Array(text.utf8)
    #expect(try CaseKey.ofIndex(bytes) == CaseKey(JSONDocument(parsing: bytes).root))
  }
}
