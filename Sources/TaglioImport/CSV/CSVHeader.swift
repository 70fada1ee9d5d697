import TaglioFormat

/// The first row: the names of the columns.
struct CSVHeader {
  private(set) var names: [String] = []

  /// Takes the names from the cells of the first row; `bytes` begin with it.
  init(_ cells: [CSVCell], of bytes: UnsafeRawBufferPointer, delimiter: UInt8) throws(CSVFault) {
    try Self.requireDelimiter(cells, bytes, delimiter)
    var columns: [ExactString: Int] = [:]
    for (index, cell) in cells.enumerated() {
      let name = String(decoding: cell.unquoted(in: bytes), as: UTF8.self)
      guard !name.isEmpty else { throw Self.unnamed(index, cell) }
      if let first = columns.updateValue(index, forKey: ExactString(name)) {
        throw Self.repeated(name, first, index, cell)
      }
      names.append(name)
    }
  }

  private static func unnamed(_ index: Int, _ cell: CSVCell) -> CSVFault {
    CSVFault(
      at: cell.start,
      .header,
      "column \(index + 1) has no name",
      help: "write a name into the first row, or remove the column from all rows"
    )
  }

  private static func repeated(
    _ name: String,
    _ first: Int,
    _ index: Int,
    _ cell: CSVCell
  ) -> CSVFault {
    CSVFault(
      at: cell.start,
      .header,
      "columns \(first + 1) and \(index + 1) have the same name, \"\(name)\"",
      help: "rename one of the two in the first row"
    )
  }

  /// What other tables have between their cells, how a message names it, and what to do then.
  private static let separators: [(byte: UInt8, name: String, way: String)] = [
    (UInt8(ascii: "\t"), "a tab", "name the format: --format tsv"),
    (UInt8(ascii: ";"), "\";\"", "save the table with commas or tabs between its cells"),
    (UInt8(ascii: ","), "\",\"", "name the format: --format csv"),
  ]

  /// Refuses one column whose name, not in quotation marks, looks like several.
  private static func requireDelimiter(
    _ cells: [CSVCell],
    _ bytes: UnsafeRawBufferPointer,
    _ delimiter: UInt8
  ) throws(CSVFault) {
    guard cells.count == 1, let cell = cells.first, !cell.isQuoted else { return }
    let name = bytes[cell.contents]
    let other = separators.first { $0.byte != delimiter && name.contains($0.byte) }
    guard let other else { return }
    throw CSVFault(
      at: cell.start,
      .header,
      "the first row is one cell with \(other.name) in it; is that what separates the columns?",
      help: "\(other.way); if it is the name of one column, put it in quotation marks"
    )
  }
}

extension CSVCell {
  /// What the cell says.
  func unquoted(in bytes: UnsafeRawBufferPointer) -> [UInt8] {
    guard hasDoubledQuotes else { return Array(bytes[contents]) }
    var text: [UInt8] = []
    var isFirst = false
    for byte in bytes[contents] {
      isFirst = byte == UInt8(ascii: "\"") && !isFirst
      if byte != UInt8(ascii: "\"") || isFirst { text.append(byte) }
    }
    return text
  }
}
