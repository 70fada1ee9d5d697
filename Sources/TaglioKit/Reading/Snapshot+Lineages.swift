public import TaglioFormat
import TaglioStore

/// A version of a case or an experiment, as the index knows it.
public struct Version: Hashable, Sendable {
  package var number: UInt32
  package var row: ObjectRow

  /// The id of the version.
  public var id: ObjectID { row.id }
  /// Its place in its chain, from 1.
  public var sequence: Int { Int(row.sequence) }
}

/// The versions of a lineage that stand for it now.
public struct Heads: Hashable, Sendable {
  /// The version that stands for the lineage in lists.
  public var principal: Version
  /// All heads, the principal one first.
  public var all: [Version]

  /// Whether there is more than one: a fork that somebody should resolve.
  public var isFork: Bool { all.count > 1 }
}

extension Snapshot {
  package func version(_ number: UInt32) throws(FormatError) -> Version {
    Version(number: number, row: try index.object(number))
  }

  /// The id by which labels and memberships name the lineage that begins with this number.
  package func lineageID(_ lineage: UInt32) throws(FormatError) -> LineageID {
    if let found = try index.find(.lineageIDs, IndexKey(lineage)) {
      return LineageID(try found.id(at: 4))
    }
    return LineageID(try index.object(lineage).id)
  }

  /// All versions, in the order in which they were taken in.
  package func versions(ofLineage lineage: UInt32) throws(FormatError) -> [Version] {
    var versions: [Version] = []
    for number in try index.pairs(.versions, of: lineage) {
      versions.append(try version(number))
    }
    return versions
  }

  /// The heads of a lineage: versions that no version follows and that were not closed.
  ///
  /// If all are closed, all are heads. Heads with equal immutable fields are one, that with the
  /// smaller id. A first version that says what an ancestor of another head said is none.
  package func heads(ofLineage lineage: UInt32) throws(FormatError) -> Heads? {
    let versions = try versions(ofLineage: lineage)
    let tips = try tips(among: versions)
    guard tips.count > 1 else {
      return tips.first.map { Heads(principal: $0, all: [$0]) }
    }
    var open: [Version] = []
    for tip in tips where try !isClosed(tip) { open.append(tip) }
    let candidates = try withoutRepeats(open.isEmpty ? tips : open, among: versions)
    return try ranked(candidates)
  }

  func isClosed(_ version: Version) throws(FormatError) -> Bool {
    try register(.closing(of: version.id))?.value == .flag(true)
  }

  /// The versions of a lineage that no version follows.
  func tips(ofLineage lineage: UInt32) throws(FormatError) -> [Version] {
    try tips(among: versions(ofLineage: lineage))
  }

  /// Further versions that no version follows and that say the same as this head: they stand behind
  /// it as one head, and would come up as a fork when only one of them is followed.
  func twins(of head: Version) throws(FormatError) -> [ObjectID] {
    var twins: [ObjectID] = []
    for tip in try tips(ofLineage: head.row.lineage)
    where tip.id != head.id && tip.row.content == head.row.content {
      if try !isClosed(tip) { twins.append(tip.id) }
    }
    return twins.sorted()
  }

  /// Whether a version is a head, or says the same as one and stands behind it.
  func isHead(_ version: Version, among heads: Heads) throws(FormatError) -> Bool {
    if heads.all.contains(where: { $0.id == version.id }) { return true }
    guard heads.all.contains(where: { $0.row.content == version.row.content }) else { return false }
    if try index.hasPair(.followers, of: version.number) { return false }
    return try !isClosed(version)
  }

  private func tips(among versions: [Version]) throws(FormatError) -> [Version] {
    var tips: [Version] = []
    for version in versions where try !index.hasPair(.followers, of: version.number) {
      tips.append(version)
    }
    return tips
  }

  private func withoutRepeats(
    _ heads: [Version],
    among versions: [Version]
  ) throws(FormatError) -> [Version] {
    let said = try contentsBefore(heads)
    // Nothing comes before a first version, so what was said before heads was said before others.
    let news = heads.filter { head in
      head.row.previous != ObjectRow.none || !said.contains(head.row.content)
    }
    var byContent: [ObjectID: Version] = [:]
    for head in news {
      if let other = byContent[head.row.content], other.id < head.id { continue }
      byContent[head.row.content] = head
    }
    return Array(byContent.values)
  }

  /// The contents of the versions that came before some in their chains.
  ///
  /// Each version is looked at once, however many chains it is in.
  private func contentsBefore(_ versions: [Version]) throws(FormatError) -> Set<ObjectID> {
    var seen: Set<UInt32> = []
    var contents: Set<ObjectID> = []
    for version in versions {
      var number = version.row.previous
      while number != ObjectRow.none, seen.insert(number).inserted {
        let row = try index.object(number)
        contents.insert(row.content)
        number = row.previous
      }
    }
    return contents
  }

  private func ranked(_ heads: [Version]) throws(FormatError) -> Heads? {
    var ranks: [(stamp: Stamp, version: Version)] = []
    for head in heads {
      guard let listing = try firstListing(of: head.number) else { continue }
      ranks.append((listing.stamp, head))
    }
    ranks.sort { ($1.stamp, $1.version.id) < ($0.stamp, $0.version.id) }
    guard let first = ranks.first else { return nil }
    return Heads(principal: first.version, all: ranks.map(\.version))
  }
}
