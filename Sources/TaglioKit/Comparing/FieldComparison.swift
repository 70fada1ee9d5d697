import TaglioFormat

/// A walk through two JSON documents at once.
struct FieldComparison {
  private(set) var found: [FieldDifference] = []
  /// The way to the values that are compared now.
  private var path: [String] = []

  /// The most elements of two arrays between their common beginning and end.
  private static let mostElements = 2000

  mutating func compare(_ old: JSONView, _ new: JSONView) {
    switch (old.kind, new.kind) {
    case (.object, .object): compareObjects(old, new)
    case (.array, .array): compareArrays(old, new)
    default:
      let (old, new) = (old.canonical, new.canonical)
      if old != new { add(old, new) }
    }
  }

  private mutating func add(_ old: CanonicalJSON?, _ new: CanonicalJSON?) {
    found.append(FieldDifference(path: JSONPointer(tokens: path), old: old, new: new))
  }

  /// Calls `body` with one token more on the way.
  private mutating func at(_ token: String, _ body: (inout FieldComparison) -> Void) {
    path.append(token)
    body(&self)
    path.removeLast()
  }

  // MARK: Objects

  /// Goes through the members of both in their canonical order.
  private mutating func compareObjects(_ old: JSONView, _ new: JSONView) {
    let olds = old.sortedMembers
    let news = new.sortedMembers
    var (left, right) = (olds[...], news[...])
    while let first = left.first ?? right.first {
      let other = right.first ?? first
      if !left.isEmpty, right.isEmpty || first.key.precedes(other.key) {
        at(first.key) { $0.add(first.value.canonical, nil) }
        left.removeFirst()
      } else if left.isEmpty || other.key.precedes(first.key) {
        at(other.key) { $0.add(nil, other.value.canonical) }
        right.removeFirst()
      } else {
        at(first.key) { $0.compare(first.value, other.value) }
        left.removeFirst()
        right.removeFirst()
      }
    }
  }

  // MARK: Arrays

  private mutating func compareArrays(_ old: JSONView, _ new: JSONView) {
    let (olds, news) = (Array(old.elements), Array(new.elements))
    let alignment = Alignment(
      from: olds.map(\.canonical),
      to: news.map(\.canonical),
      limit: FieldComparison.mostElements
    )
    var (removed, added): ([Int], [Int]) = ([], [])
    for step in alignment.steps {
      switch step {
      case .removed(let place): removed.append(place)
      case .added(let place): added.append(place)
      case .kept:
        replace(removed, of: olds, with: added, of: news)
        (removed, added) = ([], [])
      }
    }
    replace(removed, of: olds, with: added, of: news)
  }

  /// Compares what was removed and what was added between two elements that were kept, one by one.
  private mutating func replace(
    _ removed: [Int],
    of old: [JSONView],
    with added: [Int],
    of new: [JSONView]
  ) {
    let both = min(removed.count, added.count)
    for (place, other) in zip(removed, added) {
      at("\(other)") { $0.compare(old[place], new[other]) }
    }
    for place in removed.dropFirst(both) { at("\(place)") { $0.add(old[place].canonical, nil) } }
    for place in added.dropFirst(both) { at("\(place)") { $0.add(nil, new[place].canonical) } }
  }
}

extension JSONView {
  /// The members of an object by their keys, in the order of a canonical text.
  fileprivate var sortedMembers: [(key: String, value: JSONView)] {
    members.map { ($0.key.string ?? "", $0.value) }
  }
}
