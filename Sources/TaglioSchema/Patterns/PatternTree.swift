/// A pattern as it was read.
indirect enum PatternTree: Sendable {
  /// One character of a set.
  case set(ScalarSet)
  /// One after the other; none is the empty text.
  case sequence([PatternTree])
  case choice([PatternTree])
  /// At least `least` times, and at most `most` times if that is not nil.
  case repeated(PatternTree, least: Int, most: Int?)
  case start
  case end
  /// Between a character of `\w` and another one, or not there.
  case boundary(isThere: Bool)
  /// What follows matches, or does not.
  case ahead(PatternTree, isThere: Bool)
}

/// Why a pattern was refused.
struct PatternError: Error, Hashable {
  /// One sentence for a person, without a final full stop.
  var detail: String
}
