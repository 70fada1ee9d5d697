public import TaglioFormat

/// How the members of a suite change.
public enum SuiteAction: String, Sendable, CaseIterable {
  /// What is no member becomes one; members stay as they are listed.
  case add
  /// Members are members no more.
  case remove
  /// Cases are listed at a version from now on, also those that were no members.
  case pin
  /// Members are listed at their heads from now on.
  case unpin
}

/// What making a suite or changing its members did.
public struct SuiteReport: Sendable {
  /// A case that was named.
  public struct Item: Hashable, Sendable {
    /// The lineage.
    public var lineage: LineageID
    /// As a person calls it.
    public var name: String
    /// How the suite lists it now; nil where it does not.
    public var membership: Membership?
  }

  /// The suite.
  public var suite: NamedSuite
  /// What changed.
  public var changed: [Item] = []
  /// What was so already.
  public var unchanged: [Item] = []
  /// Members that have several heads: a floating one is listed at the principal head.
  public var forked: [Item] = []
  /// Those whose older version was named where the lineage is meant.
  public var namedByOlderVersion: [Item] = []
  /// The commit, nil where nothing changed.
  public var commit: ObjectID?
}

extension SuiteReport {
  /// `suite add easy: sum-2, sum-3`, or how many where they are many.
  func message(_ verb: String) -> String {
    let names = changed.map(\.name)
    let title = "suite \(verb) \(suite.name)"
    guard names.count > 3, let first = names.first else {
      return names.isEmpty ? title : title + ": " + names.joined(separator: ", ")
    }
    return "\(title): \(first) and \(names.count - 1) more"
  }
}
