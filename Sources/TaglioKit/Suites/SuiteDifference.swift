public import TaglioFormat

/// In what two suites differ, or one suite at two times.
public struct SuiteDifference: Sendable {
  /// A lineage that both list, at different versions or one of them pinned.
  public struct Change: Sendable {
    /// As the first lists it.
    public var old: SuiteMember
    /// As the second lists it.
    public var new: SuiteMember

    /// Whether both list it at its head, which has moved in between.
    public var isMoved: Bool { !old.isPinned && !new.isPinned }
  }

  /// What only the first lists.
  public var onlyOld: [SuiteMember] = []
  /// What only the second lists.
  public var onlyNew: [SuiteMember] = []
  /// What both list and differently.
  public var changed: [Change] = []
  /// How many members are listed alike.
  public var same = 0

  /// Whether there is any difference.
  public var isDifferent: Bool { !(onlyOld.isEmpty && onlyNew.isEmpty && changed.isEmpty) }

  /// Compares members, each list with a lineage once at most; the order of each list is kept.
  public init(_ old: [SuiteMember], _ new: [SuiteMember]) {
    var rest: [LineageID: SuiteMember] = [:]
    for member in new { rest[member.lineage] = member }
    for member in old {
      guard let other = rest.removeValue(forKey: member.lineage) else {
        onlyOld.append(member)
        continue
      }
      if member.version?.id == other.version?.id, member.isPinned == other.isPinned {
        same += 1
      } else {
        changed.append(Change(old: member, new: other))
      }
    }
    onlyNew = new.filter { rest[$0.lineage] != nil }
  }
}

extension Repository {
  /// What is in one suite and not in another, or differently, both as they are now; with `commit`
  /// the first as it was there.
  ///
  /// Names are those of now, also for the first.
  ///
  /// - Throws: `TaglioError`: `notFound` for suites and commits.
  public func suiteDifference(
    _ old: String,
    _ new: String,
    at commit: ObjectID? = nil
  ) throws -> SuiteDifference {
    let (first, second) = (try snapshot.suite(named: old), try snapshot.suite(named: new))
    let past = try commit.map { try at($0) } ?? self
    return SuiteDifference(
      try past.snapshot.suiteMembers(first.id),
      try snapshot.suiteMembers(second.id)
    )
  }
}
