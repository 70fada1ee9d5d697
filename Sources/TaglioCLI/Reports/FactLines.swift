/// Lines of a name and a value, the values under one another.
struct FactLines {
  private var rows: [(name: String, value: String)] = []

  mutating func add(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { rows.append((name, value)) }
  }

  func text(_ style: Style) -> String {
    let width = rows.map(\.name.displayWidth).max() ?? 0
    let margin = "\n" + String(repeating: " ", count: width + 4)
    return rows.map { name, value in
      // Text from data is escaped: what holds colours is ours and short.
      let isPlain = !value.contains("\u{1B}")
      let room = style.columns.map { max(20, $0 - width - 4) }
      let lines = isPlain ? value.wrapped(to: room) : [value]
      return "  " + style.dim(name.padded(to: width)) + "  " + lines.joined(separator: margin)
        + "\n"
    }.joined()
  }
}
