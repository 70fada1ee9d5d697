package import TaglioFormat

/// The values that are reached from an object through objects alone.
package struct FieldLeaves {
  /// In canonical order; arrays and empty objects are leaves like texts and numbers.
  package private(set) var all: [(path: JSONPointer, value: CanonicalJSON)] = []

  package init(of value: CanonicalJSON) {
    add(value.document.root, JSONPointer(tokens: []))
  }

  private mutating func add(_ view: JSONView, _ path: JSONPointer) {
    guard view.kind == .object, view.count > 0 else {
      all.append((path, view.canonical))
      return
    }
    for (key, value) in view.members { add(value, path.appending(key.string ?? "")) }
  }

  /// The leaves by their paths, compared by bytes.
  var byPath: [ExactString: CanonicalJSON] {
    Dictionary(all.map { (ExactString("\($0.path)"), $0.value) }) { first, _ in first }
  }
}
