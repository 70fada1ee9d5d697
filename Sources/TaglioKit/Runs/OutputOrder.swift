import TaglioFormat
import TaglioStore

/// The order in which outputs of a run came: those that were late behind the others, then by the
/// commit that lists them first, then by id.
enum OutputOrder {
  /// Where an output stands in it.
  struct Rank: Comparable {
    private let isLate: Bool
    private let stamp: Stamp?
    private let id: ObjectID

    init(_ output: OutputFigures, _ snapshot: Snapshot) throws(FormatError) {
      isLate = output.isLate
      stamp = try snapshot.firstListing(of: output.first)?.stamp
      id = try snapshot.index.object(output.shown).id
    }

    static func < (left: Rank, right: Rank) -> Bool {
      if left.isLate != right.isLate { return right.isLate }
      guard let one = left.stamp, let other = right.stamp, one != other else {
        return left.id < right.id
      }
      return one < other
    }
  }

  /// The outputs in their order.
  static func sorted(
    _ outputs: ContiguousArray<OutputFigures>,
    _ snapshot: Snapshot
  ) throws(FormatError) -> [OutputFigures] {
    var ranked: [(rank: Rank, place: Int)] = []
    ranked.reserveCapacity(outputs.count)
    for (place, output) in outputs.enumerated() {
      ranked.append((try Rank(output, snapshot), place))
    }
    ranked.sort { $0.rank < $1.rank }
    return ranked.map { outputs[$0.place] }
  }
}

/// What the commit that sealed a run had seen.
struct SealedPast {
  private let snapshot: Snapshot
  private var ancestry: Ancestry
  private var known: [UInt32: Bool] = [:]
  /// Most outputs are listed by the commit that lists the one before.
  private var last: (commit: UInt32, isHeld: Bool)?

  init(_ commit: UInt32, _ snapshot: Snapshot) {
    self.snapshot = snapshot
    ancestry = Ancestry(of: [commit])
  }

  /// Whether the commit or an ancestor lists an object.
  mutating func lists(_ object: UInt32) throws(FormatError) -> Bool {
    var isListed = false
    try snapshot.index.forEach(.listed, startingWith: IndexKey(object)) {
      (row) throws(FormatError) in
      if !isListed { isListed = try holds(row.uint32(at: 4)) }
    }
    return isListed
  }

  private mutating func holds(_ commit: UInt32) throws(FormatError) -> Bool {
    if let last, last.commit == commit { return last.isHeld }
    if let isHeld = known[commit] {
      last = (commit, isHeld)
      return isHeld
    }
    let index = snapshot.index
    let isHeld = try ancestry.contains(commit) { (number) throws(FormatError) in
      try index.commit(number)
    }
    known[commit] = isHeld
    last = (commit, isHeld)
    return isHeld
  }
}
