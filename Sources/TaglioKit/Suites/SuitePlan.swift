import TaglioFormat
import TaglioStore

/// What changing the members of one suite comes to.
///
/// A membership that already is as wanted is not written, unless it is contested: then writing it
/// settles it.
struct SuitePlan {
  private(set) var report: SuiteReport
  private(set) var edits = MembershipEdits()
  private let snapshot: Snapshot

  init(_ suite: NamedSuite, in snapshot: Snapshot) {
    report = SuiteReport(suite: suite)
    self.snapshot = snapshot
  }

  /// What a commit has to say, besides a name.
  var changes: Changes {
    var changes = Changes()
    if edits.entryCount > 0 { changes.suites[report.suite.id] = edits }
    return changes
  }

  mutating func apply(_ action: SuiteAction, to cases: [SelectedCase]) throws {
    for selected in cases { try apply(action, selected) }
  }

  private mutating func apply(_ action: SuiteAction, _ selected: SelectedCase) throws {
    let lineage = selected.lineage
    let register = try snapshot.register(.member(lineage.id, of: report.suite.id))
    var current: Membership?
    if case .member(let membership)? = register?.value { current = membership }
    let wanted = action.membership(of: selected, now: current)
    let item = SuiteReport.Item(
      lineage: lineage,
      name: try snapshot.name(of: selected.version),
      membership: wanted
    )
    if wanted == current, register?.contested.isEmpty ?? true {
      report.unchanged.append(item)
    } else {
      report.changed.append(item)
      write(wanted, for: lineage)
    }
    try note(item, action, selected)
  }

  private mutating func write(_ membership: Membership?, for lineage: LineageID) {
    switch membership {
    case nil: edits.remove.insert(lineage.id)
    case .floating: edits.add.insert(lineage.id)
    case .pinned(let version): edits.pin[lineage.id] = version
    }
  }

  /// What a person should know of a case besides.
  private mutating func note(
    _ item: SuiteReport.Item,
    _ action: SuiteAction,
    _ selected: SelectedCase
  ) throws {
    guard let heads = try snapshot.heads(ofLineage: selected.version.row.lineage) else { return }
    if heads.isFork, item.membership == .floating || selected.way != .version && action == .pin {
      report.forked.append(item)
    }
    if action != .pin, selected.way == .version,
      try !snapshot.isHead(selected.version, among: heads)
    {
      report.namedByOlderVersion.append(item)
    }
  }
}

extension SuiteAction {
  /// How a suite lists a case afterwards.
  fileprivate func membership(
    of selected: SelectedCase,
    now current: Membership?
  ) -> Membership? {
    switch self {
    case .add: current ?? selected.membership
    case .remove: nil
    case .pin: .pinned(selected.version.id)
    case .unpin: current == nil ? nil : .floating
    }
  }
}
