public import TaglioFormat

/// A value in which two JSON documents differ.
///
/// The differences of two documents turn the old one into the new one, taken level by level from the
/// top: first the elements of arrays that were removed, the last one first, then those that were
/// added, the first one first, then everything else.
public struct FieldDifference: Hashable, Sendable {
  /// What happened to a value.
  public enum Kind: String, Sendable, CaseIterable {
    case added, changed, removed
  }

  /// Where the value stands in the new document.
  ///
  /// Only the last index of an element that was removed is its place in the old array; the arrays
  /// above it are numbered as in the new document like everywhere else.
  public var path: JSONPointer
  /// The value in the old document; nil where it has none here.
  public var old: CanonicalJSON?
  /// The value in the new document; nil where it has none here.
  public var new: CanonicalJSON?

  /// A difference: at least one of the values is given.
  public init(path: JSONPointer, old: CanonicalJSON?, new: CanonicalJSON?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// What happened to the value.
  public var kind: Kind {
    if old == nil { return .added }
    return new == nil ? .removed : .changed
  }

  /// Both values word by word where they are texts; nil for others.
  public var words: [TextPart]? {
    guard let old = old?.document.root.string, let new = new?.document.root.string else {
      return nil
    }
    return TextPart.compare(old, new)
  }
}

extension FieldDifference {
  /// Compares two JSON values, objects by member and arrays element by element.
  ///
  /// Elements that were put in or taken out are found where at most 2,000 elements of both arrays
  /// stand between their common beginning and end; more are compared place by place.
  /// Numbers are compared by their canonical texts.
  ///
  /// - Returns: the differences in the order of the documents; none where the values are equal.
  public static func between(_ old: CanonicalJSON, _ new: CanonicalJSON) -> [FieldDifference] {
    guard old != new else { return [] }
    var comparison = FieldComparison()
    comparison.compare(old.document.root, new.document.root)
    return comparison.found
  }
}
