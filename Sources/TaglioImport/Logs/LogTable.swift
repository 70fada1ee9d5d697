import TaglioFormat

/// The cells of a CSV text, for tables in which several columns have one name.
struct LogTable {
  /// All rows, each with as many cells as the first one.
  private(set) var rows: [[String]] = []
  private var scanner = CSVScanner(delimiter: UInt8(ascii: ","))

  /// The most bytes of one row.
  private static let rowLimit = JSONDocument.Limits().bytes

  init(_ window: consuming TextWindow) throws {
    while let length = try nextRow(&window) {
      let cells = scanner.cells
      let row = try window.withRow(length) { (bytes) throws(CSVFault) in
        try CSVText.check(bytes)
        return cells.map { LogTable.text($0, of: bytes) }
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

  private mutating func nextRow(_ window: inout TextWindow) throws -> Int? {
    while true {
      if window.count > 0 {
        let isComplete = window.isComplete
        let length = try window.withRow(window.count) { (bytes) throws(CSVFault) in
          try scanner.scanRow(bytes, isComplete: isComplete)
        }
        if let length, length <= LogTable.rowLimit { return length }
      } else if window.isComplete {
        return nil
      }
      guard window.count <= LogTable.rowLimit else {
        throw Refusal(
          .init(.tooLarge),
          at: window.position,
          "the row has more than \(LogTable.rowLimit) bytes"
        )
      }
      try window.grow()
    }
  }

  private static func text(_ cell: CSVCell, of row: UnsafeRawBufferPointer) -> String {
    let bytes = row[cell.contents]
    let text = String(decoding: bytes, as: UTF8.self)
    guard cell.hasDoubledQuotes else { return text }
    return text.replacing("\"\"", with: "\"")
  }
}
