package import TaglioFormat

/// A table as its cells, in the order of its columns: for what is no list of records.
///
/// The names of the columns stand in the first row. The rules are those by which `add` reads tables;
/// UTF-16, a byte order mark and gzip are taken too.
package struct CSVTable {
  /// The names of the columns, which differ.
  package let header: [String]
  private let source: any InputSource
  private let delimiter: UInt8

  /// Reads the first row; what stands between cells is a tab where the name says so, else a comma.
  ///
  /// - Throws: `ImportError` with the place, `SystemError`.
  package init(_ source: any InputSource) throws {
    self.source = source
    let format = SourceFormat(fileName: source.name)
    delimiter = format?.delimiter ?? UInt8(ascii: ",")
    var names: [String] = []
    try CSVTable.forEachRow(of: source, delimiter) { cells, _ in
      names = cells
      return false
    }
    header = names
  }

  /// Calls `body` with the cells of each row below the first, and its place.
  ///
  /// - Throws: what `body` throws; `ImportError` for rows with more or fewer cells than columns.
  package func forEachRow(_ body: ([String], RecordPlace) throws -> Void) throws {
    var isFirst = true
    var count = 0
    try CSVTable.forEachRow(of: source, delimiter) { cells, position in
      defer { isFirst = false }
      guard !isFirst else { return true }
      count += 1
      let place = RecordPlace(
        file: source.name,
        line: position.line,
        column: position.column,
        record: count
      )
      try body(cells, place)
      return true
    }
  }

  private typealias RowSink = ([String], TextPosition) throws -> Bool

  private static func forEachRow(
    of source: any InputSource,
    _ delimiter: UInt8,
    _ body: RowSink
  ) throws {
    do {
      var window = try TextWindow.open(source, decodesUTF16: true)
      try read(&window, CSVScanner(delimiter: delimiter), delimiter, body)
    } catch let refusal as Refusal {
      throw refusal.error(in: source.name, record: nil)
    }
  }

  private static func read(
    _ window: inout TextWindow,
    _ scanner: CSVScanner,
    _ delimiter: UInt8,
    _ body: RowSink
  ) throws {
    var scanner = scanner
    var columns: Int?
    while let length = try nextRow(&window, &scanner) {
      let cells = scanner.cells
      let isBlank = scanner.isBlank
      if !isBlank || columns == nil {
        let texts = try window.withRow(length) { (row) throws(CSVFault) in
          try CSVTable.texts(cells, row, columns, delimiter)
        }
        columns = texts.count
        guard try body(texts, window.position) else { return }
      }
      window.advance(overRow: length)
    }
    if columns == nil { throw CSVRecords.empty(at: window.position) }
  }

  /// The cells of a row; those of the first one must be names.
  private static func texts(
    _ cells: [CSVCell],
    _ row: UnsafeRawBufferPointer,
    _ columns: Int?,
    _ delimiter: UInt8
  ) throws(CSVFault) -> [String] {
    try CSVText.check(row)
    guard let columns else { return try CSVHeader(cells, of: row, delimiter: delimiter).names }
    guard cells.count == columns else {
      throw CSVRecords.ragged(cells, of: row, columns: columns)
    }
    return cells.map { String(decoding: $0.unquoted(in: row), as: UTF8.self) }
  }

  private static func nextRow(
    _ window: inout TextWindow,
    _ scanner: inout CSVScanner
  ) throws -> Int? {
    let limit = JSONDocument.Limits().bytes
    while true {
      if window.count > 0 {
        let isComplete = window.isComplete
        let length = try window.withRow(window.count) { (bytes) throws(CSVFault) in
          try scanner.scanRow(bytes, isComplete: isComplete)
        }
        if let length { return length }
      } else if window.isComplete {
        return nil
      }
      guard window.count <= limit else {
        throw CSVRecords.tooLong(at: window.position, limit: limit)
      }
      try window.grow()
    }
  }
}
