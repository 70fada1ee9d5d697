import TaglioFormat
import TaglioStore

/// The ancestors of a commit, found as far as they are asked for.
struct Ancestry {
  private let parents: [UInt32]
  private var found: Set<UInt32>
  private var border: [UInt32]
  /// No commit of the border has a generation above this, so that a wide border is not looked through
  /// in vain again and again.
  private var highest = UInt32.max

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
    guard highest > generation else { return false }
    var below: [UInt32] = []
    var highestBelow: UInt32 = 0
    while let next = border.popLast() {
      let current = try row(next)
      if current.generation <= generation {
        below.append(next)
        highestBelow = max(highestBelow, current.generation)
        continue
      }
      for parent in current.parents where found.insert(parent).inserted { border.append(parent) }
      if found.contains(commit) { break }
    }
    if border.isEmpty { highest = highestBelow }
    border += below
    return found.contains(commit)
  }
}
