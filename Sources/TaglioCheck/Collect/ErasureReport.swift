package import TaglioFormat

/// Files that hold what was erased, by who asked for it, and what became of them.
package struct ErasureReport: Sendable {
  /// A commit that erases, and the files that still hold what it erased.
  package struct Request: Sendable {
    package var commit: ObjectID
    /// Who made it; what is left of an author who was erased in turn.
    package var author: String
    package var time: CommitTime
    /// Why, each reason once.
    package var reasons: [String]
    package var items: [Item]
  }

  /// A file that holds an erased object.
  package struct Item: Hashable, Sendable {
    package var object: ObjectID
    package var type: ObjectType
    /// Relative to the project's directory.
    package var file: String
    package var bytes: Int64
  }

  /// The earliest first.
  package var requests: [Request] = []
  /// Files that may hold erased text and that only a person can judge, relative to the project's
  /// directory.
  ///
  /// Texts of an editor, refs in the quarantine, copies under other names, temporary files.
  package var others: [String] = []
  /// Whether the items were deleted.
  package var isRemoved = false

  package var items: [Item] { requests.flatMap(\.items) }
  package var bytes: Int64 { items.reduce(0) { $0 + $1.bytes } }
}
