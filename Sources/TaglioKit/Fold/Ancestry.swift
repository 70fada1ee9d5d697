import TaglioFormat
import TaglioStore

/// The ancestors of a commit, found as far as they are asked for.
struct Ancestry {
  private let parents: [UInt32]
  private var found: Set<UInt32>
  private var border: [UInt32]

  /// The commits with these numbers and all their ancestors.
  init(of parents: [UInt32]) {
    self.parents = parents
    found = Set(parents)
    border = parents
  }

  /// Whether the commit is one of them.
  ///
  /// Walks back only while it has not met the commit, and never below its generation.
  mutating func contains<E: Error>(
    _ commit: UInt32,
    _ row: (UInt32) throws(E) -> CommitRow
  ) throws(E) -> Bool {
    if found.contains(commit) { return true }
    let generation = try row(commit).generation
    var below: [UInt32] = []
    while let next = border.popLast() {
      let current = try row(next)
      if current.generation <= generation {
        below.append(next)
        continue
      }
      for parent in current.parents where found.insert(parent).inserted { border.append(parent) }
      if found.contains(commit) { break }
    }
    border += below
    return found.contains(commit)
  }
}
