import Foundation
import TaglioFormat
import TestSupport
import Testing

/// Every file of the public suites, where a machine has them.
@Suite("JSON conformance", .enabled(if: TestData.isPresent))
struct JSONConformanceTests {
  static let parsing = "vectors/jsontestsuite/test_parsing"

  /// Valid by RFC 8259, which leaves their meaning open; taglio refuses them rather than pick one.
  static let duplicates = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
  ]

  static func files(_ directory: String, prefix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: try TestData.url(directory).path)
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }.sorted()
  }

  @Test func acceptsEveryValidText() throws {
    let names = try Self.files(Self.parsing, prefix: "y_")
    #expect(names.count == 95)
    for name in names where !Self.duplicates.contains(name) {
      let text = try TestData.bytes("\(Self.parsing)/\(name)")
      let canonical = try CanonicalJSON(canonicalizing: text)
      #expect(try CanonicalJSON(validating: canonical.bytes) == canonical, "\(name)")
    }
    for name in Self.duplicates {
      let text = try TestData.bytes("\(Self.parsing)/\(name)")
      #expect(JSONError.refusing(text)?.code == .duplicateKey, "\(name)")
    }
  }

  @Test func refusesEveryInvalidText() throws {
    let names = try Self.files(Self.parsing, prefix: "n_")
    #expect(names.count == 188)
    for name in names {
      let text = try TestData.bytes("\(Self.parsing)/\(name)")
      let error = try #require(JSONError.refusing(text), "\(name) is accepted")
      #expect(
        error.position
          == text[..<error.position.offset].withUnsafeBytes { TextPosition().advanced(over: $0) }
      )
      #expect(!error.detail.isEmpty)
    }
  }

  @Test func canonicalisesEveryPublishedTriple() throws {
    let base = "vectors/rfc8785-cyberphone/testdata"
    let names = try Self.files("\(base)/input", prefix: "")
    #expect(names.count == 6)
    for name in names {
      let canonical = try CanonicalJSON(canonicalizing: TestData.bytes("\(base)/input/\(name)"))
      #expect(try TestData.bytes("\(base)/output/\(name)") == canonical.bytes, "\(name)")
      let hex = name.replacing(".json", with: ".txt")
      let expected = [UInt8](
        hex: String(decoding: try TestData.bytes("\(base)/outhex/\(hex)"), as: UTF8.self)
      )
      #expect(expected == canonical.bytes, "\(hex)")
    }
  }

  /// RFC 8259 leaves these open, and taglio takes them: underflow is 0, and 10^20 is the canonical
  /// text of its double.
  static let accepted: Set = [
    "number_double_huge_neg_exp", "number_real_underflow", "number_too_big_pos_int",
    "structure_500_nested_arrays",
  ]

  /// RFC 8259 leaves these open, and taglio refuses them.
  ///
  /// The reasons: a number must have a finite value; an integer must not change; text must be
  /// UTF-8 that spells whole characters.
  static let refusals: [String: JSONError.Code] = [
    "number_huge_exp": .numberOverflow, "number_neg_int_huge_exp": .numberOverflow,
    "number_pos_double_huge_exp": .numberOverflow, "number_real_neg_overflow": .numberOverflow,
    "number_real_pos_overflow": .numberOverflow,
    "number_too_big_neg_int": .integerTooLong,
    "number_very_big_negative_int": .integerTooLong,
    "object_key_lone_2nd_surrogate": .loneSurrogate,
    "string_1st_surrogate_but_2nd_missing": .loneSurrogate,
    "string_1st_valid_surrogate_2nd_invalid": .loneSurrogate,
    "string_UTF8_surrogate_U+D800": .loneSurrogate,
    "string_incomplete_surrogate_and_escape_valid": .loneSurrogate,
    "string_incomplete_surrogate_pair": .loneSurrogate,
    "string_incomplete_surrogates_escape_valid": .loneSurrogate,
    "string_invalid_lonely_surrogate": .loneSurrogate,
    "string_invalid_surrogate": .loneSurrogate,
    "string_inverted_surrogates_U+1D11E": .loneSurrogate,
    "string_lone_second_surrogate": .loneSurrogate,
    "string_UTF-8_invalid_sequence": .invalidUTF8, "string_invalid_utf-8": .invalidUTF8,
    "string_iso_latin_1": .invalidUTF8, "string_lone_utf8_continuation_byte": .invalidUTF8,
    "string_not_in_unicode_range": .invalidUTF8,
    "string_overlong_sequence_2_bytes": .invalidUTF8,
    "string_overlong_sequence_6_bytes": .invalidUTF8,
    "string_overlong_sequence_6_bytes_null": .invalidUTF8,
    "string_truncated-utf-8": .invalidUTF8,
    // UTF-16, with a mark and without: its first byte begins no value, or its second continues none.
    "string_UTF-16LE_with_BOM": .syntax, "string_utf16BE_no_BOM": .syntax,
    "string_utf16LE_no_BOM": .syntax,
    "structure_UTF-8_BOM_empty_object": .byteOrderMark,
  ]

  @Test func decidesWhatTheRFCLeavesOpen() throws {
    let names = try Self.files(Self.parsing, prefix: "i_")
    #expect(names.count == Self.accepted.count + Self.refusals.count)
    for name in names {
      let topic = String(name.dropFirst(2).dropLast(5))
      let refusal = Self.refusals[topic]
      #expect((refusal == nil) == Self.accepted.contains(topic), "no decision on \(name)")
      let text = try TestData.bytes("\(Self.parsing)/\(name)")
      #expect(JSONError.refusing(text)?.code == refusal, "\(name)")
    }
  }

  /// What each file becomes, or the code with which it is refused.
  static let transforms: [(name: String, text: String?, code: JSONError.Code?)] = [
    ("number_-9223372036854775808", "[-9223372036854775808]", nil),
    ("number_-9223372036854775809", nil, .integerTooLong),
    ("number_1.0", "[1]", nil),
    ("number_1.000000000000000005", "[1]", nil),
    ("number_1000000000000000", "[1000000000000000]", nil),
    ("number_10000000000000000999", "[10000000000000000999]", nil),
    ("number_1e-999", "[0]", nil),
    ("number_1e6", "[1000000]", nil),
    ("number_9223372036854775807", "[9223372036854775807]", nil),
    ("number_9223372036854775808", "[9223372036854775808]", nil),
    ("object_key_nfc_nfd", "{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}", nil),
    ("object_key_nfd_nfc", "{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}", nil),
    ("object_same_key_different_values", nil, .duplicateKey),
    ("object_same_key_same_value", nil, .duplicateKey),
    ("object_same_key_unclear_values", nil, .duplicateKey),
    ("string_1_escaped_invalid_codepoint", nil, .loneSurrogate),
    ("string_1_invalid_codepoint", nil, .loneSurrogate),
    ("string_2_escaped_invalid_codepoints", nil, .loneSurrogate),
    ("string_2_invalid_codepoints", nil, .loneSurrogate),
    ("string_3_escaped_invalid_codepoints", nil, .loneSurrogate),
    ("string_3_invalid_codepoints", nil, .loneSurrogate),
    ("string_with_escaped_NULL", "[\"A\\u0000B\"]", nil),
  ]

  @Test(arguments: ["vectors/jsontestsuite/test_transform", "vectors/jsonchecker/transform"])
  func transforms(_ directory: String) throws {
    let names = Set(try Self.files(directory, prefix: ""))
    var seen = 0
    for row in Self.transforms where names.contains("\(row.name).json") {
      seen += 1
      let text = try TestData.bytes("\(directory)/\(row.name).json")
      #expect(JSONError.refusing(text)?.code == row.code, "\(row.name)")
      guard let expected = row.text else { continue }
      #expect(try CanonicalJSON(canonicalizing: text).bytes == Array(expected.utf8))
    }
    #expect(seen == names.count)
  }

  /// Written for RFC 4627 and a depth of 20: a string at the top and 20 levels are valid today.
  static let validToday = ["fail01.json", "fail18.json"]

  @Test func agreesWithTheChecker() throws {
    let directory = "vectors/jsonchecker/jsonchecker"
    let names = try Self.files(directory, prefix: "")
    #expect(names.count == 36)
    for name in names {
      let isValid = name.hasPrefix("pass") || Self.validToday.contains(name)
      let text = try TestData.bytes("\(directory)/\(name)")
      #expect((JSONError.refusing(text) == nil) == isValid, "\(name)")
    }
  }

  /// The files are compact already; only three numbers are spelled otherwise in canonical text.
  @Test func keepsWhatRoundTrips() throws {
    let directory = "vectors/jsonchecker/roundtrip"
    let respelled = [
      "[0.0]": "[0]", "[-0.0]": "[0]", "[1.7976931348623157e308]": "[1.7976931348623157e+308]",
    ]
    let names = try Self.files(directory, prefix: "")
    #expect(names.count == 27)
    for name in names {
      let text = String(decoding: try TestData.bytes("\(directory)/\(name)"), as: UTF8.self)
      let compact = text.trimmingCharacters(in: .newlines)
      let canonical = try CanonicalJSON(canonicalizing: text).description
      #expect(canonical == respelled[compact] ?? compact, "\(name)")
    }
  }
}
