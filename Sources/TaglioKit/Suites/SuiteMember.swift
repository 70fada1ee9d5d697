public import TaglioFormat
import TaglioStore

/// A lineage as a suite lists it.
public struct SuiteMember: Sendable {
  /// The lineage.
  public var lineage: LineageID
  /// What its owner calls it.
  public var key: CaseKey?
  /// Whether it is listed at its head or at a version.
  public var membership: Membership
  /// The version that the suite lists: the pinned one, else the principal head; nil where nothing
  /// is known of it here.
  public var version: Version?
  /// The heads of the lineage; nil where nothing is known of it here.
  public var heads: Heads?
  /// A line of text by which a person recognises the version.
  public var summary: String
  /// Whether the lineage was removed.
  public var isRemoved: Bool

  /// Whether it is listed at a version.
  public var isPinned: Bool { membership != .floating }

  /// Whether the lineage has several heads, so that somebody should say which one is meant.
  public var isFork: Bool { heads?.isFork ?? false }

  /// Whether the version was erased or lost, or is not here, so that nothing is known of what it
  /// said.
  public var isGone: Bool { version?.row.isGap ?? true }

  /// Whether it is pinned to a version that is no head any more.
  public var isBehind: Bool {
    guard isPinned, let version, let heads else { return false }
    return !heads.all.contains { $0.id == version.id }
  }
}

extension Snapshot {
  /// The members of a suite, in an order that is the same on every copy: by source and key, keys
  /// that are numbers by their value; then those with UUIDs; then by lineage those without a key.
  public func suiteMembers(_ suite: UUID) throws -> [SuiteMember] {
    try suiteMembers(suite, PageRequest()).items
  }

  /// Part of the members of a suite, in the same order; members that were removed from lists are
  /// members all the same.
  public func suiteMembers(_ suite: UUID, _ request: PageRequest) throws -> Page<SuiteMember> {
    let removed = try removedTargets()
    let entries = try memberships(of: suite).map { lineage, membership in
      (order: try memberOrder(of: lineage), lineage: lineage, membership: membership)
    }
    .sorted { $0.order < $1.order }
    return try request.page(of: entries) { try member($0.lineage, $0.membership, removed) }
  }

  /// Which lineages a suite lists and how, in no order.
  func memberships(of suite: UUID) throws -> [(lineage: LineageID, membership: Membership)] {
    try registers(.member, target: suite.rawBytes).compactMap { register in
      guard case .member(let membership?) = register.value,
        let lineage = ObjectID(bytes: register.key.detail)
      else { return nil }
      return (LineageID(lineage), membership)
    }
  }

  private func member(
    _ lineage: LineageID,
    _ membership: Membership,
    _ removed: Set<Target>
  ) throws -> SuiteMember {
    let heads = try self.lineage(lineage).flatMap { try self.heads(ofLineage: $0) }
    let version: Version? =
      switch membership {
      case .floating: heads?.principal
      case .pinned(let id): try index.number(of: id).map { try self.version($0) }
      }
    return SuiteMember(
      lineage: lineage,
      key: try heads.flatMap { try key(of: $0.principal.number) },
      membership: membership,
      version: version,
      heads: heads,
      summary: try version.map { try label(of: $0.number).summary } ?? "",
      isRemoved: removed.contains(.object(lineage.id))
    )
  }

  func memberOrder(of lineage: LineageID) throws -> MemberOrder {
    MemberOrder(try self.lineage(lineage).flatMap { try key(of: $0) }, lineage)
  }
}

/// The place of a case in the list of a suite, and in other lists that are the same on every copy.
///
/// Made once for each case, since reading a key costs more than comparing it.
struct MemberOrder: Comparable {
  private let rank: Int
  private let key: KeyOrder?
  private let lineage: LineageID

  init(_ key: CaseKey?, _ lineage: LineageID) {
    rank = key.map { $0.named == nil ? 1 : 0 } ?? 2
    self.key = key.map { KeyOrder($0) }
    self.lineage = lineage
  }

  static func < (left: MemberOrder, right: MemberOrder) -> Bool {
    guard left.rank == right.rank else { return left.rank < right.rank }
    if let first = left.key, let second = right.key, first != second { return first < second }
    return left.lineage < right.lineage
  }
}
