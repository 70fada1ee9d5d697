import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

/// What is written as a table is read back as the same cells.
@Suite struct CSVWriterTests {
  private static let pieces = [
    "", "a", "1", "-1", "007", "1e5", "=1+1", "+49", "@SUM(A1)", "'", "''", "\"", "\"\"", ",", ";",
    "\n",
    "\r\n", "\r", "\t", " ", "  x", "é", "e\u{301}", "日本", "\u{1F600}", "\u{FEFF}", "\u{202E}",
    "\\",
    "true", "null", "{\"a\":1}", "2026-11-21",
  ]

  private static func cell(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in
      pieces[Int.random(in: pieces.indices, using: &random)]
    }.joined()
  }

  private static func cells(_ bytes: [UInt8], name: String = "a.csv") throws -> [[String]] {
    let table = try CSVTable(MemorySource(name: name, bytes: bytes), with: "c0")
    var rows = [table.header]
    try table.forEachRow { cells, _ in rows.append(cells) }
    return rows
  }

  private static func isEqual(_ left: [[String]], _ right: [[String]]) -> Bool {
    left.map { $0.map { ExactString($0) } } == right.map { $0.map { ExactString($0) } }
  }

  @Test(arguments: Array(1...40) as [UInt64])
  func cellsComeBack(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let columns = Int.random(in: 1...5, using: &random)
    let header = (0..<columns).map { "c\($0)" }
    let rows = (0..<30).map { _ in
      (0..<columns).map { _ in CSVWriterTests.cell(&random) }
    }
    let bytes = ([header] + rows).flatMap { CSVWriter.row($0) }
    let found = try CSVWriterTests.cells(bytes)
    let told = rows.filter { !$0.allSatisfy(\.isEmpty) }
    #expect(CSVWriterTests.isEqual(found, [header] + told), "seed \(seed)")
  }

  @Test(arguments: Array(1...10) as [UInt64])
  func neutralisedCellsComeBack(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let cell = CSVWriterTests.cell(&random)
      let written = FormulaGuard.neutralised(cell)
      #expect(ExactString(FormulaGuard.restored(written)) == ExactString(cell), "seed \(seed)")
      let first = written.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
      #expect(!first, "seed \(seed): \(cell.debugDescription)")
    }
  }

  @Test(arguments: [
    ("1", "1"), ("true", "true"), ("null", "null"), ("[1,{\"a\":2}]", "[1,{\"a\":2}]"),
    ("\"text\"", "text"), ("\"12\"", "\"12\""), ("\"\"", "\"\""), ("\"true\"", "\"true\""),
    ("\"{\"", "{"), ("\"=1\"", "=1"), ("\" 1 \"", "\" 1 \""),
  ])
  func cellsOfAnExportAreReadBackAsTheirValues(_ json: String, _ cell: String) throws {
    let value = try CanonicalJSON(canonicalizing: Array(json.utf8))
    #expect(CSVWriter.cell(value) == cell)
    let bytes = CSVWriter.row(["a", "b"]) + CSVWriter.row([CSVWriter.cell(value), "x"])
    var options = ImportOptions(format: .csv)
    options.types = .json
    let found = try records(of: MemorySource(name: "a.csv", bytes: bytes), options)
    #expect(found.map(\.canonical) == [#"{"a":\#(value),"b":"x"}"#])
  }

  @Test(arguments: [
    ("", nil), ("  ", nil), ("3", "3"), ("-0.50", "-0.5"), ("'-1", "-1"), ("1e3", "1000"),
    ("007", "\"007\""), ("0,5", "\"0,5\""), ("TRUE", "true"), ("False", "false"), ("'=1", "\"=1\""),
    ("''x", "\"'x\""), ("good", "\"good\""), (" good", "\" good\""), ("1e400", "\"1e400\""),
    ("null", "\"null\""), ("[1]", "\"[1]\""),
  ])
  func labelsHaveTypes(_ cell: String, _ value: String?) {
    #expect(LabelCell.value(cell)?.description == value)
  }
}
