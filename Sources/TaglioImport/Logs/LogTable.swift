import TaglioFormat

/// The cells of a CSV text, for tables in which several columns have one name.
struct LogTable {
  /// All rows, each with as many cells as the first one.
  private(set) var rows: [[String]] = []

  /// The most bytes of one row.
  private static let rowLimit = JSONDocument.Limits().bytes

  init(_ window: consuming TextWindow) throws {
    var scanner = CSVScanner(delimiter: UInt8(ascii: ","))
    while let length = try scanner.nextRow(&window, limit: LogTable.rowLimit) {
      let cells = scanner.cells
      let row = try window.withRow(length) { (bytes) throws(CSVFault) in
        try CSVText.check(bytes)
        return cells.map { String(decoding: $0.unquoted(in: bytes), as: UTF8.self) }
      }
      if !scanner.isBlank { rows.append(row) }
      if let columns = rows.first?.count, let last = rows.last, last.count != columns {
        throw Refusal(
          .raggedRow,
          at: window.position,
          "the row has \(last.count) cells, and the first one has \(columns)",
          help: "is the file cut short, or was it edited?"
        )
      }
      window.advance(overRow: length)
    }
  }
}
