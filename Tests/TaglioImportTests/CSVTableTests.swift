import Testing

@testable import TaglioImport

/// Tables as spreadsheets write them: separators, and empty cells that are there or not.
@Suite struct CSVTableTests {
  private func rows(_ text: String, name: String = "a.csv") throws -> [[String]] {
    let source = MemorySource(name: name, bytes: Array(text.utf8))
    let table = try CSVTable(source, with: "version")
    var rows = [table.header]
    try table.forEachRow { cells, _ in rows.append(cells) }
    return rows
  }

  @Test(arguments: [
    "id,version,x\n1,2,3\n", "id;version;x\r\n1;2;3\r\n", "id\tversion\tx\r1\t2\t3\r",
    "\u{FEFF}\"id\",\"version\",\"x\"\n\"1\",\"2\",\"3\"\n",
    "id,version,x,,\n,,,,\n1,2,3,,\n\n,,\n\"\",\"\"\n",
  ])
  func cellsAreTheSameHoweverTheyAreWritten(_ text: String) throws {
    for name in ["a.csv", "a.tsv", "a.txt"] {
      #expect(try rows(text, name: name) == [["id", "version", "x"], ["1", "2", "3"]], "\(name)")
    }
  }

  @Test func emptyCellsAtTheEndOfARowMayBeMissing() throws {
    #expect(
      try rows("version,x,y\n1\n2,a\n3,,b\n")
        == [["version", "x", "y"], ["1", "", ""], ["2", "a", ""], ["3", "", "b"]]
    )
  }

  @Test(arguments: [
    ("version,x\n1,2,3\n", "3 cells, the first row 2"),
    ("version,,x\n1,2,3\n", "column 2 has no name"),
    ("version,x,x\n1,2,3\n", "the same name"),
    ("sep=;\nversion;x\n1;2\n", "one cell with \";\""),
    ("a;b\n1;2\n", "one cell with \";\""),
  ])
  func whatIsNoTableIsRefused(_ text: String, _ message: String) {
    let error = #expect(throws: ImportError.self) { try rows(text) }
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
  }
}
