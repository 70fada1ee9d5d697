import TaglioFormat
import TaglioStore

/// Brings the inputs of two runs together, in three tiers: the same version of a case, another
/// version of the same case, and on one side only.
struct CasePairing {
  let snapshot: Snapshot
  let first: RunOutcomes
  let second: RunOutcomes

  /// In the order of lists: by kind, then as the cases came.
  func pairs() throws -> ContiguousArray<CasePair> {
    var pairs: ContiguousArray<CasePair> = []
    pairs.reserveCapacity(Swift.max(first.count, second.count))
    var (left, right): ([Int], [Int]) = ([], [])
    var (one, other) = (0, 0)
    while one < first.count, other < second.count {
      let (old, new) = (first.input(one), second.input(other))
      if old == new {
        pairs.append(try pair(snapshot.lineage(ofInput: old), .same, one, other))
      } else if old < new {
        left.append(one)
      } else {
        right.append(other)
      }
      if old <= new { one += 1 }
      if new <= old { other += 1 }
    }
    left += one..<first.count
    right += other..<second.count
    pairs += try edited(left, right)
    sort(&pairs)
    return pairs
  }

  private func pair(
    _ lineage: UInt32,
    _ tier: CasePair.Tier,
    _ one: Int?,
    _ other: Int?
  ) throws -> CasePair {
    let (old, new) = (one.map { first[$0] }, other.map { second[$0] })
    let change = CasePair.Change(old?.verdict, new?.verdict)
    let kind = try kind(tier, old, new, change)
    return CasePair(lineage: lineage, tier, kind, change, first: one, second: other)
  }

  /// Mostly the pairs of each kind are in order already.
  private func sort(_ pairs: inout ContiguousArray<CasePair>) {
    var kinds = Array(repeating: ContiguousArray<CasePair>(), count: CasePair.Kind.allCases.count)
    for pair in pairs { kinds[pair.kind.place].append(pair) }
    pairs.removeAll(keepingCapacity: true)
    for kind in kinds {
      let isSorted = zip(kind, kind.dropFirst()).allSatisfy { rank($0) <= rank($1) }
      pairs += isSorted ? kind : ContiguousArray(kind.sorted { rank($0) < rank($1) })
    }
  }

  /// By lineage, then by input.
  private func rank(_ pair: CasePair) -> UInt64 {
    let input = pair.first.map(first.input) ?? pair.second.map(second.input) ?? 0
    return UInt64(pair.lineage) << 32 | UInt64(input)
  }

  /// Pairs versions of one case, the earlier with the earlier; what is left over is on one side
  /// only.
  private func edited(_ left: [Int], _ right: [Int]) throws -> [CasePair] {
    let (olds, news) = (try byLineage(left, first), try byLineage(right, second))
    var pairs: [CasePair] = []
    for lineage in Set(olds.keys).union(news.keys) {
      let (old, new) = (olds[lineage, default: []], news[lineage, default: []])
      for place in 0..<max(old.count, new.count) {
        let left = place < old.count ? old[place] : nil
        let right = place < new.count ? new[place] : nil
        let tier: CasePair.Tier =
          left == nil ? .onlySecond : right == nil ? .onlyFirst : .edited
        pairs.append(try pair(lineage, tier, left, right))
      }
    }
    return pairs
  }

  private func byLineage(_ places: [Int], _ outcomes: RunOutcomes) throws -> [UInt32: [Int]] {
    var groups: [UInt32: [(sequence: UInt32, id: ObjectID, place: Int)]] = [:]
    for place in places {
      let row = try snapshot.index.object(outcomes.input(place))
      let lineage = try snapshot.lineage(ofInput: outcomes.input(place))
      groups[lineage, default: []].append((row.sequence, row.id, place))
    }
    return groups.mapValues { group in
      group.sorted { ($0.sequence, $0.id) < ($1.sequence, $1.id) }.map(\.place)
    }
  }
}

// MARK: What there is to say

extension CasePairing {
  private func kind(
    _ tier: CasePair.Tier,
    _ first: CaseOutcome?,
    _ second: CaseOutcome?,
    _ change: CasePair.Change?
  ) throws -> CasePair.Kind {
    switch tier {
    case .onlyFirst: return .onlyFirst
    case .onlySecond: return .onlySecond
    case .edited: return .edited
    case .same: break
    }
    guard let first, let second else { return .unjudged }
    switch change {
    case .better?: return .improvement
    case .worse?: return .regression
    case .same?: return try isSame(first, second) ? .same : .changed
    case nil where first.verdict == nil && second.verdict == nil:
      return try isSame(first, second) ? .same : .changed
    case nil: return .unjudged
    }
  }

  /// Whether the outputs say the same: trial by trial, or in any order where they are not as many.
  ///
  /// The whole digests are looked up only where their beginnings do not tell.
  private func isSame(_ first: CaseOutcome, _ second: CaseOutcome) throws -> Bool {
    let isAligned = first.outputs.count == second.outputs.count
    if isAligned, zip(first.outputs, second.outputs).contains(where: { $0.content != $1.content }) {
      return false
    }
    let (old, new) = (try contents(first), try contents(second))
    guard !old.contains(.zero) else { return false }
    return isAligned ? old == new : Set(old) == Set(new)
  }

  /// What the outputs say, by trial.
  private func contents(_ outcome: CaseOutcome) throws -> [ObjectID] {
    try outcome.outputs.map { try snapshot.index.object($0.shown).content }
  }
}
