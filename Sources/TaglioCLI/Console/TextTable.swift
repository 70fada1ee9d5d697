/// Rows of cells under one another.
///
/// Columns are as wide as their widest cell, up to a limit each; the last one takes what is left of
/// the line and is cut there. Cells hold text without colours: `paint` adds them when widths are
/// known.
struct TextTable {
  /// The widest that a column but the last becomes.
  private static let widest = 36
  private static let gap = "  "

  var rows: [[String]] = []
  /// Colours the text of a column, by its number.
  var paint: [Int: (String) -> String] = [:]
  /// The widest that a column becomes on a terminal, by its number, where it is less than for all.
  var limits: [Int: Int] = [:]

  func text(columns: Int?) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0
    }
    let shown = (0..<count).filter { widths[$0] > 0 }
    return rows.map { row in line(row, shown, widths, columns) + "\n" }.joined()
  }

  private func widest(_ column: Int) -> Int {
    min(TextTable.widest, limits[column] ?? TextTable.widest)
  }

  private func line(_ row: [String], _ shown: [Int], _ widths: [Int], _ columns: Int?) -> String {
    var used = 0
    var line = ""
    for (place, column) in shown.enumerated() {
      let isLast = place == shown.count - 1
      let cell = column < row.count ? row[column] : ""
      let limit = columns.map { isLast ? max(8, $0 - used) : widest(column) }
      let fitted = limit.map { cell.fitted(to: $0) } ?? cell
      let width = isLast ? fitted.displayWidth : min(widths[column], limit ?? .max)
      let padding = String(repeating: " ", count: max(0, width - fitted.displayWidth))
      line += (paint[column].map { $0(fitted) } ?? fitted) + padding
      used += width
      if !isLast {
        line += TextTable.gap
        used += TextTable.gap.count
      }
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
