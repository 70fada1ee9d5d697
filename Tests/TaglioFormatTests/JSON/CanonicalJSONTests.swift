import TaglioFormat
import TestSupport
import Testing

@Suite("CanonicalJSON")
struct CanonicalJSONTests {
  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("false\r\n", "false"), ("\"\"", "\"\""),
    ("[ ]", "[]"), ("{ }", "{}"), ("[ 1 , [ ] ,{ }]", "[1,[],{}]"),
    ("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"),
    (
      "{\"b\":{\"d\":1,\"c\":[{\"y\":1,\"x\":2}]},\"a\":0}",
      "{\"a\":0,\"b\":{\"c\":[{\"x\":2,\"y\":1}],\"d\":1}}"
    ),
    ("{\"aa\":1,\"a\":2,\"\":3}", "{\"\":3,\"a\":2,\"aa\":1}"),
    // U+1F600 is D83D DE00 in UTF-16 and therefore stands before U+FB33 and U+FFFF.
    (
      "{\"\u{FB33}\":1,\"\u{1F600}\":2,\"\u{D7FF}\":3}",
      "{\"\u{D7FF}\":3,\"\u{1F600}\":2,\"\u{FB33}\":1}"
    ),
    (
      "{\"\\uFFFF\":1,\"\\uD83D\\uDE00\":2,\"\\u00e9\":3}",
      "{\"\u{E9}\":3,\"\u{1F600}\":2,\"\u{FFFF}\":1}"
    ),
    ("{\"\u{10FFFF}\":1,\"\u{10000}\":2}", "{\"\u{10000}\":2,\"\u{10FFFF}\":1}"),
    ("\"\\u0041\\/\\u00e9\\u20AC\\ud83d\\ude00\"", "\"A/\u{E9}\u{20AC}\u{1F600}\""),
    (
      "\"\\u0000\\u001F\\u007f\\u0008\\u0009\\u000a\\u000C\\u000d\"",
      "\"\\u0000\\u001f\u{7F}\\b\\t\\n\\f\\r\""
    ),
    ("\"\\u0022\\u005C\\u2028\"", "\"\\\"\\\\\u{2028}\""),
    // Never normalised: e with acute, composed and decomposed, are two keys.
    ("{\"\u{E9}\":1,\"e\u{301}\":2}", "{\"e\u{301}\":2,\"\u{E9}\":1}"),
    ("[-0, 0e9, 1.0, 1E2, 0.50]", "[0,0,1,100,0.5]"),
  ])
  func writes(_ text: String, _ expected: String) throws {
    let canonical = try CanonicalJSON(canonicalizing: text)
    #expect(canonical.bytes == Array(expected.utf8), "\(canonical)")
    #expect(try CanonicalJSON(validating: canonical.bytes) == canonical)
    #expect(canonical.document.isCanonical)
    #expect(try CanonicalJSON(canonical.value) == canonical)
    #expect(try JSONDocument(parsing: Array(text.utf8)).isCanonical == (text == expected))
  }

  @Test(arguments: [
    ("[1, 2]", 4), (" 1", 1), ("1\n", 2), ("{\"b\":1,\"a\":2}", 3), ("\"\\/\"", 2), ("1.0", 2),
    ("-0", 1), ("1E2", 2), ("\"\\u000A\"", 3), ("\"\\u001F\"", 7), ("\"\\u00e9\"", 2),
    ("1e21", 3), ("0.30000000000000000", 4), ("0.10000000000000001", 4), ("1e-7 ", 5),
  ])
  func refusesOtherSpellings(_ text: String, _ column: Int) throws {
    let error = try #require(throws: JSONError.self) {
      try CanonicalJSON(validating: Array(text.utf8))
    }
    #expect(error.code == .notCanonical)
    #expect(error.position == TextPosition(offset: column - 1, column: column))
  }

  /// The example of `Docs/format/canonical-json.md`.
  @Test func writesTheExampleOfThePage() throws {
    let text =
      #"{"b":[1.0, 1E2, -0, 9007199254740993], "\u0061":"\u00e9\/\u001F", "\ufb33":1, "😀":2}"#
    let expected = [UInt8](
      hex: """
        7b2261223a22c3a92f5c7530303166222c2262223a5b312c3130302c302c39303037313939323534\
        3734303939335d2c22f09f9880223a322c22efacb3223a317d
        """
    )
    #expect(try CanonicalJSON(canonicalizing: text).bytes == expected)
  }

  @Test func equalValuesHaveEqualBytes() throws {
    let left = try CanonicalJSON(canonicalizing: "{\"x\":[1.0,\"\\u0061\"],\"a\":null}")
    let right = try CanonicalJSON(["a": nil, "x": [1, "a"]])
    #expect(left == right)
    #expect(left.description == #"{"a":null,"x":[1,"a"]}"#)
    #expect(try CanonicalJSON("z") < left)
  }

  @Test func omitsMembers() throws {
    let root = try JSONDocument(parsing: Array("{\"b\":1,\"\\u0061\":2,\"c\":[1,2 ]}".utf8)).root
    var output: [UInt8] = []
    root.appendCanonical(to: &output, omitting: [Array("a".utf8), Array("x".utf8)])
    #expect(output == Array("{\"b\":1,\"c\":[1,2]}".utf8))
    output = []
    root.appendCanonical(to: &output, omitting: ["a", "b", "c"].map { Array($0.utf8) })
    #expect(output == Array("{}".utf8))
    output = []
    root["c"]?.appendCanonical(to: &output, omitting: [Array("a".utf8)])
    #expect(output == Array("[1,2]".utf8))
  }

  @Test func growthIsBoundedToo() throws {
    let text = Array("[1e20,1e20]".utf8)
    let limits = JSONDocument.Limits(bytes: 20)
    #expect(JSONError.refusing(text, limits: limits) == nil)
    let error = try #require(throws: JSONError.self) {
      try CanonicalJSON(canonicalizing: text, limits: limits)
    }
    #expect(error.code == .tooLarge)
  }

  @Test func prettyKeepsCanonicalOrder() throws {
    let json = try CanonicalJSON(canonicalizing: "{\"b\":[1,{}, []],\"a\":{\"k\":\"\\n\"}}")
    let expected = """
      {
        "a": {
          "k": "\\n"
        },
        "b": [
          1,
          {},
          []
        ]
      }
      """
    #expect(String(decoding: JSONWriter.pretty(json), as: UTF8.self) == expected)
    let document = try JSONDocument(parsing: JSONWriter.pretty(json, indent: 4))
    #expect(document.root.canonical == json)
    #expect(JSONWriter.pretty(document.root) == Array(expected.utf8))
  }
}
