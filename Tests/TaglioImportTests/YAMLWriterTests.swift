import Foundation
import SystemPackage
import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

/// What is written is read back as the same value, and looks as a person would write it.
@Suite struct YAMLWriterTests {
  /// A value and its YAML text.
  static let examples: [(json: String, yaml: String)] = [
    (
      #"{"answer":5,"id":"2","question":"2 + 3?"}"#,
      "answer: 5\nid: \"2\"\nquestion: 2 + 3?\n"
    ),
    (
      #"{"a":[],"b":{},"c":null,"d":true,"e":1e+21,"f":"null","g":"","h":"~"}"#,
      "a: []\nb: {}\nc: null\nd: true\ne: 1e+21\nf: \"null\"\ng: \"\"\nh: \"~\"\n"
    ),
    (
      #"{"code":"def f():\n    return 1\n","text":"a\n\nb"}"#,
      "code: |\n  def f():\n      return 1\ntext: |-\n  a\n\n  b\n"
    ),
    (
      #"{"code":"    return 1\n  x\n"}"#,
      "code: |2\n      return 1\n    x\n"
    ),
    (
      #"[{"a":1,"b":[[1,2],[]]},"- x",{"c":{"d":"x: y"}}]"#,
      "- a: 1\n  b:\n    - - 1\n      - 2\n    - []\n- \"- x\"\n- c:\n    d: \"x: y\"\n"
    ),
    (#"{"1":1,"null":2,"yes":"yes"}"#, "\"1\": 1\n\"null\": 2\nyes: yes\n"),
    (
      #"{"a":" x","b":"x ","c":"x\n\n","d":"x \ny","e":"\t"}"#,
      "a: \" x\"\nb: \"x \"\nc: \"x\\n\\n\"\nd: \"x \\ny\"\ne: \"\\t\"\n"
    ),
    (#""0x1F""#, "\"0x1F\"\n"),
    (#""2026-11-21""#, "2026-11-21\n"),
  ]

  @Test(arguments: examples.indices)
  func looksAsAPersonWouldWriteIt(_ index: Int) throws {
    let (json, yaml) = YAMLWriterTests.examples[index]
    let value = try CanonicalJSON(canonicalizing: Array(json.utf8))
    #expect(YAMLWriter.text(value) == yaml)
    #expect(try yamlDocuments(Array(yaml.utf8)) == [value.description])
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func isReadBackExactly(_ seed: UInt64) throws {
    var hostile = HostileValues(seed: seed)
    for _ in 0..<300 {
      let value = try CanonicalJSON(hostile.value(depth: 4))
      let yaml = YAMLWriter.text(value)
      #expect(try yamlDocuments(Array(yaml.utf8)) == [value.description], "seed \(seed): \(yaml)")
    }
  }

  /// Each hostile text alone, as an element, as a member and as a key.
  @Test func eachHostileTextIsReadBackAnywhere() throws {
    for text in HostileValues.texts {
      let value: JSONValue = [.string(text), .object([text: .string(text)]), [[.string(text)]]]
      for value in [value, .string(text)] {
        let canonical = try CanonicalJSON(value)
        let yaml = YAMLWriter.text(canonical)
        #expect(try yamlDocuments(Array(yaml.utf8)) == [canonical.description], "\(yaml)")
      }
    }
  }

  @Test func deepNestingIsReadBack() throws {
    let arrays = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    let objects =
      String(repeating: #"{"k":"#, count: 511) + "[1]" + String(repeating: "}", count: 511)
    for text in [arrays, objects] {
      let value = try CanonicalJSON(canonicalizing: Array(text.utf8))
      #expect(try yamlDocuments(Array(YAMLWriter.text(value).utf8)) == [value.description])
    }
  }

  @Test func commentsCannotEndEarly() throws {
    var writer = YAMLWriter()
    writer.comment("one\n\ntwo: \u{85}\u{2028}\r x")
    writer.member("a", try CanonicalJSON(1))
    #expect(writer.text == "# one\n#\n# two: ??? x\na: 1\n")
    #expect(try yamlDocuments(Array(writer.text.utf8)) == [#"{"a":1}"#])
  }

  @Test(
    .enabled(if: TestData.isPresent),
    arguments: [
      "humaneval/HumanEval.jsonl.gz", "mt-bench/judge_prompts.jsonl",
      "ifeval/example_en_responses.jsonl",
    ]
  )
  func recordsOfTheCorpusAreReadBack(_ name: String) throws {
    let source = try FileSource(FilePath(TestData.url("corpus/" + name).path))
    try RecordReader(source).forEach { (document, place) throws in
      let value = document.root.canonical
      let yaml = YAMLWriter.text(value)
      #expect(try yamlDocuments(Array(yaml.utf8)) == [value.description], "\(place)")
    }
  }
}

/// Random values made of what YAML reads in surprising ways.
struct HostileValues {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  static let texts: [String] =
    [
      "", " ", "  x", "x  ", "\t", "\tx", "x\t", "a\tb", "-", "- ", "- x", "-x", "---", "...",
      "--- x", "...x", ":", ": ", "a: b", "a:b", "a:", "::", "#", "# x", "a #b", "a#b", "null",
      "Null", "~", "yes", "No", "true", "TRUE", "0x1F", "0o17", "1e3", "1_000", "1:30", ".5", "5.",
      "+1", "-0", ".inf", "-.INF", ".nan", "2026-11-21", "2026-11-21T09:14:00Z", "\u{0}", "a\u{0}b",
      "\u{1}\u{1F}", "\u{7F}", "\u{85}", "a\u{85}b", "\u{2028}", "\u{2029}", "\u{FEFF}",
      "x\u{FEFF}",
      "\u{202E}abc", "\u{FFFE}", "\u{FFFF}", "😀", "e\u{301}", "é", "日本語", "\n", "\n\n", "\nx",
      "x\n", "x\n\n", "\n\nx\n", "a\nb", "a\n\nb\n", "  a\nb", "a\n  b\n", " \n", "a \nb",
      "a\n \nb",
      "a\n\tb", "\r", "a\r\nb", "\r\n", "'", "\"", "'x'", "\"x\"", "\\", "\\n", "a\\", "[", "]",
      "[]",
      "{}", "{a: b}", "a, b", ",", "&a", "*a", "!a", "!!str x", "|", "|-\n x", ">", ">x", "%TAG",
      "%",
      "@x", "`x`", "?", "? x", "?x", "<<", "=", "a\n---\nb", "a\n...\n", "# a\n# b\n",
      "key: |\n  x\n",
    ] + [
      String(repeating: "k", count: 1100), String(repeating: "é", count: 990),
      String(repeating: "long words ", count: 200) + "end", String(repeating: "\"", count: 600),
    ]

  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &generator) {
    case 0: return [.null, true, false].randomElement(using: &generator) ?? .null
    case 1: return number()
    case 2...6: return .string(text())
    case 7:
      return .array(
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in value(depth: depth - 1) }
      )
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        object[text()] = value(depth: depth - 1)
      }
      return .object(object)
    }
  }

  private mutating func number() -> JSONValue {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return .int(.random(in: .min ... .max, using: &generator))
    case 1: return .uint(.random(in: .min ... .max, using: &generator))
    case 2:
      return .double(
        [1e21, 1e20, -0.0, .leastNonzeroMagnitude, 1.5e300, 0.1].randomElement(using: &generator)
          ?? 0
      )
    default:
      let value = Double(bitPattern: generator.next())
      return .double(value.isFinite ? value : 0.5)
    }
  }

  /// One of the texts, or some of them and characters between run together.
  private mutating func text() -> String {
    let count = Int.random(in: 1...3, using: &generator)
    let between = ["", " ", "\n", "\n  ", ": ", " #"].randomElement(using: &generator) ?? ""
    return (0..<count).map { _ in HostileValues.texts.randomElement(using: &generator) ?? "" }
      .joined(separator: count > 1 ? between : "")
  }
}
