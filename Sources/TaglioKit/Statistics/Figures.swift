/// Numbers as people read them.
package enum Figures {
  /// `81.0 %`.
  package static func percent(_ part: Double) -> String { fixed(part * 100, digits: 1) + " %" }

  /// Three digits after the point at most, one at least: `0.731`, `1.0`.
  package static func score(_ value: Double) -> String {
    var text = fixed(value, digits: 3)
    while text.hasSuffix("0"), !text.hasSuffix(".0") { text.removeLast() }
    return text
  }

  /// As `score`, with its sign: `+0.021`.
  package static func difference(_ value: Double) -> String {
    let text = score(value)
    return text.hasPrefix("-") || text == "0.0" ? text : "+" + text
  }

  /// Rounded to so many digits after the point; very large numbers as they are.
  package static func fixed(_ value: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (value * scale).rounded()
    guard scaled.magnitude < 1e15 else { return "\(value)" }
    let whole = Int(scaled.magnitude)
    let fraction = String(whole % Int(scale))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return (scaled < 0 ? "-" : "") + "\(whole / Int(scale)).\(zeros)\(fraction)"
  }
}
