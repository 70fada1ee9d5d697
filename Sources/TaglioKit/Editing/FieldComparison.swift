import TaglioFormat

/// Two objects side by side, member by member.
struct FieldComparison {
  /// The names of the members that differ, or that only one has, in canonical order.
  let differing: [String]

  init(_ left: CanonicalJSON, _ right: CanonicalJSON) {
    let (left, right) = (FieldComparison.members(left), FieldComparison.members(right))
    differing = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
      .map(\.string).sorted { $0.precedes($1) }
  }

  private static func members(_ object: CanonicalJSON) -> [ExactString: CanonicalJSON] {
    var members: [ExactString: CanonicalJSON] = [:]
    for (key, value) in object.document.root.members {
      members[ExactString(key.string ?? "")] = value.canonical
    }
    return members
  }
}
