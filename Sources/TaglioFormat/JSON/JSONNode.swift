/// One value or key of a parsed text: sixteen bytes in a flat table, in source order.
///
/// An array is followed by its elements, an object by key, value, key, value …, each with all that
/// is inside it.
struct JSONNode: Sendable {
  var kind: JSONKind
  var traits: Traits

  /// A container's number of elements or members; else the length of the text span.
  var length: UInt32

  /// Where the text span begins: at the bracket, the number, or after the quotation mark.
  var start: UInt32

  /// Where to go on.
  ///
  /// A container: the index after everything inside it. A key: the key that stands in this key's
  /// place in canonical order, so that walking the places gives the canonical order.
  var link: UInt32

  /// What the parser learnt in passing.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8

    /// A scalar's text is its canonical text.
    static let canonical = Self(rawValue: 1)

    /// A string holds no escapes: its text is its contents.
    static let plain = Self(rawValue: 2)

    /// A number is written without fraction and exponent.
    static let integer = Self(rawValue: 4)

    /// An object's keys do not stand in canonical order.
    static let unordered = Self(rawValue: 8)
  }

  @inline(__always)
  var isContainer: Bool { kind == .array || kind == .object }

  @inline(__always)
  var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

  /// The index of what follows this node, which is at `index`, and everything inside it.
  @inline(__always)
  func next(after index: Int) -> Int {
    isContainer ? Int(link) : index + 1
  }
}

/// The kinds of JSON values, the two truth values apart.
package enum JSONKind: UInt8, Sendable {
  case null, `false`, `true`, number, string, array, object
}
