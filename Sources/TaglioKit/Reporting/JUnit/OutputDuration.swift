import TaglioFormat
import TaglioStore

/// How long an output took, where it says so.
///
/// That is a number of seconds in `/duration` or `/total_time`, milliseconds in `/latency_ms`, or a
/// text such as `0:00:01.25` in `/elapsed`: where programs and the logs of other tools have it.
struct OutputDuration {
  private let fields: FieldReader
  private let seconds = ["duration", "total_time"].map(OutputDuration.place)
  private let milliseconds = OutputDuration.place("latency_ms")
  private let elapsed = OutputDuration.place("elapsed")

  init(_ fields: FieldReader) {
    self.fields = fields
  }

  private static func place(_ name: String) -> FieldReader.Place {
    FieldReader.Place(JSONPointer(tokens: [name]))
  }

  /// In seconds; nil where it is not known.
  func of(_ output: Output) throws -> Double? {
    for place in seconds {
      if let value = try number(at: place, output) { return value }
    }
    if let value = try number(at: milliseconds, output) { return value / 1000 }
    let text = try fields.value(at: elapsed, of: output.shown.number).json?.document.root
    return text?.string.flatMap(OutputDuration.seconds)
      ?? text?.double.flatMap(OutputDuration.valid)
  }

  private func number(at place: FieldReader.Place, _ output: Output) throws -> Double? {
    let value = try fields.value(at: place, of: output.shown.number).json
    return value?.document.root.double.flatMap(OutputDuration.valid)
  }

  private static func valid(_ value: Double) -> Double? {
    value >= 0 && value < 1e9 ? value : nil
  }

  /// Reads hours, minutes and seconds between colons.
  static func seconds(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 3 else { return nil }
    let numbers = parts.compactMap(\.self)
    guard numbers.count == 3, numbers.allSatisfy({ valid($0) != nil }) else { return nil }
    return valid(numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
  }
}
