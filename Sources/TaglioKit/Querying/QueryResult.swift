public import TaglioFormat
import TaglioStore

/// What is searched.
public enum FindPlace: String, Sendable, CaseIterable {
  /// The cases that `ls` lists, at their heads.
  case cases
  /// What runs computed, at their heads.
  case outputs
  case experiments, runs, suites, commits
}

/// By what found records are sorted.
public struct FindOrder: Sendable {
  /// The field; records without it, or with `null` there, come last.
  public var field: QueryField
  /// Whether the largest value comes first.
  public var isDescending: Bool

  /// Sorts by a field.
  public init(_ field: QueryField, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }
}

/// How many of the found records have a value.
public struct FoundGroup: Hashable, Sendable {
  /// The value; nil for those that have none.
  public var value: CanonicalJSON?
  /// How many have it.
  public var count: Int
}

/// Part of what was found.
public enum FoundPage: Sendable {
  case lineages(Page<LineageItem>)
  case runs(Page<RunItem>)
  case suites(Page<SuiteItem>)
  case commits(Page<CommitItem>)
}

/// What a query found, before anything of it is shown.
public struct QueryResult {
  /// Where it was searched.
  public let place: FindPlace
  let subjects: [QuerySubject]
  let values: QueryValues
  private let repository: Repository

  /// How many records were found.
  public var count: Int { subjects.count }

  /// How many objects were opened, because the index does not keep what was asked.
  package var openedObjects: Int { values.fields.opened }

  init(
    _ repository: Repository,
    _ place: FindPlace,
    _ subjects: [QuerySubject],
    _ values: QueryValues
  ) {
    self.repository = repository
    self.place = place
    self.subjects = subjects
    self.values = values
  }

  /// The numbers of the lineages that were found; none where runs, suites or commits were searched.
  package var lineages: [UInt32] {
    subjects.compactMap { if case .version(let version) = $0 { version.row.lineage } else { nil } }
  }

  /// The same records in another order; where values are equal, or there are none, the order stays.
  public func sorted(by order: FindOrder) throws -> QueryResult {
    let keyed = try subjects.map { subject in
      (key: FoundKey(try values.values(of: order.field, subject).first), subject: subject)
    }
    let present = keyed.enumerated().filter(\.element.key.isPresent).sorted {
      let (left, right) = ($0.element.key, $1.element.key)
      if left == right { return $0.offset < $1.offset }
      return order.isDescending ? right < left : left < right
    }
    let absent = keyed.filter { !$0.key.isPresent }
    let sorted = present.map(\.element.subject) + absent.map(\.subject)
    return QueryResult(repository, place, sorted, values)
  }

  /// How many have which value of a field, the most first; a record with several values counts for
  /// each of them.
  public func groups(by field: QueryField) throws -> [FoundGroup] {
    var counts: [CanonicalJSON?: Int] = [:]
    for subject in subjects {
      let found = Set(try values.values(of: field, subject))
      if found.isEmpty { counts[nil, default: 0] += 1 }
      for value in found { counts[value, default: 0] += 1 }
    }
    return counts.map { FoundGroup(value: $0.key, count: $0.value) }
      .sorted { left, right in
        if left.count != right.count { return left.count > right.count }
        guard let first = left.value, let second = right.value else { return left.value != nil }
        return FoundKey(first) < FoundKey(second)
      }
  }

  /// The ids of part of what was found: of heads, runs and commits, or the UUIDs of suites.
  public func ids(_ request: PageRequest) throws -> Page<String> {
    request.page(of: subjects) { subject in
      switch subject {
      case .version(let version): "\(version.id)"
      case .run(_, let row): "\(row.id)"
      case .suite(let id, _, _): "\(id)"
      case .commit(_, let row): "\(row.id)"
      }
    }
  }

  /// Part of the cases, outputs or experiments that were found, to be shown one by one; nil where
  /// something else was searched.
  package func selection(_ request: PageRequest) throws -> LineageSelection? {
    guard [.cases, .outputs, .experiments].contains(place) else { return nil }
    let snapshot = repository.snapshot
    return LineageSelection(snapshot, lineages, try snapshot.removedTargets(), request)
  }

  /// Part of what was found, as lists show it.
  public func page(_ request: PageRequest) throws -> FoundPage {
    let snapshot = repository.snapshot
    let removed = try snapshot.removedTargets()
    switch place {
    case .cases, .outputs, .experiments:
      return .lineages(
        try request.page(of: lineages) { try snapshot.item($0, removed) }
      )
    case .runs:
      let starts = Dictionary(
        try snapshot.starts().map { ($0.run, $0.start.sortKey) },
        uniquingKeysWith: { first, _ in first }
      )
      let runs = subjects.compactMap(\.fieldsNumber)
      return .runs(
        try request.page(of: runs) { number in
          try snapshot.runItem(number, start: starts[number] ?? 0, removed)
        }
      )
    case .suites:
      return .suites(request.page(of: suites(removed)) { $0 })
    case .commits:
      let commits = subjects.compactMap { subject -> UInt32? in
        if case .commit(let number, _) = subject { number } else { nil }
      }
      return .commits(try request.page(of: commits) { try repository.commitItem($0) })
    }
  }

  private func suites(_ removed: Set<Target>) -> [SuiteItem] {
    subjects.compactMap { subject in
      guard case .suite(let id, let names, let members) = subject else { return nil }
      return SuiteItem(
        id: id,
        names: names,
        members: members,
        isRemoved: removed.contains(.suite(id))
      )
    }
  }
}

/// A value in the order in which found records are shown: numbers by size, texts by bytes, then
/// everything else by its text.
struct FoundKey: Comparable {
  let value: CanonicalJSON?
  private let rank: Int

  init(_ value: CanonicalJSON?) {
    self.value = value
    rank =
      switch value?.document.root.kind {
      case .number: 0
      case .string: 1
      default: 2
      }
  }

  /// Whether there is anything to sort by.
  var isPresent: Bool { value != nil && value != .null }

  static func < (left: FoundKey, right: FoundKey) -> Bool {
    guard left.rank == right.rank else { return left.rank < right.rank }
    guard let first = left.value, let second = right.value else { return false }
    if let order = ScalarOrder.compare(first.document.root, second.document.root) {
      return order < 0
    }
    return first < second
  }
}
