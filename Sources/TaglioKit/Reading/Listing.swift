public import TaglioFormat
import TaglioStore

/// A case or experiment in a list: its lineage at its principal head.
public struct LineageItem: Sendable {
  /// Whether it is an experiment and not a case.
  public var isExperiment: Bool
  /// The lineage.
  public var lineage: LineageID
  /// What its owner calls it.
  public var key: CaseKey?
  /// The version that stands for it.
  public var head: ObjectID
  /// The length of the head's chain.
  public var sequence: Int
  /// How many heads there are besides the principal one.
  public var furtherHeads: Int
  /// A line of text by which a person recognises it.
  public var summary: String
  /// Whether it was removed.
  public var isRemoved: Bool
  /// Whether the head was erased or lost, so that nothing is known of what it said.
  public var isGone: Bool
  /// Names and values of its labels, by name.
  public var labels: [(name: ExactString, value: CanonicalJSON)]
}

/// A run in a list.
public struct RunItem: Sendable {
  /// Its id.
  public var id: ObjectID
  /// The name of the experiment.
  public var experiment: String
  /// Whether it is an import and not an execution.
  public var isImport: Bool
  /// What the run read or where it came from, in a few words.
  public var summary: String
  /// When it started; nil for imports.
  public var start: CommitTime?
  /// The suite it was run on; nil where there was none, or nothing is known of the run.
  public var suite: UUID?
  /// The number of first versions that it made.
  public var outputs: Int
  /// How it ended, where it is sealed.
  public var seal: Seal?
  /// Whether it was removed.
  public var isRemoved: Bool
}

/// A suite in a list.
public struct SuiteItem: Sendable {
  /// Its id.
  public var id: UUID
  /// What it is called.
  public var names: [String]
  /// The number of its members.
  public var members: Int
  /// Whether it was removed.
  public var isRemoved: Bool
}

/// A name and what it points at.
public struct NameItem: Sendable {
  /// The name, with its kind before a slash.
  public var name: String
  /// An id or a UUID.
  public var target: String
}

/// Part of a list, and how long the whole list is.
public struct Page<Item: Sendable>: Sendable {
  /// The part that was asked for.
  public var items: [Item]
  /// The length of the whole list.
  public var total: Int
  /// The place of the first item in the whole list, from 0.
  public var offset: Int
  /// How many items the part has; those of a part that was handed on item by item are not kept.
  package var count: Int

  /// Whether items before or after this part were left out.
  public var isCut: Bool { count < total }

  package init(items: [Item], total: Int, offset: Int, count: Int? = nil) {
    self.items = items
    self.total = total
    self.offset = offset
    self.count = count ?? items.count
  }
}

/// Which part of a list is wanted.
public struct PageRequest: Sendable {
  /// The place of the first item in the whole list, from 0.
  public var offset: Int
  /// Nil for all.
  public var limit: Int?
  /// Whether what was removed is listed too, and for cases also what runs computed.
  public var includesAll: Bool

  /// Asks for part of a list.
  public init(offset: Int = 0, limit: Int? = nil, includesAll: Bool = false) {
    self.offset = offset
    self.limit = limit
    self.includesAll = includesAll
  }

  /// The part of a list that is asked for.
  package func page<Element, Item>(
    of all: [Element],
    _ item: (Element) throws -> Item
  ) rethrows -> Page<Item> {
    let part = all.dropFirst(offset).prefix(limit ?? .max)
    return Page(items: try part.map(item), total: all.count, offset: offset)
  }
}

extension Snapshot {
  /// Lists the cases that were added, in the order in which they came; with `includesAll` also what
  /// runs computed and what was removed.
  public func cases(_ request: PageRequest) throws -> Page<LineageItem> {
    try lineages(.case, request).page()
  }

  /// Lists the experiments, in the order in which they came.
  public func experiments(_ request: PageRequest) throws -> Page<LineageItem> {
    try lineages(.experiment, request).page()
  }

  /// The cases or the experiments, to be shown one by one.
  package func lineages(
    _ kind: ObjectRow.Kind,
    _ request: PageRequest
  ) throws -> LineageSelection {
    let removed = try removedTargets()
    let wanted = try lineages().filter { lineage in
      let row = try index.object(lineage)
      guard row.kind == kind else { return false }
      if request.includesAll { return true }
      guard try !isOutput(row) else { return false }
      return try removed.isEmpty || !removed.contains(.object(lineageID(lineage).id))
    }
    return LineageSelection(self, wanted, removed, request)
  }

  /// The target, where it is removed now; nothing else is looked at.
  func removedTargets(of target: Target) throws -> Set<Target> {
    try register(.removal(of: target))?.value == .flag(true) ? [target] : []
  }

  /// All targets that are removed now.
  func removedTargets() throws -> Set<Target> {
    Set(
      try registers(.removal).filter { $0.value == .flag(true) }
        .compactMap { Target(rawBytes: $0.key.target) }
    )
  }

  func item(_ lineage: UInt32, _ removed: Set<Target>) throws -> LineageItem {
    guard let heads = try heads(ofLineage: lineage) else { throw FormatError.index("no heads") }
    let id = try lineageID(lineage)
    let label = try label(of: heads.principal.number)
    return LineageItem(
      isExperiment: heads.principal.row.kind == .experiment,
      lineage: id,
      key: label.key,
      head: heads.principal.id,
      sequence: heads.principal.sequence,
      furtherHeads: heads.all.count - 1,
      summary: label.summary,
      isRemoved: removed.contains(.object(id.id)),
      isGone: heads.principal.row.isGap,
      labels: try labels(of: .object(id.id))
    )
  }

  /// Lists the runs, the latest start first; imports, which have no start, come last.
  public func runs(_ request: PageRequest) throws -> Page<RunItem> {
    let removed = try removedTargets()
    var all: [(start: UInt64, number: UInt32)] = []
    try index.forEach(.runs) { (row) throws(FormatError) in
      all.append((row.row.bigEndian(at: 0, as: UInt64.self), row.uint32(at: 8)))
    }
    all.sort { ($1.start, $1.number) < ($0.start, $0.number) }
    let wanted = try all.filter { entry in
      try request.includesAll || !removed.contains(.object(index.object(entry.number).id))
    }
    return try request.page(of: wanted) { try runItem($0.number, start: $0.start, removed) }
  }

  func runItem(
    _ number: UInt32,
    start: UInt64,
    _ removed: Set<Target>
  ) throws -> RunItem {
    let row = try index.object(number)
    var seal: Seal?
    if case .seal(let found)? = try register(.seal(of: row.id))?.value { seal = found }
    let experiment = row.experiment == ObjectRow.none ? "" : try label(of: row.experiment).summary
    let time = CommitTime(sortKey: start)
    return RunItem(
      id: row.id,
      experiment: experiment,
      isImport: row.flags.contains(.importRun),
      summary: try label(of: number).summary,
      start: time == .lowest ? nil : time,
      suite: try suite(ofRun: number),
      outputs: try index.pairCount(.created, of: number),
      seal: seal,
      isRemoved: removed.contains(.object(row.id))
    )
  }

  /// Lists the suites that have members or a name, by id.
  public func suites(_ request: PageRequest) throws -> Page<SuiteItem> {
    let removed = try removedTargets()
    var members: [UUID: Int] = [:]
    for register in try registers(.member) {
      guard let suite = UUID(rawBytes: register.key.target) else { continue }
      members[suite, default: 0] += register.value == .member(nil) ? 0 : 1
    }
    var names: [UUID: [String]] = [:]
    for register in try registers(.name) {
      guard case .name(.suite(let suite)?) = register.value else { continue }
      names[suite, default: []].append(String(decoding: register.key.detail, as: UTF8.self))
      members[suite, default: 0] += 0
    }
    let wanted = members.keys.sorted().filter {
      request.includesAll || !removed.contains(.suite($0))
    }
    return request.page(of: wanted) { id in
      SuiteItem(
        id: id,
        names: names[id, default: []].sorted(),
        members: members[id, default: 0],
        isRemoved: removed.contains(.suite(id))
      )
    }
  }

  /// Lists the names that experiments, runs, suites and commits were given.
  public func names(_ request: PageRequest) throws -> Page<NameItem> {
    let all = try registers(.name).compactMap { register -> NameItem? in
      guard case .name(let target?) = register.value else { return nil }
      let kind = String(decoding: register.key.target, as: UTF8.self)
      let name = String(decoding: register.key.detail, as: UTF8.self)
      return NameItem(name: "\(kind)/\(name)", target: "\(target)")
    }
    return request.page(of: all.sorted { ExactString($0.name) < ExactString($1.name) }) { $0 }
  }
}
