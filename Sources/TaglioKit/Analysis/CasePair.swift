import TaglioFormat

/// A case of two runs, and what is to be said of what came of it in each.
///
/// The outcomes themselves are those of the comparison, which the pair knows by their places.
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

    /// Nil unless both sides have a verdict.
    init?(_ first: Bool?, _ second: Bool?) {
      guard let first, let second else { return nil }
      self = first == second ? .same : second ? .better : .worse
    }
  }

  /// The number of the lineage.
  package let lineage: UInt32
  package let tier: Tier
  package let kind: Kind
  /// How the verdict changed; nil unless both sides have one.
  package let change: Change?
  /// The places of the outcomes, `none` where there is none.
  private let firstPlace: UInt32
  private let secondPlace: UInt32
  private static let none = UInt32.max

  init(
    lineage: UInt32,
    _ tier: Tier,
    _ kind: Kind,
    _ change: Change?,
    first: Int?,
    second: Int?
  ) {
    self.lineage = lineage
    self.tier = tier
    self.kind = kind
    self.change = change
    firstPlace = first.map { UInt32($0) } ?? CasePair.none
    secondPlace = second.map { UInt32($0) } ?? CasePair.none
  }

  /// The place of the outcome of the first run, where it has one.
  var first: Int? { firstPlace == CasePair.none ? nil : Int(firstPlace) }
  /// The place of the outcome of the second run, where it has one.
  var second: Int? { secondPlace == CasePair.none ? nil : Int(secondPlace) }
}
