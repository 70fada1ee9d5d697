import TaglioFormat
import TaglioStore

/// What registers said before a commit: what its ancestors wrote, and nobody else.
struct Past {
  private let snapshot: Snapshot
  private var ancestry: Ancestry

  /// The past of a commit, without the commit itself.
  init(before commit: UInt32, in snapshot: Snapshot) throws(FormatError) {
    self.snapshot = snapshot
    ancestry = Ancestry(of: try snapshot.index.commit(commit).parents)
  }

  /// What registers said as a commit left them.
  init(at commit: UInt32, in snapshot: Snapshot) {
    self.snapshot = snapshot
    ancestry = Ancestry(of: [commit])
  }

  /// Whether a commit belongs to it.
  mutating func holds(_ commit: UInt32) throws(FormatError) -> Bool {
    let index = snapshot.index
    return try ancestry.contains(commit) { (number) throws(FormatError) in
      try index.commit(number)
    }
  }

  /// Whether an ancestor lists an object.
  mutating func lists(_ object: UInt32) throws(FormatError) -> Bool {
    for commit in try snapshot.index.pairs(.listed, of: object) where try holds(commit) {
      return true
    }
    return false
  }

  mutating func register(_ key: RegisterKey) throws(FormatError) -> Register? {
    try snapshot.resolve(seen(snapshot.index.writes(key)))
  }

  mutating func labels(
    of target: Target
  ) throws(FormatError) -> [ExactString: CanonicalJSON] {
    let bytes = target.rawBytes
    let fields = try seen(snapshot.index.writes(.field, target: bytes))
    let elements = try seen(snapshot.index.writes(.element, target: bytes))
    let labels = try snapshot.labels(
      fields: snapshot.resolveAll(fields),
      elements: snapshot.resolveAll(elements)
    )
    return Dictionary(labels.map { ($0.name, $0.value) }) { first, _ in first }
  }

  private mutating func seen(
    _ writes: [RegisterWrite]
  ) throws(FormatError) -> [RegisterWrite] {
    var seen: [RegisterWrite] = []
    for write in writes where try holds(write.commit) { seen.append(write) }
    return seen
  }
}
