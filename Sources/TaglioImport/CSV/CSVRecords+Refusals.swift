import TaglioFormat

extension CSVRecords {
  static func ragged(
    _ cells: [CSVCell],
    of row: UnsafeRawBufferPointer,
    columns: Int
  ) -> CSVFault {
    let isLong = cells.count > columns
    let offset = isLong ? cells[columns].start : cells.last?.end ?? 0
    let spansLines = cells.contains { row[$0.contents].contains(UInt8(ascii: "\n")) }
    let help =
      if isLong {
        "put a cell that holds the separator in quotation marks"
      } else if spansLines {
        "is a quotation mark before this place left open? Else add the missing cells"
      } else {
        "add the missing cells; put a cell with a line break in quotation marks"
      }
    return CSVFault(
      at: offset,
      .raggedRow,
      "the row has \(cells.count == 1 ? "1 cell" : "\(cells.count) cells"), the first row "
        + "\(columns)",
      help: help
    )
  }

  static let blankHeader = CSVFault(
    at: 0,
    .header,
    "the first line is blank, and the names of the columns should stand in it",
    help: "remove the line, or write the names into it"
  )

  static func blankLine(at position: TextPosition, columns: Int) -> Refusal {
    Refusal(
      .blankLine,
      at: position,
      "a blank line stands between two rows",
      help: columns == 1
        ? "remove it, or write \"\" for a row with an empty cell" : "remove it"
    )
  }

  static func empty(at position: TextPosition) -> Refusal {
    Refusal(
      .init(.unexpectedEnd),
      at: position,
      "the text is empty",
      help: "a table begins with a row that names its columns"
    )
  }

  static func tooLong(at position: TextPosition, limit: Int) -> Refusal {
    Refusal(
      .init(.tooLarge),
      at: position,
      "the row that begins here is longer than \(limit) bytes",
      help: "is a quotation mark in it never closed? Else keep the large cell in a file of its own"
    )
  }
}
