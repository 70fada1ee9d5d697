import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

@Suite struct CSVRecordsTests {
  /// A text, the name it has, and its records.
  static let texts: [(name: String, text: String, records: [String])] = [
    ("a.csv", "a,b\n1,2\n", [#"{"a":"1","b":"2"}"#]),
    ("a.csv", "a,b\r\n1,2\r\n3,4", [#"{"a":"1","b":"2"}"#, #"{"a":"3","b":"4"}"#]),
    ("a.csv", "a,b\r1,2\r3,4\r", [#"{"a":"1","b":"2"}"#, #"{"a":"3","b":"4"}"#]),
    ("a.csv", "a,b\n1,2\r\n3,4\n", [#"{"a":"1","b":"2"}"#, #"{"a":"3","b":"4"}"#]),
    ("a.csv", "a,b\n,\n\"\",\"\"\n", [#"{"a":"","b":""}"#, #"{"a":"","b":""}"#]),
    ("a.csv", "a,b\n1,", [#"{"a":"1","b":""}"#]),
    ("a.csv", "a,b\n", []),
    ("a.csv", "a", []),
    ("a.csv", "a\n1\n\"\"\n 2 \n", [#"{"a":"1"}"#, #"{"a":""}"#, #"{"a":" 2 "}"#]),
    ("a.csv", "a\n1\n\n\n", [#"{"a":"1"}"#]),
    ("a.csv", "a,b\r\n1,2\r\n\r\n", [#"{"a":"1","b":"2"}"#]),
    ("a.csv", "a,\"b \"\"c\"\"\"\n1,2\n", [#"{"a":"1","b \"c\"":"2"}"#]),
    ("a.csv", "a\n\"x,\"\"y\"\"\"\n\"\"\"\"\n", [#"{"a":"x,\"y\""}"#, #"{"a":"\""}"#]),
    ("a.csv", "a\n\"x\ny\r\nz\rw\"\n", [#"{"a":"x\ny\r\nz\rw"}"#]),
    ("a.csv", "a\n\t\u{1}\\\u{7F}\n", [#"{"a":"\t\u0001\\"# + "\u{7F}\"}"]),
    ("a.csv", "\u{FEFF}a\n\u{E9}\u{1F600}\u{FEFF}\n", ["{\"a\":\"\u{E9}\u{1F600}\u{FEFF}\"}"]),
    ("a.csv", "\"\u{E9}\",\"e\u{301}\"\n1,2\n", ["{\"e\u{301}\":\"2\",\"\u{E9}\":\"1\"}"]),
    ("a.csv", "\"a;b\"\n1;2\n", [#"{"a;b":"1;2"}"#]),
    ("a.tsv", "a\tb\n1,5\t\"2\t\"\n", [#"{"a":"1,5","b":"2\t"}"#]),
    ("A.TSV.gz", "a\tb\n1\t2\n", [#"{"a":"1","b":"2"}"#]),
    ("A.CSV.GZ", "z,a\n1,2\n", [#"{"a":"2","z":"1"}"#]),
  ]

  @Test(arguments: texts)
  func everyShapeIsUnderstood(_ one: (name: String, text: String, records: [String])) throws {
    #expect(try records(one.text, name: one.name).map(\.canonical) == one.records)
  }

  @Test(arguments: texts)
  func theLengthOfPiecesDoesNotMatter(
    _ one: (name: String, text: String, records: [String])
  ) throws {
    for length in 1...5 {
      let slow = SlowSource(name: one.name, bytes: Array(one.text.utf8), pieceLength: length)
      #expect(try records(of: slow).map(\.canonical) == one.records, "\(length)")
      let packed = SlowSource(
        name: one.name,
        bytes: try gzipped(Array(one.text.utf8)),
        pieceLength: length
      )
      #expect(try records(of: packed).map(\.canonical) == one.records, "\(length)")
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func placesAreThoseOfTheRows(_ end: String) throws {
    let rows = ["a,b", "1,\"x\(end)y\(end)\"", "2,\"\"", "\"\(end)\",3", "4,5"]
    let found = try records(rows.joined(separator: end), name: "a.csv")
    #expect(found.map(\.line) == [2, 5, 6, 8])
    #expect(found.map(\.column) == [1, 1, 1, 1])
    #expect(found.map(\.record) == [1, 2, 3, 4])
  }

  @Test(arguments: [false, true], [1, 2, 3, 5, 64])
  func utf16IsDecoded(_ isBigEndian: Bool, _ length: Int) throws {
    let text = "\u{FEFF}a,\u{E9}\n\u{20AC},\"\u{1F600}\n\"\n"
    let bytes = utf16(text, isBigEndian: isBigEndian)
    let expected = ["{\"a\":\"\u{20AC}\",\"\u{E9}\":\"\u{1F600}\\n\"}"]
    let slow = SlowSource(name: "a.csv", bytes: bytes, pieceLength: length)
    #expect(try records(of: slow).map(\.canonical) == expected)
    let packed = MemorySource(name: "a.csv", bytes: try gzipped(bytes))
    #expect(try records(of: packed).map(\.canonical) == expected)
  }

  @Test func aRowMayBeLongerThanTheWindow() throws {
    let long = String(repeating: "x\"\"\u{E9}\n", count: 100_000)
    let found = try records("a,b\n1,\"\(long)\"\n3,4\n", name: "a.csv")
    #expect(found.map(\.line) == [2, 100_003])
    #expect(found[0].canonical.utf8.count == 700_000 + 16)
  }

  @Test(arguments: ["1,\"23\n4567\"\n8,9\n", "1,\"2\n3,4\n5,6\n7,8\n9"])
  func aRowThatIsTooLongIsRefusedWhereItBegins(_ rows: String) throws {
    var options = CSVRecords.Options(delimiter: UInt8(ascii: ","))
    options.rowLimit = 10
    let text = Array("a,b\nc,d\n\(rows)".utf8)
    let source = SlowSource(name: "a.csv", bytes: text, pieceLength: 1)
    var count = 0
    let refusal = #expect(throws: Refusal.self) {
      try CSVRecords(options).read(TextWindow.open(source)) { _, _ in count += 1 }
    }
    #expect(refusal?.code == .init(.tooLarge))
    #expect(refusal?.position?.line == 3 && refusal?.position?.column == 1)
    #expect(refusal?.message == "the row that begins here is longer than 10 bytes")
    #expect(count == 1)
  }

  /// A cell, and what `--types json` makes of it.
  static let cells: [(cell: String, value: String)] = [
    ("5", "5"), ("-1.50", "-1.5"), ("1e2", "100"), (" 7 ", "7"), ("true", "true"),
    ("null", "null"), ("", "null"), ("\"\"", "null"), ("[1; 2]", #""[1; 2]""#),
    ("\"{\"\"b\"\": [1, \"\"x\"\"]}\"", #"{"b":[1,"x"]}"#), ("\"\"\"5\"\"\"", #""5""#),
    ("\"[1, 2]\"", "[1,2]"), ("9007199254740993", "9007199254740993"),
    ("007", #""007""#), ("+1", #""+1""#), ("1.", #""1.""#), (".5", #"".5""#), ("- 1", #""- 1""#),
    ("NaN", #""NaN""#), ("True", #""True""#), ("nullable", #""nullable""#), ("1 2", #""1 2""#),
    ("{a}", #""{a}""#), ("[", #""[""#), ("word", #""word""#), (" ", #"" ""#),
    ("2026-11-21", #""2026-11-21""#), ("\"tr\nue\"", #""tr\nue""#),
  ]

  @Test(arguments: cells)
  func cellsThatAreJSONAreTheirValues(_ one: (cell: String, value: String)) throws {
    let text = "n,a\nx,\(one.cell)\n"
    let found = try records(text, name: "a.csv", types: .json)
    #expect(found.map(\.canonical) == [#"{"a":\#(one.value),"n":"x"}"#])
  }

  /// The columns `a,b,c` with the cells `1`, `x, y` and none, and the record that a map makes.
  static let maps: [(map: String, record: String)] = [
    ("a=/a", #"{"a":"1","b":"x, y","c":""}"#),
    ("a=/input/n,b=/input/text", #"{"c":"","input":{"n":"1","text":"x, y"}}"#),
    ("a=/in/deep/n,b=/in/t,c=/z", #"{"in":{"deep":{"n":"1"},"t":"x, y"},"z":""}"#),
    ("a=/in/b/c,b=/in/a/c,c=/in/b/a", #"{"in":{"a":{"c":"x, y"},"b":{"a":"","c":"1"}}}"#),
    ("a=/0/1,b=/0/~01~1", #"{"0":{"1":"1","~1/":"x, y"},"c":""}"#),
    ("a=/b,b=/a", #"{"a":"x, y","b":"1","c":""}"#),
    ("a=/a=b", #"{"a=b":"1","b":"x, y","c":""}"#),
    ("b=label:title", #"{"a":"1","c":"","title":"x, y"}"#),
    ("b=label:keywords", #"{"a":"1","c":"","keywords":["x","y"]}"#),
    ("c=label:title,a=label:keywords", #"{"b":"x, y","keywords":["1"]}"#),
    ("a=label:a,b=label:b,c=label:c", #"{"a":"1","b":"x, y"}"#),
    ("a=/in/n,b=label:title,c=label:notes", #"{"in":{"n":"1"},"title":"x, y"}"#),
  ]

  @Test(arguments: maps)
  func columnsGoWhereTheMapSays(_ one: (map: String, record: String)) throws {
    let found = try records("a,b,c\n1,\"x, y\",\n", name: "a.csv", columns: one.map)
    #expect(found.map(\.canonical) == [one.record])
  }

  @Test func listsAreSplitAtCommasOrAreJSON() throws {
    let text = "k\n\" a ,,b\tc, \"\n\"[\"\"x\"\", 1]\"\n5\n\",\"\n"
    let asText = try records(text, name: "a.csv", columns: "k=label:keywords")
    #expect(
      asText.map(\.canonical) == [
        #"{"keywords":["a","b\tc"]}"#, #"{"keywords":["[\"x\"","1]"]}"#, #"{"keywords":["5"]}"#,
        #"{"keywords":[]}"#,
      ]
    )
    let asJSON = try records(text, name: "a.csv", columns: "k=label:keywords", types: .json)
    #expect(asJSON[1].canonical == #"{"keywords":["x",1]}"#)
    #expect(asJSON[2].canonical == #"{"keywords":["5"]}"#)
  }

  @Test func namesOfColumnsWithSeparatorsAreEscaped() throws {
    let text = "\"a,b\",c=d,e\\f\n1,2,3\n"
    let found = try records(text, name: "a.csv", columns: #"a\,b=/x,c\=d=/y\,,e\\f=/z"#)
    #expect(found.map(\.canonical) == [#"{"x":"1","y,":"2","z":"3"}"#])
  }
}

/// All records of a text in a file called `name`, as a table.
private func records(
  _ text: String,
  name: String,
  columns: String? = nil,
  types: CellTypes? = nil
) throws -> [ReadRecord] {
  let options = try tableOptions(columns: columns, types: types)
  return try records(of: MemorySource(name: name, bytes: Array(text.utf8)), options)
}
