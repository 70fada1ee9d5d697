/// The order in which comparisons such as `/score >= 0.5` see scalar values.
package enum ScalarOrder {
  /// Less than zero, zero or more, as `left` stands to `right`; nil where they have no order: only
  /// numbers with numbers and strings with strings have one.
  ///
  /// Numbers are compared by their exact values, strings by their UTF-8 bytes.
  package static func compare(_ left: JSONView, _ right: JSONView) -> Int? {
    if let left = left.string, let right = right.string {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
        ? -1 : (left.utf8.elementsEqual(right.utf8) ? 0 : 1)
    }
    guard let left = left.number, let right = right.number else { return nil }
    return compare(left, right)
  }

  private static func compare(_ left: JSONNumber, _ right: JSONNumber) -> Int {
    switch (left, right) {
    case (.double(let left), .double(let right)): sign(left, right)
    case (.double(let left), .signed(let right)): -sign(right, left)
    case (.double(let left), .unsigned(let right)): -sign(right, left)
    case (.signed(let left), .double(let right)): sign(left, right)
    case (.unsigned(let left), .double(let right)): sign(left, right)
    case (.signed(let left), .signed(let right)): sign(left, right)
    case (.unsigned(let left), .unsigned(let right)): sign(left, right)
    case (.signed(let left), .unsigned(let right)): left < right ? -1 : (left == right ? 0 : 1)
    case (.unsigned(let left), .signed(let right)): left < right ? -1 : (left == right ? 0 : 1)
    }
  }

  private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : (left == right ? 0 : 1)
  }

  /// Exact, where a conversion of the integer would round.
  private static func sign<Value: FixedWidthInteger>(_ left: Value, _ right: Double) -> Int {
    let below = right.rounded(.down)
    guard let whole = Value(exactly: below) else { return right < 0 ? 1 : -1 }
    return left == whole && below < right ? -1 : sign(left, whole)
  }
}

extension JSONView {
  /// The value of a number as a double; an integer beyond 2^53 is rounded.
  package var double: Double? {
    switch number {
    case .signed(let value): Double(value)
    case .unsigned(let value): Double(value)
    case .double(let value): value
    case nil: nil
    }
  }

  /// The value that a pointer leads to from here; nil where there is none.
  package func value(at pointer: JSONPointer) -> JSONView? {
    var view = self
    for token in pointer.tokens {
      let next =
        view.kind == .array ? JSONPointer.index(token).flatMap { view[$0] } : view[token]
      guard let next else { return nil }
      view = next
    }
    return view
  }
}
