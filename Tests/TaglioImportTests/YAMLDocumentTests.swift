import TaglioFormat
import Testing

@testable import TaglioImport

@Suite struct YAMLDocumentTests {
  @Test func documentsAreRecordsOrArraysOfRecords() throws {
    let yaml = "# head\na: 1\n---\n- b: 2\n- {c: 3}\n...\n---\nd:\n  - 4\n"
    let found = try records(yaml, name: "x.yaml")
    #expect(found.map(\.canonical) == [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#, #"{"d":[4]}"#])
    #expect(found.map(\.line) == [2, 4, 5, 8])
    #expect(found.map(\.column) == [1, 3, 3, 1])
    #expect(found.map(\.record) == [1, 2, 3, 4])
  }

  @Test func aPointerFindsTheArrayInEachDocument() throws {
    let yaml = "s: {t: [{a: 1},\n {a: 2}]}\n---\ns:\n  t:\n  - a: 3\n"
    let found = try records(yaml, name: "x.yml", records: "/s/t")
    #expect(found.map(\.canonical) == [#"{"a":1}"#, #"{"a":2}"#, #"{"a":3}"#])
    #expect(found.map(\.line) == [1, 2, 6])
  }

  @Test(arguments: ["", "# nothing\n", "\n\n"])
  func aStreamWithoutDocumentsHasNoRecords(_ yaml: String) throws {
    #expect(try texts(yaml, name: "x.yaml") == [])
  }

  @Test func aliasesAreCopied() throws {
    let yaml = "a: &x {k: &y 1}\nb: *x\nc: [*y, *x]\n*y : d\n"
    #expect(
      try texts(yaml, name: "x.yaml") == [#"{"1":"d","a":{"k":1},"b":{"k":1},"c":[1,{"k":1}]}"#]
    )
  }

  @Test func anAnchorMayBeDefinedAgain() throws {
    #expect(
      try texts("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", name: "x.yaml") == [
        #"{"a":1,"b":1,"c":2,"d":2}"#
      ]
    )
  }

  @Test func anchorsEndWithTheirDocument() throws {
    #expect(throws: ImportError.self) { try texts("a: &x 1\n---\nb: *x\n", name: "x.yaml") }
  }

  @Test func mergeKeysAreOrdinaryKeys() throws {
    #expect(
      try texts("a: &x {k: 1}\nb:\n  <<: *x\n", name: "x.yaml") == [
        #"{"a":{"k":1},"b":{"<<":{"k":1}}}"#
      ]
    )
  }

  @Test func keysThatOnlyUnicodeHoldsEqualAreTwo() throws {
    let found = try texts("\u{E9}: 1\ne\u{301}: 2\n", name: "x.yaml")
    #expect(found.first.map { Array($0.utf8) } == Array("{\"e\u{301}\":2,\"\u{E9}\":1}".utf8))
  }

  @Test func lineEndsAndAByteOrderMarkDoNotMatter() throws {
    #expect(
      try texts("\u{FEFF}a: 1\r\nb: |\r\n  x\r\n  y\r\n", name: "x.yaml") == [
        #"{"a":1,"b":"x\ny\n"}"#
      ]
    )
  }

  @Test func aMissingLineBreakAtTheEndDoesNotMatter() throws {
    for tail in ["\n", ""] {
      #expect(try texts("a: |\n  x" + tail, name: "x.yaml") == [#"{"a":"x\n"}"#])
    }
  }

  @Test func columnsCountBytes() throws {
    let found = try records("[{\"ä\": 1}, {b: 2}]\n", name: "x.yaml")
    #expect(found.map(\.column) == [2, 13])
  }

  @Test func asDeepAsJSONMayBe() throws {
    let deepest = String(repeating: "[", count: 511) + String(repeating: "]", count: 511)
    #expect(try texts("{a: \(deepest)}\n", name: "x.yaml").count == 1)
  }

  @Test func manyAliasesWithinTheBoundsAreFine() throws {
    let yaml =
      "a: &x [1, 2, 3]\nb: [" + Array(repeating: "*x", count: 10_000).joined(separator: ",") + "]\n"
    let found = try texts(yaml, name: "x.yaml")
    #expect(found.first?.utf8.count == 80_019)
  }

  @Test func manyRecordsMayStandOnOneLine() throws {
    let list = (0..<20_000).map { "{n: \($0)}" }.joined(separator: ", ")
    let found = try records("[\(list)]", name: "x.yaml")
    #expect(found.count == 20_000)
    #expect(found.last?.line == 1)
  }
}
