import TaglioFormat

/// The records of a table: one for each row below the first, which names the columns.
///
/// One row is in memory at a time.
struct CSVRecords {
  /// What the user said about the table.
  struct Options {
    var delimiter: UInt8
    var columns: ColumnMap?
    var types = CellTypes.text
    var listFields: Set<ExactString> = []
    /// The longest row in bytes.
    var rowLimit = JSONDocument.Limits().bytes
  }

  private let options: Options
  private var scanner: CSVScanner
  private var document = JSONDocument()
  private var json: [UInt8] = []

  init(_ options: Options) {
    self.options = options
    scanner = CSVScanner(delimiter: options.delimiter)
  }

  /// Reads the text to its end.
  consuming func read(_ window: consuming TextWindow, _ deliver: RecordSink) throws {
    let layout = try readHeader(&window)
    var writer = CSVRecordWriter(layout, options.types)
    var blank: TextPosition?
    while let length = try scanner.nextRow(&window, limit: options.rowLimit) {
      if scanner.isBlank {
        blank = blank ?? window.position
      } else {
        if let blank { throw Self.blankLine(at: blank, columns: layout.names.count) }
        try parseRow(window, length, &writer, layout)
        try deliver(document, window.position)
      }
      window.advance(overRow: length)
    }
  }

  private mutating func readHeader(_ window: inout TextWindow) throws -> CSVLayout {
    do {
      guard let length = try scanner.nextRow(&window, limit: options.rowLimit) else {
        throw Self.empty(at: window.position)
      }
      let layout = try window.withRow(length) { (row) throws(CSVFault) in
        try CSVText.check(row)
        guard !scanner.isBlank else { throw Self.blankHeader }
        let header = try CSVHeader(scanner.cells, of: row, delimiter: options.delimiter)
        return try CSVLayout(header, options.columns, listFields: options.listFields)
      }
      window.advance(overRow: length)
      return layout
    } catch var refusal as Refusal {
      refusal.isInRecord = false
      throw refusal
    }
  }

  /// Reads the row that was scanned into the document.
  private mutating func parseRow(
    _ window: borrowing TextWindow,
    _ length: Int,
    _ writer: inout CSVRecordWriter,
    _ layout: CSVLayout
  ) throws {
    let cells = scanner.cells
    try window.withRow(length) { (row) throws(CSVFault) in
      try CSVText.check(row)
      guard cells.count == layout.names.count else {
        throw Self.ragged(cells, of: row, columns: layout.names.count)
      }
      try writer.write(cells, of: row, into: &json)
    }
    do {
      try json.withUnsafeBytes { try document.reparse($0) }
    } catch let error as JSONError {
      throw Refusal(.init(error.code), at: window.position, error.detail)
    }
  }
}

extension TextWindow {
  /// Lends the first `length` bytes in memory; faults in them become refusals with their place.
  func withRow<R>(
    _ length: Int,
    _ body: (UnsafeRawBufferPointer) throws(CSVFault) -> R
  ) throws -> R {
    try withBytes { bytes in
      do throws(CSVFault) {
        return try body(UnsafeRawBufferPointer(rebasing: bytes[..<length]))
      } catch {
        let place = position.advanced(overRows: bytes, count: error.offset)
        throw Refusal(error.code, at: place, error.message, help: error.help)
      }
    }
  }

  /// Passes over the first `length` bytes in memory, which end where a row does.
  mutating func advance(overRow length: Int) {
    let start = position
    let end = withBytes { start.advanced(overRows: $0, count: length) }
    advance(by: length, line: end.line, column: end.column)
  }
}
