import ArgumentParser
import TaglioFormat

extension DurationText {
  /// As `nanoseconds`, for the parser.
  ///
  /// - Throws: `ValidationError` for what is no length of time.
  static func parse(_ text: String) throws -> Int64 {
    guard let nanoseconds = nanoseconds(text) else {
      throw ValidationError("\"\(text)\" is no duration; it looks like 30s, 10m, 2h or 14d")
    }
    return nanoseconds
  }
}
