package import TaglioFormat

/// A table as its cells, in the order of its columns: for what people fill in a spreadsheet.
///
/// The names of the columns stand in the first row. The rules are those by which `add` reads tables,
/// but for what spreadsheets do: empty cells at the end of a row may be there or not, and rows without
/// anything are none. UTF-16, a byte order mark and gzip are taken too.
package struct CSVTable {
  /// The names of the columns, which differ.
  package let header: [String]
  private let source: any InputSource
  /// What stands between cells: a comma, a semicolon or a tab.
  package let delimiter: UInt8

  /// The most bytes of one row.
  private static let rowLimit = JSONDocument.Limits().bytes

  /// Reads the first row.
  ///
  /// - Parameter column: a column that the table has. What stands between cells is what makes it one;
  ///   where nothing does, what the name of the file says.
  /// - Throws: `ImportError` with the place, `SystemError`.
  package init(_ source: any InputSource, with column: String) throws {
    self.source = source
    let format = SourceFormat(fileName: source.name)
    let usual = format?.delimiter ?? UInt8(ascii: ",")
    let fitting = try ([usual] + Array(",;\t".utf8)).first { delimiter in
      do {
        return try CSVTable.header(of: source, delimiter).contains(column)
      } catch is ImportError {
        // What is wrong with the first row is told by the usual separator.
        return false
      }
    }
    delimiter = fitting ?? usual
    header = try CSVTable.header(of: source, delimiter)
  }

  private static func header(of source: any InputSource, _ delimiter: UInt8) throws -> [String] {
    var names: [String] = []
    try forEachRow(of: source, delimiter) { cells, _ in
      names = cells
      return false
    }
    return names
  }

  /// Calls `body` with the cells of each row below the first, and its place.
  ///
  /// - Throws: what `body` throws; `ImportError` for rows with more cells than columns.
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
    while let length = try scanner.nextRow(&window, limit: rowLimit) {
      let cells = scanner.cells
      let texts = try window.withRow(length) { (row) throws(CSVFault) in
        try CSVTable.texts(cells, row, columns, delimiter)
      }
      if columns == nil || !texts.allSatisfy(\.isEmpty) {
        columns = texts.count
        guard try body(texts, window.position) else { return }
      }
      window.advance(overRow: length)
    }
    if columns == nil { throw CSVRecords.empty(at: window.position) }
  }

  /// The cells of a row, as many as there are columns; those of the first one must be names.
  private static func texts(
    _ cells: [CSVCell],
    _ row: UnsafeRawBufferPointer,
    _ columns: Int?,
    _ delimiter: UInt8
  ) throws(CSVFault) -> [String] {
    try CSVText.check(row)
    let last = cells.lastIndex { !$0.contents.isEmpty }
    let filled = Array(cells.prefix(last.map { $0 + 1 } ?? 0))
    guard let columns else { return try CSVHeader(filled, of: row, delimiter: delimiter).names }
    guard filled.count <= columns else {
      throw CSVRecords.ragged(filled, of: row, columns: columns)
    }
    let texts = filled.map { String(decoding: $0.unquoted(in: row), as: UTF8.self) }
    return texts + Array(repeating: "", count: columns - texts.count)
  }
}
