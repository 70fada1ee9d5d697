import TaglioFormat
import TaglioStore

/// Finds the changes that take back what a commit did and nobody has changed since.
///
/// A register that the commit still holds goes back to its value at the commit's parents. A version
/// that is still the last of its chain gets the content before it as a next version, or is closed
/// where it stands beside other heads. What the commit brought in is removed. Everything else is
/// left alone and reported.
struct Undo {
  let repository: Repository
  let snapshot: Snapshot
  /// The number of the commit.
  let commit: UInt32
  var past: Past
  var changes = Changes()
  /// What goes into `changes` when all is planned: a later step may take back what an earlier one
  /// decided, and no register may be written twice.
  var closed: Set<ObjectID> = []
  var reopened: Set<ObjectID> = []
  var removed: Set<Target> = []
  var restored: Set<Target> = []
  /// Versions that are to be written.
  var staged: [StagedRecord] = []
  var report: UndoReport

  /// - Parameter snapshot: the state that the changes are to be made on top of.
  init(_ commit: UInt32, item: CommitItem, in snapshot: Snapshot, of repository: Repository) throws
  {
    self.repository = repository
    self.snapshot = snapshot
    self.commit = commit
    past = try Past(before: commit, in: snapshot)
    report = UndoReport(undone: item)
  }

  /// Plans the whole.
  mutating func plan(_ loaded: LoadedCommit) throws {
    let writes = loaded.changes.flatMap(\.writes)
    for write in writes { try undo(write) }
    try undoLabels(writes.filter { $0.key.kind == .field || $0.key.kind == .element })
    try undoObjects(loaded.listed)
    for id in loaded.changes.flatMap(\.tombstones.keys) {
      leave("the erasure of \(id.short())", .final)
    }
    finish()
  }

  private mutating func finish() {
    changes.objects.sort()
    changes.closed = closed.sorted()
    changes.reopened = reopened.sorted()
    changes.removed = removed.sorted()
    changes.restored = restored.sorted()
    report.closed = changes.closed
    report.reopened = changes.reopened
    report.removed = changes.removed
    report.restored = changes.restored
    report.names = changes.names.count
    report.members = changes.suites.values.reduce(0) { $0 + $1.entryCount }
    report.leftAlone = Set(report.leftAlone).sorted { ($0.what, $0.reason) < ($1.what, $1.reason) }
  }

  mutating func leave(_ what: String, _ reason: UndoReport.Reason) {
    report.leftAlone.append(UndoReport.LeftAlone(what: what, reason: reason))
  }

  // MARK: Registers but labels

  private mutating func undo(_ write: Write) throws {
    guard let absent = write.key.absentValue else {
      if write.key.kind == .seal { leave("the seal of \(try name(of: write.key))", .final) }
      return
    }
    let old = try past.register(write.key)?.value ?? absent
    guard old != write.value, let now = try snapshot.register(write.key) else { return }
    if now.commit == commit {
      try restore(write.key, old)
    } else if now.value != old {
      leave(try words(for: write.key), .changedSince)
    }
  }

  private mutating func restore(_ key: RegisterKey, _ value: RegisterValue) throws {
    switch (key.kind, value) {
    case (.name, .name(let target)): changes.names.updateValue(target, forKey: try key.givenName)
    case (.member, .member(let membership)):
      guard let suite = UUID(rawBytes: key.target), let lineage = ObjectID(bytes: key.detail)
      else { return }
      changes.suites[suite, default: MembershipEdits()].set(lineage, membership)
    case (.removal, .flag(let isRemoved)):
      guard let target = Target(rawBytes: key.target) else { return }
      if isRemoved { removed.insert(target) } else { restored.insert(target) }
    case (.closing, .flag(let isClosed)):
      guard let version = ObjectID(bytes: key.target) else { return }
      if isClosed { closed.insert(version) } else { reopened.insert(version) }
    default: return
    }
  }

  // MARK: Words

  private func words(for key: RegisterKey) throws -> String {
    switch key.kind {
    case .name: return "the name \(try key.givenName)"
    case .member: return "\(key.words) of the suite \(key.targetWords)"
    case .removal: return "the removal of \(try name(of: key))"
    case .closing: return "the closing of \(try name(of: key))"
    default: return "\(key.words) of \(try name(of: key))"
    }
  }

  func name(of key: RegisterKey) throws -> String {
    try Target(rawBytes: key.target).map { try snapshot.name(of: $0) } ?? ""
  }
}

extension UndoReport.Reason: Comparable {
  /// The order of the names.
  public static func < (left: UndoReport.Reason, right: UndoReport.Reason) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension RegisterKey {
  /// What a register says that nobody has written; nil for classes that are not undone one by one:
  /// labels, the other side of a membership, and seals, which are final.
  fileprivate var absentValue: RegisterValue? {
    switch kind {
    case .name: .name(nil)
    case .member: .member(nil)
    case .removal, .closing: .flag(false)
    case .field, .element, .suite, .seal, .saidField, .saidElement: nil
    }
  }
}

extension MembershipEdits {
  mutating func set(_ lineage: ObjectID, _ membership: Membership?) {
    switch membership {
    case .floating: add.insert(lineage)
    case .pinned(let version): pin[lineage] = version
    case nil: remove.insert(lineage)
    }
  }
}

extension Snapshot {
  /// What a person calls a target: the key of a case, else the beginning of its id.
  func name(of target: Target) throws -> String {
    guard case .object(let id) = target else { return "\(target)" }
    let lineage = try index.lineage(LineageID(id)) ?? index.number(of: id)
    guard let lineage, let heads = try heads(ofLineage: lineage) else { return id.short() }
    return try label(of: heads.principal.number).key?.description ?? id.short()
  }
}
