import TaglioFormat

/// A case of two runs, and what came of it in each.
package struct CasePair: Sendable {
  /// How the inputs of the two runs belong together.
  package enum Tier: Sendable {
    /// Both runs had the same version.
    case same
    /// Both had a version of the case, and not the same.
    case edited
    case onlyFirst
    case onlySecond
  }

  /// What there is to say of a pair; the order is that of lists.
  package enum Kind: String, Sendable, CaseIterable, Comparable {
    /// Passed in the first run, and failed or gave an error in the second.
    case regression
    /// Failed or gave an error in the first run, and passed in the second.
    case improvement
    /// The verdict is the same, or there is none on either side, and the outputs differ.
    case changed
    /// The input was changed in between, so that the outputs answer different questions.
    case edited
    case onlyFirst = "only-a"
    case onlySecond = "only-b"
    /// Judged on one side only.
    case unjudged
    case same

    package static func < (left: Kind, right: Kind) -> Bool { left.place < right.place }

    /// Its place in lists.
    var place: Int {
      switch self {
      case .regression: 0
      case .improvement: 1
      case .changed: 2
      case .edited: 3
      case .onlyFirst: 4
      case .onlySecond: 5
      case .unjudged: 6
      case .same: 7
      }
    }
  }

  /// What the verdicts of both sides say together.
  package enum Change: String, Sendable {
    case better, worse, same
  }

  /// The number of the lineage.
  package let lineage: UInt32
  package let tier: Tier
  package let first: CaseOutcome?
  package let second: CaseOutcome?
  package let kind: Kind

  init(lineage: UInt32, _ tier: Tier, _ first: CaseOutcome?, _ second: CaseOutcome?) {
    self.lineage = lineage
    self.tier = tier
    self.first = first
    self.second = second
    kind = CasePair.kind(tier, first, second)
  }

  /// How the verdict changed; nil unless both sides have one.
  package var change: Change? { CasePair.change(first, second) }

  /// Whether trials stand beside each other by their ordinals: both sides have as many.
  package var isAligned: Bool { first?.outputs.count == second?.outputs.count }

  /// The trials of both sides beside each other; empty where they are not aligned.
  package var trials: [(first: Output, second: Output)] {
    guard isAligned, let first, let second else { return [] }
    return Array(zip(first.outputs, second.outputs)).map { (first: $0, second: $1) }
  }

  private static func kind(_ tier: Tier, _ first: CaseOutcome?, _ second: CaseOutcome?) -> Kind {
    switch tier {
    case .onlyFirst: return .onlyFirst
    case .onlySecond: return .onlySecond
    case .edited: return .edited
    case .same: break
    }
    guard let first, let second else { return .unjudged }
    switch change(first, second) {
    case .better?: return .improvement
    case .worse?: return .regression
    case .same?: return isSame(first, second) ? .same : .changed
    case nil where first.verdict == nil && second.verdict == nil:
      return isSame(first, second) ? .same : .changed
    case nil: return .unjudged
    }
  }

  private static func change(_ first: CaseOutcome?, _ second: CaseOutcome?) -> Change? {
    guard let old = first?.verdict, let new = second?.verdict else { return nil }
    return old == new ? .same : new ? .better : .worse
  }

  /// Whether the outputs say the same: trial by trial, or in any order where they are not as many.
  private static func isSame(_ first: CaseOutcome, _ second: CaseOutcome) -> Bool {
    guard !first.contents.contains(.zero) else { return false }
    return first.outputs.count == second.outputs.count
      ? first.contents == second.contents : Set(first.contents) == Set(second.contents)
  }
}
