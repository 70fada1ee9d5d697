import TaglioFormat

/// A regular expression of a schema, matched by the standard library's `Regex`.
///
/// The dialect is that of ECMA-262 with the flag `u`, by code points: `PatternTranslator` turns it
/// into Swift's. Its length, the depth of its groups, the counts of its repetitions and the length of
/// what it is compared with are bounded by `SchemaLimits`. What is not bounded is the time of one
/// match: `Regex` goes back and tries again, so a pattern such as `(a+)+$` takes twice as long for each
/// `a` before something else, and cannot be interrupted.
struct Pattern: @unchecked Sendable {
  // `Regex` is not declared Sendable since it may hold closures; this one is made from text alone.
  private let regex: Regex<AnyRegexOutput>

  /// Reads a pattern.
  init(_ text: String) throws(PatternError) {
    let translation = try PatternTranslator.translate(text)
    do {
      regex = try Regex(translation)
        .matchingSemantics(.unicodeScalar)
        .asciiOnlyWordCharacters()
        .wordBoundaryKind(.simple)
    } catch {
      throw PatternError(
        detail: "the pattern \(JSONView.quoted(text)) has something in it that is not supported"
      )
    }
  }

  /// Whether some part of a text matches.
  func matches(_ text: String) -> Bool { text.contains(regex) }
}

/// Why a pattern was refused.
struct PatternError: Error, Hashable {
  /// One sentence for a person, without a final full stop.
  var detail: String
}
