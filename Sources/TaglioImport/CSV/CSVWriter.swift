package import TaglioFormat

/// Writes a table as RFC 4180 has it: commas, CR LF after each row, and quotation marks where a cell
/// needs them.
///
/// What it writes is read back by `add` as the same cells, and by `CSVTable`, which passes over rows
/// without anything.
package enum CSVWriter {
  /// The text of one row.
  ///
  /// A row of one empty cell is `""`, since a blank line is no row.
  package static func row(_ cells: [String]) -> [UInt8] {
    var text: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      append(cell, alone: cells.count == 1, to: &text)
    }
    text += [0x0D, 0x0A]
    return text
  }

  private static func append(_ cell: String, alone: Bool, to text: inout [UInt8]) {
    guard needsQuotes(cell, alone) else {
      text += cell.utf8
      return
    }
    text.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { text.append(byte) }
      text.append(byte)
    }
    text.append(UInt8(ascii: "\""))
  }

  /// Spaces at the ends are kept by quotation marks, which some programs would take away.
  private static func needsQuotes(_ cell: String, _ alone: Bool) -> Bool {
    let bytes = cell.utf8
    guard let first = bytes.first, let last = bytes.last else { return alone }
    if first == UInt8(ascii: " ") || last == UInt8(ascii: " ") { return true }
    // A byte order mark at the beginning of the text would be taken for one.
    if first == 0xEF { return true }
    return bytes.contains { ",;\"\r\n\t".utf8.contains($0) }
  }
}

/// Keeps spreadsheets from running what cells say.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return could be taken for a
/// formula: it gets a `'` before it, and so does one that begins with `'`, so that `restored` gives
/// back exactly what there was (OWASP, "CSV Injection").
package enum FormulaGuard {
  private static let mark = UInt8(ascii: "'")

  /// The cell as it is written.
  package static func neutralised(_ cell: String) -> String {
    guard let first = cell.utf8.first, "=+-@\t\r'".utf8.contains(first) else { return cell }
    return "'" + cell
  }

  /// The cell as it was before it was written; one that nobody neutralised is as it is.
  package static func restored(_ cell: String) -> String {
    cell.utf8.first == mark ? String(decoding: cell.utf8.dropFirst(), as: UTF8.self) : cell
  }
}

extension CSVWriter {
  /// The cell of a table whose cells are read with `--types json`: JSON, but for texts that nothing
  /// could take for JSON, which stand as they are.
  package static func cell(_ value: CanonicalJSON) -> String {
    guard let text = value.document.root.string else { return value.description }
    // That it is no JSON is what is asked, and not why.
    let isPlain = !text.isEmpty && (try? JSONDocument(parsing: Array(text.utf8))) == nil
    return isPlain && !text.utf8.contains(0) ? text : value.description
  }
}
