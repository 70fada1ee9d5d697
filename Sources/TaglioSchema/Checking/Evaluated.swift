/// Which elements or members of a value a schema has looked at and found good.
///
/// This is the annotation that `unevaluatedItems` and `unevaluatedProperties` read. A value is an
/// array or an object, never both; so one set serves both, by the numbers of the parts.
struct Evaluated {
  /// All parts, those that are not in `parts` too.
  private(set) var all = false
  private(set) var parts: Set<Int> = []

  func contains(_ part: Int) -> Bool { all || parts.contains(part) }

  mutating func insert(_ part: Int) { parts.insert(part) }

  mutating func insertAll() { all = true }

  mutating func formUnion(_ other: Evaluated) {
    all = all || other.all
    if !other.parts.isEmpty { parts.formUnion(other.parts) }
  }
}
