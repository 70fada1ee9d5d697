import TaglioFormat
import TaglioStore

/// Brings the inputs of two runs together, in three tiers: the same version of a case, another
/// version of the same case, and on one side only.
struct CasePairing {
  let snapshot: Snapshot

  /// In the order of lists: by kind, then as the cases came.
  func pairs(_ first: [CaseOutcome], _ second: [CaseOutcome]) throws -> [CasePair] {
    var unmatched = Dictionary(second.map { ($0.input, $0) }) { first, _ in first }
    var pairs: [CasePair] = []
    var rest: [CaseOutcome] = []
    for outcome in first {
      guard let other = unmatched.removeValue(forKey: outcome.input) else {
        rest.append(outcome)
        continue
      }
      let lineage = try snapshot.lineage(ofInput: outcome.input)
      pairs.append(CasePair(lineage: lineage, .same, outcome, other))
    }
    pairs += try edited(rest, Array(unmatched.values))
    return pairs.sorted { $0.rank < $1.rank }
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
  fileprivate var rank: (Kind, UInt32, UInt32) {
    (kind, lineage, first?.input ?? second?.input ?? 0)
  }
}
