/// Rows of cells under one another.
///
/// Columns are as wide as their widest cell, up to a limit each; the last one takes what is left of
/// the line and is cut there. Where too little is left, the widest columns give way. Cells hold text
/// without colours: `paint` adds them when widths are known.
struct TextTable {
  /// The widest that a column but the last becomes.
  private static let widest = 36
  private static let gap = "  "
  /// No column gives way below this, the length of a short id; the last one has half of it at least.
  private static let narrowest = 12

  var rows: [[String]] = []
  /// Colours the text of a column, by its number.
  var paint: [Int: (String) -> String] = [:]
  /// The widest that a column becomes on a terminal, by its number, where it is less than for all.
  var limits: [Int: Int] = [:]

  func text(columns: Int?) -> String {
    let count = rows.map(\.count).max() ?? 0
    let natural = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0
    }
    let shown = (0..<count).filter { natural[$0] > 0 }
    let widths = columns.map { fitted(natural, shown, $0) } ?? natural
    return rows.map { row in line(row, shown, widths) + "\n" }.joined()
  }

  /// The widths that columns have on a terminal.
  private func fitted(_ natural: [Int], _ shown: [Int], _ columns: Int) -> [Int] {
    var widths = natural
    guard let last = shown.last else { return widths }
    let others = shown.dropLast()
    for column in others {
      widths[column] = min(natural[column], TextTable.widest, limits[column] ?? TextTable.widest)
    }
    let gaps = others.count * TextTable.gap.count
    func left() -> Int { columns - gaps - others.reduce(0) { $0 + widths[$1] } }
    let wanted = min(natural[last], TextTable.narrowest / 2)
    while left() < wanted, let widest = others.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > TextTable.narrowest
    {
      widths[widest] -= 1
    }
    widths[last] = min(natural[last], max(wanted, left()))
    return widths
  }

  private func line(_ row: [String], _ shown: [Int], _ widths: [Int]) -> String {
    let cells = shown.map { column in
      let text = (column < row.count ? row[column] : "").fitted(to: widths[column])
      let padding = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
      return (paint[column].map { $0(text) } ?? text) + padding
    }
    var line = cells.joined(separator: TextTable.gap)
    while line.last == " " { line.removeLast() }
    return line
  }
}
