/// A set of characters: ranges and Unicode properties, or all but those.
struct ScalarSet: Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]
  private var properties: [UnicodeProperty] = []
  private var isNegated = false

  init(_ ranges: [ClosedRange<UInt32>] = []) {
    self.ranges = ranges
  }

  init(_ scalar: UnicodeScalar) {
    ranges = [scalar.value...scalar.value]
  }

  init(_ property: UnicodeProperty) {
    ranges = []
    properties = [property]
  }

  /// All characters that are not in it.
  var negated: ScalarSet {
    var set = self
    set.isNegated.toggle()
    return set
  }

  /// The ranges of all characters that are in no range of a set without properties.
  private var gaps: [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    return next > 0x10_FFFF ? gaps : gaps + [next...0x10_FFFF]
  }

  /// Adds another set to this one, which is not negated; the other one is not if it has properties.
  mutating func formUnion(_ other: ScalarSet) {
    ranges += other.isNegated ? other.gaps : other.ranges
    properties += other.properties
  }

  /// How many instructions it costs to look for a character.
  var cost: Int { 1 + ranges.count / 4 + 50 * properties.count }

  func contains(_ scalar: UnicodeScalar) -> Bool {
    let isInside =
      ranges.contains { $0.contains(scalar.value) } || properties.contains { $0.has(scalar) }
    return isInside != isNegated
  }

  static let digits = ScalarSet([0x30...0x39])

  static let words = ScalarSet([0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x5F...0x5F])

  /// The white space and the line terminators of ECMA-262.
  static let whiteSpace = ScalarSet([
    0x9...0xD, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])

  static let lineTerminators = ScalarSet([0xA...0xA, 0xD...0xD, 0x2028...0x2029])
}

/// A property of characters as `\p{…}` names it, looked up by the standard library's `Regex`.
struct UnicodeProperty: @unchecked Sendable {
  // `Regex` is not declared Sendable since it may hold closures; this one is made from text alone.
  private let regex: Regex<AnyRegexOutput>

  /// The property of a name such as `Letter`, `Lu` or `Script=Greek`; nil if there is none.
  init?(_ name: String, isNegated: Bool) {
    let text = "\\\(isNegated ? "P" : "p"){\(name)}"
    guard let regex = try? Regex(text) else { return nil }
    self.regex = regex.matchingSemantics(.unicodeScalar)
  }

  func has(_ scalar: UnicodeScalar) -> Bool {
    String(Character(scalar)).firstMatch(of: regex) != nil
  }
}
