/// Lines of a name and a value, the values under one another.
struct FactLines {
  private var rows: [(name: String, value: String)] = []

  mutating func add(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { rows.append((name, value)) }
  }

  func text(_ style: Style) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { "  " + style.dim($0.name.padded(to: width)) + "  " + $0.value + "\n" }
      .joined()
  }
}
