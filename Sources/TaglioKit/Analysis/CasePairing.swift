import TaglioFormat
import TaglioStore

/// Brings the inputs of two runs together, in three tiers: the same version of a case, another
/// version of the same case, and on one side only.
struct CasePairing {
  let snapshot: Snapshot

  /// In the order of lists: by kind, then as the cases came.
  ///
  /// - Parameters:
  ///   - first: one for each input, ascending.
  ///   - second: likewise.
  func pairs(_ first: [CaseOutcome], _ second: [CaseOutcome]) throws -> [CasePair] {
    var pairs: [CasePair] = []
    var (left, right): ([CaseOutcome], [CaseOutcome]) = ([], [])
    var (one, other) = (0, 0)
    while one < first.count, other < second.count {
      let (old, new) = (first[one], second[other])
      if old.input == new.input {
        let lineage = try snapshot.lineage(ofInput: old.input)
        pairs.append(CasePair(lineage: lineage, .same, old, new))
      } else if old.input < new.input {
        left.append(old)
      } else {
        right.append(new)
      }
      if old.input <= new.input { one += 1 }
      if new.input <= old.input { other += 1 }
    }
    left += first[one...]
    right += second[other...]
    return CasePairing.sorted(pairs + (try edited(left, right)))
  }

  /// Sorts small keys in place of the pairs.
  private static func sorted(_ pairs: [CasePair]) -> [CasePair] {
    let ranks = pairs.enumerated().map { (rank: $0.element.rank, place: $0.offset) }
    return ranks.sorted { $0.rank < $1.rank }.map { pairs[$0.place] }
  }

  /// Pairs versions of one case, the earlier with the earlier; what is left over is on one side
  /// only.
  private func edited(_ first: [CaseOutcome], _ second: [CaseOutcome]) throws -> [CasePair] {
    let (first, second) = (try byLineage(first), try byLineage(second))
    var pairs: [CasePair] = []
    for lineage in Set(first.keys).union(second.keys) {
      let (old, new) = (first[lineage, default: []], second[lineage, default: []])
      for place in 0..<max(old.count, new.count) {
        let left = place < old.count ? old[place] : nil
        let right = place < new.count ? new[place] : nil
        let tier: CasePair.Tier =
          left == nil ? .onlySecond : right == nil ? .onlyFirst : .edited
        pairs.append(CasePair(lineage: lineage, tier, left, right))
      }
    }
    return pairs
  }

  private func byLineage(_ outcomes: [CaseOutcome]) throws -> [UInt32: [CaseOutcome]] {
    var groups: [UInt32: [(sequence: UInt32, id: ObjectID, outcome: CaseOutcome)]] = [:]
    for outcome in outcomes {
      let row = try snapshot.index.object(outcome.input)
      let lineage = try snapshot.lineage(ofInput: outcome.input)
      groups[lineage, default: []].append((row.sequence, row.id, outcome))
    }
    return groups.mapValues { group in
      group.sorted { ($0.sequence, $0.id) < ($1.sequence, $1.id) }.map(\.outcome)
    }
  }
}

extension CasePair {
  /// By kind, lineage and input.
  fileprivate var rank: (UInt64, UInt32) {
    (UInt64(kind.place) << 32 | UInt64(lineage), first?.input ?? second?.input ?? 0)
  }
}
