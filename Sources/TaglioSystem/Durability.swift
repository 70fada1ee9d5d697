/// Which flushes are made before a write counts as done.
///
/// - `batch`: few files are flushed one by one, many by one flush of the file system.
/// - `each`: every file and every directory is flushed by itself.
/// - `none`: nothing is flushed; after a power cut, what was written last may be missing or cut.
package enum Durability: String, Hashable, Sendable, CaseIterable {
  case batch, each, none
}
