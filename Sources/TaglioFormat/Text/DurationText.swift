/// What a person writes for a length of time: a number with a unit, seconds where there is none:
/// `30s`, `10m`, `2h`, `14d`, `2w`.
package enum DurationText {
  private static let units: [Character: Int64] = [
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]

  /// The nanoseconds that a text stands for; nil where it is no length of time.
  package static func nanoseconds(_ text: String) -> Int64? {
    let unit = text.last.flatMap { units[$0] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard let number = Int64(digits), (0...1_000_000).contains(number),
      case let (seconds, overflow) = number.multipliedReportingOverflow(by: unit ?? 1), !overflow,
      seconds <= .max / 1_000_000_000
    else { return nil }
    return seconds * 1_000_000_000
  }
}
