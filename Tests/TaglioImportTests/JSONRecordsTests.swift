import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

@Suite struct JSONRecordsTests {
  /// A text, the name it has, and its records.
  static let texts: [(name: String, text: String, records: [String])] = [
    ("a.json", #"[{"a":1},{"a":2}]"#, [#"{"a":1}"#, #"{"a":2}"#]),
    ("a.json", #"{"a":1}"#, [#"{"a":1}"#]),
    ("a.json", "{\"a\":1}{\"a\":2}\n\n[{\"a\":3}]\t[]", [#"{"a":1}"#, #"{"a":2}"#, #"{"a":3}"#]),
    ("a.json", "[]", []),
    ("a.json", " [ ] \n", []),
    ("a.json", "\u{FEFF}[{\"a\" : 1.0}]", [#"{"a":1}"#]),
    ("A.JSON", #"{"examples":[{"a":1}]}"#, [#"{"examples":[{"a":1}]}"#]),
    ("a.jsonl", "{\"a\":1}\n{\"a\":2}\n", [#"{"a":1}"#, #"{"a":2}"#]),
    ("a.jsonl", "{\"a\":1}\r\n\r\n  \t\n{\"a\":2}", [#"{"a":1}"#, #"{"a":2}"#]),
    ("a.ndjson", "\u{FEFF}{\"a\":1}", [#"{"a":1}"#]),
    ("a.jsonl", "", []),
    ("a.jsonl", "\n \r\n", []),
    ("a.jsonl", "{\n  \"a\": [\n    1\n  ]\n}\n", [#"{"a":[1]}"#]),
    ("a.jsonl", "\n[\n{\"a\":1},\n{\"a\":2}\n]", [#"{"a":1}"#, #"{"a":2}"#]),
    ("a.jsonl", "{\"a\":\"x\u{2028}y\u{85}z\"}\n", ["{\"a\":\"x\u{2028}y\u{85}z\"}"]),
    ("a.json.GZ", #"{"a":9007199254740993}"#, [#"{"a":9007199254740993}"#]),
  ]

  @Test(arguments: texts)
  func everyShapeIsUnderstood(_ one: (name: String, text: String, records: [String])) throws {
    #expect(try records(one.text, name: one.name).map(\.canonical) == one.records)
  }

  @Test func placesAreThoseOfTheText() throws {
    let json = try records("[\n  {\"a\":\n1},  {\"a\":2}\n]\n {\"b\":3}", name: "a.json")
    #expect(json.map(\.line) == [2, 3, 5])
    #expect(json.map(\.column) == [3, 6, 2])
    #expect(json.map(\.record) == [1, 2, 3])
    let lines = try records("{\"a\":1}\n\n  {\"a\":2}\n", name: "a.jsonl")
    #expect(lines.map(\.line) == [1, 3])
    #expect(lines.map(\.column) == [1, 3])
  }

  /// A pointer, and the numbers of the records it leads to.
  static let pointers: [(pointer: String, numbers: String)] = [
    ("/examples", "[1,2]"), ("/deep/0/x~1y/~0", "[3]"), ("/deep/1", "[4]"), ("/empty", "[]"),
    ("/\u{E9}", "[5]"), ("/e\u{301}", "[6]"), ("/", "[7]"),
  ]

  static let document = """
    {"name": "x", "examples": [{"n": 1}, {"n": 2}], "empty": [], "": [{"n": 7}],
     "deep": [{"x/y": {"~": [{"n": 3}]}}, [{"n": 4}]], "\u{E9}": [{"n": 5}], "e\u{301}": [{"n": 6}]}
    """

  @Test(arguments: pointers)
  func pointersAreFollowed(_ one: (pointer: String, numbers: String)) throws {
    for name in ["a.json", "a.jsonl", "a.yaml"] {
      let found = try records(Self.document, name: name, records: one.pointer)
      let numbers = found.map { $0.canonical.filter(\.isNumber) }.joined(separator: ",")
      #expect("[\(numbers)]" == one.numbers, "\(name)")
    }
  }

  @Test func anEmptyPointerIsTheDocument() throws {
    #expect(try records(#"[{"a":1}] [{"a":2}]"#, name: "a.json", records: "").count == 2)
  }

  @Test(arguments: ["examples", "/a~", "/a~2b", "x/y"])
  func whatIsNoPointerIsRefused(_ text: String) {
    #expect(JSONPointer(text) == nil)
  }

  @Test(arguments: ["", "/", "/a/b", "/a~1b/~0", "//0"])
  func pointersKeepTheirText(_ text: String) {
    #expect(JSONPointer(text)?.description == text)
  }

  @Test(arguments: 1...40)
  func theLengthOfPiecesDoesNotMatter(_ length: Int) throws {
    let text = """
      \u{FEFF}[{"a": "\\ud83d\\ude00 \u{E9}\u{20AC}\u{1F600}", "b": [true, false, null, 1234567890.5]},
       {"k\\u00e9": -12e3}, {}] {"x": 12}
      """
    let expected = try records(text, name: "a.json")
    let slow = SlowSource(name: "a.json", bytes: Array(text.utf8), pieceLength: length)
    #expect(try records(of: slow) == expected)
    let packed = SlowSource(
      name: "a.json",
      bytes: try gzipped(Array(text.utf8)),
      pieceLength: length
    )
    #expect(try records(of: packed) == expected)
  }

  @Test func aRecordMayBeLongerThanTheWindow() throws {
    let long = String(repeating: "x\\u00e9", count: 200_000)
    let text = "[{\"a\":1},{\"a\":\"\(long)\"},{\"a\":3}]"
    let found = try records(text, name: "a.json")
    #expect(found.map(\.record) == [1, 2, 3])
    #expect(found[1].canonical.utf8.count == 600_000 + 8)
    let lines = "{\"a\":\"\(long)\"}\n{\"a\":2}\n"
    #expect(try records(lines, name: "a.jsonl").map(\.line) == [1, 2])
  }

  @Test func aReaderCanBeUsedAgain() throws {
    let reader = try RecordReader(MemorySource(name: "a.json", bytes: Array("[{},{}]".utf8)))
    for _ in 1...2 {
      var count = 0
      try reader.forEach { _, _ in count += 1 }
      #expect(count == 2)
    }
  }

  @Test func errorsOfTheCallerPassUnchanged() throws {
    struct Stop: Error {}
    let reader = try RecordReader(MemorySource(name: "a.yaml", bytes: Array("- {}\n- {}\n".utf8)))
    #expect(throws: Stop.self) { try reader.forEach { _, _ in throw Stop() } }
  }
}
