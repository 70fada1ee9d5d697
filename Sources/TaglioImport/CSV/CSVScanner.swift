import TaglioFormat

/// Finds the cells of one row after another (RFC 4180).
///
/// Stricter than most: what follows a closing quotation mark is the end of the cell; none stands
/// after nothing but spaces, where it would be unclear whether it opens the cell; rows end with LF
/// or CR LF, or else all with a CR alone. Elsewhere inside a cell, where the RFC has none, a
/// quotation mark is a character like others: tables are full of inches and seconds.
struct CSVScanner {
  /// The cells of the row that was scanned last.
  private(set) var cells: [CSVCell] = []
  private let delimiter: UInt8
  private var rowEnd: RowEnd?

  private enum RowEnd { case lineFeed, carriageReturn }

  /// The most cells that a row may have.
  private static let maximumCount = 65_536

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// Whether the row is a line without a single character before its end.
  var isBlank: Bool {
    cells.count == 1 && cells.allSatisfy { !$0.isQuoted && $0.contents.isEmpty }
  }

  /// Finds the cells of the row that begins `bytes`.
  ///
  /// - Parameter isComplete: whether the text ends where `bytes` do.
  /// - Returns: the length of the row with its end; nil if the row goes on behind `bytes`.
  mutating func scanRow(
    _ bytes: UnsafeRawBufferPointer,
    isComplete: Bool
  ) throws(CSVFault) -> Int? {
    cells.removeAll(keepingCapacity: true)
    var next = 0
    while let cell = try scanCell(bytes, from: next, isComplete) {
      guard cells.count < Self.maximumCount else { throw tooManyCells(at: cell.start) }
      cells.append(cell)
      if cell.end == bytes.count { return cell.end }
      guard bytes[cell.end] == delimiter else {
        return try scanRowEnd(bytes, at: cell.end, isComplete)
      }
      next = cell.end + 1
    }
    return nil
  }

  private func scanCell(
    _ bytes: UnsafeRawBufferPointer,
    from start: Int,
    _ isComplete: Bool
  ) throws(CSVFault) -> CSVCell? {
    if start < bytes.count, bytes[start] == Self.quote {
      return try scanQuoted(bytes, from: start, isComplete)
    }
    var end = start
    var isBlank = true
    while end < bytes.count, !endsCell(bytes[end]) {
      if isBlank, bytes[end] == Self.quote { throw quoteAfterSpace(at: end) }
      isBlank = isBlank && bytes[end] == UInt8(ascii: " ")
      end += 1
    }
    guard end < bytes.count || isComplete else { return nil }
    return CSVCell(start: start, contents: start..<end)
  }

  private func scanQuoted(
    _ bytes: UnsafeRawBufferPointer,
    from start: Int,
    _ isComplete: Bool
  ) throws(CSVFault) -> CSVCell? {
    var cell = CSVCell(start: start, contents: start..<start, isQuoted: true)
    var next = start + 1
    while let quote = bytes[next...].firstIndex(of: Self.quote) {
      cell.contents = start + 1..<quote
      next = quote + 1
      guard next < bytes.count else { return isComplete ? cell : nil }
      if endsCell(bytes[next]) { return cell }
      guard bytes[next] == Self.quote else { throw textAfterQuote(at: next) }
      cell.hasDoubledQuotes = true
      next += 1
    }
    guard isComplete else { return nil }
    throw openQuote(at: start)
  }

  private mutating func scanRowEnd(
    _ bytes: UnsafeRawBufferPointer,
    at end: Int,
    _ isComplete: Bool
  ) throws(CSVFault) -> Int? {
    var length = end + 1
    var found = RowEnd.lineFeed
    if bytes[end] == Self.carriageReturn {
      guard length < bytes.count || isComplete else { return nil }
      let isPair = length < bytes.count && bytes[length] == Self.lineFeed
      if isPair { length += 1 } else { found = .carriageReturn }
    }
    guard rowEnd ?? found == found else { throw mixedRowEnds(at: end) }
    rowEnd = found
    return length
  }

  @inline(__always)
  private func endsCell(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
  }
}

extension CSVScanner {
  private func tooManyCells(at offset: Int) -> CSVFault {
    CSVFault(
      at: offset,
      .init(.tooLarge),
      "the row has more than \(Self.maximumCount) cells",
      help: "write wide records as JSON Lines"
    )
  }

  private func quoteAfterSpace(at offset: Int) -> CSVFault {
    CSVFault(
      at: offset,
      .init(.syntax),
      "a quotation mark follows a space at the beginning of a cell",
      help: "put the whole cell in quotation marks, without a space before them, and write those "
        + "inside it twice: \"say \"\"hi\"\"\""
    )
  }

  private func textAfterQuote(at offset: Int) -> CSVFault {
    CSVFault(
      at: offset,
      .init(.syntax),
      "more follows the quotation mark that closes the cell",
      help: "write a quotation mark inside the cell twice: \"say \"\"hi\"\"\""
    )
  }

  private func openQuote(at offset: Int) -> CSVFault {
    CSVFault(
      at: offset,
      .init(.unexpectedEnd),
      "the quotation mark that opens this cell is never closed",
      help: "close the cell with a quotation mark; is the file cut short?"
    )
  }

  private func mixedRowEnds(at offset: Int) -> CSVFault {
    let found =
      rowEnd == .lineFeed
      ? "a carriage return alone, where rows end with a line feed"
      : "a line feed, where rows end with a carriage return alone"
    return CSVFault(
      at: offset,
      .rowEnds,
      found,
      help: "put a cell with a line break in quotation marks, and end all rows alike"
    )
  }
}
