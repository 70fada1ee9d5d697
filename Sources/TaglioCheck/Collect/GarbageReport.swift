package import TaglioFormat

/// What nothing in a store needs, and what became of it.
package struct GarbageReport: Sendable {
  /// A file that can go.
  package struct Item: Hashable, Sendable {
    /// The object that it holds; nil for a temporary file.
    package var object: ObjectID?
    /// Relative to the project's directory.
    package var file: String
    package var bytes: Int64
  }

  /// Files that nothing needs and that are old enough, by name.
  package var items: [Item] = []
  /// The number of those that are not old enough.
  package var young = 0
  /// Files that cannot be read and might be commits that are still to come: while there are any,
  /// objects stay.
  package var unreadable: [ObjectID] = []
  /// Whether the items were removed.
  package var isRemoved = false

  /// The bytes of all items.
  package var bytes: Int64 { items.reduce(0) { $0 + $1.bytes } }
}
