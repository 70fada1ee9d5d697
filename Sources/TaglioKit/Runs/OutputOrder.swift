import TaglioFormat
import TaglioStore

/// The order in which outputs of a run came: those that were late behind the others, then by the
/// commit that lists them first, then by id.
struct OutputOrder {
  private var entries: [Entry] = []

  /// Where an output stands; mostly the beginning of its id decides.
  private struct Entry {
    var commit: UInt32
    var isLate: Bool
    var place: Int
    var id: ObjectID
  }

  /// Adds the next output.
  mutating func add(_ output: Output, of commit: UInt32) {
    let entry = Entry(
      commit: commit,
      isLate: output.isLate,
      place: entries.count,
      id: output.shown.id
    )
    entries.append(entry)
  }

  /// The places of the outputs, as they were added, in their order.
  consuming func places(_ snapshot: Snapshot) throws(FormatError) -> [Int] {
    let ranks = try ranks(snapshot)
    // Few commits list the outputs of a run: the rank takes the place of the number.
    for place in entries.indices {
      entries[place].commit = ranks[entries[place].commit, default: 0]
    }
    entries.sort { one, other in
      if one.isLate != other.isLate { return other.isLate }
      return one.commit != other.commit ? one.commit < other.commit : one.id < other.id
    }
    return entries.map(\.place)
  }

  /// The places of the commits in the order of last-writer-wins.
  private func ranks(_ snapshot: Snapshot) throws(FormatError) -> [UInt32: UInt32] {
    var stamps: [(stamp: Stamp, commit: UInt32)] = []
    for commit in Set(entries.lazy.map(\.commit)) {
      stamps.append((try snapshot.stamp(commit), commit))
    }
    stamps.sort { $0.stamp < $1.stamp }
    var ranks: [UInt32: UInt32] = [:]
    for (rank, entry) in stamps.enumerated() { ranks[entry.commit] = UInt32(rank) }
    return ranks
  }
}

/// What the commit that sealed a run had seen.
struct SealedPast {
  private let snapshot: Snapshot
  private var ancestry: Ancestry
  private var known: [UInt32: Bool] = [:]

  init(_ commit: UInt32, _ snapshot: Snapshot) {
    self.snapshot = snapshot
    ancestry = Ancestry(of: [commit])
  }

  /// Whether the commit or an ancestor lists an object.
  mutating func lists(_ object: UInt32) throws(FormatError) -> Bool {
    for commit in try snapshot.index.pairs(.listed, of: object) where try holds(commit) {
      return true
    }
    return false
  }

  private mutating func holds(_ commit: UInt32) throws(FormatError) -> Bool {
    if let known = known[commit] { return known }
    let index = snapshot.index
    let holds = try ancestry.contains(commit) { (number) throws(FormatError) in
      try index.commit(number)
    }
    known[commit] = holds
    return holds
  }
}
