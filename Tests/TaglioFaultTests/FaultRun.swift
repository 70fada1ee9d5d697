import SystemPackage
import TaglioSystem
import TestSupport

/// An operation in which one call goes wrong, and what is looked at afterwards.
struct FaultRun {
  let prepared: PreparedOperation
  /// The calls that the operation makes where nothing goes wrong.
  let calls: [Call]

  /// One call, and what goes wrong there.
  struct Plan {
    var number: Int
    var fault: Fault
  }

  /// How the command took it.
  enum Verdict: Hashable {
    /// It failed and said so.
    case failed
    /// It did its work all the same; the call and the name of what it was about.
    case tolerated(String)
  }

  init(_ operation: StoreOperation) throws {
    let prepared = try PreparedOperation(operation)
    self.prepared = prepared
    calls = try withTemporaryDirectory { root in
      let injector = FaultInjector()
      let outcome = try prepared.run(at: try prepared.lay(in: root), disk: injector.disk)
      try require(outcome.status == 0, outcome.errors)
      return injector.calls
    }
  }

  /// Everything that can go wrong, one thing at a time.
  var plans: [Plan] {
    calls.enumerated().flatMap { number, call in
      Fault.all(at: call).filter { $0 != .shortWrite || call.length > 1 }.map {
        Plan(number: number, fault: $0)
      }
    }
  }

  /// Of the plans that differ in nothing but the number of the call or an id, the first.
  var plansByKind: [Plan] {
    var seen: Set<String> = []
    return plans.filter { seen.insert("\(kind(of: $0)) \($0.fault)").inserted }
  }

  /// Tries plans out one after another; a directory whose files a failed command left as they were
  /// serves the next one too.
  ///
  /// The times of such a directory are others, so that a command may make other calls there. Where
  /// the fault then does not come, the plan is tried again in a fresh one.
  func check(_ plans: [Plan], _ report: (Plan, Result<Verdict, Violation>) -> Void) throws {
    var rest = plans[...]
    while !rest.isEmpty {
      try withTemporaryDirectory { root in
        let site = try prepared.lay(in: root)
        let before = try FileTree(reading: root)
        var isFresh = true
        while let plan = rest.first {
          guard let verdict = result(plan, site, before) else {
            guard isFresh else { return }
            throw Violation("\(name(of: plan)): the fault never came")
          }
          rest.removeFirst()
          report(plan, verdict)
          isFresh = false
          guard case .success(.failed) = verdict, try FileTree(reading: root) == before
          else { return }
        }
      }
    }
  }

  /// What came of one plan; nil where its fault never came.
  private func result(
    _ plan: Plan,
    _ site: CommandSite,
    _ before: FileTree
  ) -> Result<Verdict, Violation>? {
    do {
      return try check(plan, site, before).map { .success($0) }
    } catch {
      return .failure(Violation("\(name(of: plan)): \(error)"))
    }
  }

  private func name(of plan: Plan) -> String {
    "\(prepared.operation), call \(plan.number) (\(kind(of: plan))): \(plan.fault)"
  }

  private func check(
    _ plan: Plan,
    _ site: CommandSite,
    _ before: FileTree
  ) throws -> Verdict? {
    let injector = FaultInjector(plan.fault, at: plan.number)
    let outcome = try prepared.run(at: site, disk: injector.disk)
    guard let call = injector.fired else { return nil }
    let isDone = outcome.status == 0
    if !isDone { try requireClear(outcome, plan.fault, site) }
    try require(isDone || plan.fault != .error(.interrupted), "an interruption made it fail")
    try requireLockIsFree(site)
    let after = try FileTree(reading: site.root)
    if !isDone, after == before { return .failed }
    try requireNothingLeft(after, before, call)
    _ = try Aftermath(prepared: prepared, site: site).check(isAcknowledged: isDone)
    return isDone ? .tolerated(kind(of: plan)) : .failed
  }

  /// The call, and the name of what it is about.
  private func kind(of plan: Plan) -> String {
    "\(calls[plan.number].operation) \(calls[plan.number].role)"
  }

  /// The message names the place and the reason, and what happened is not called damage.
  private func requireClear(
    _ outcome: CommandSite.Outcome,
    _ fault: Fault,
    _ site: CommandSite
  ) throws {
    try require(outcome.status == 1, "it ends with \(outcome.status): \(outcome.errors)")
    let reason = if case .error(let code) = fault { code } else { Errno.noSpace }
    try require(
      outcome.errors.contains("\(reason)") && outcome.errors.contains(site.root.string),
      "the message does not say what is wrong: \(outcome.errors)"
    )
  }

  /// Where clearing up went wrong, a file may be left.
  private func requireNothingLeft(
    _ after: FileTree,
    _ before: FileTree,
    _ call: Call
  ) throws {
    if call.operation == .remove { return }
    let left = Set(after.entries.keys).subtracting(before.entries.keys)
      .filter { $0.contains(Publisher.temporaryPrefix) }
    try require(left.isEmpty, "left behind: \(left.sorted())")
  }

  private func requireLockIsFree(_ site: CommandSite) throws {
    let path = site.store.appending(".taglio/lock")
    guard try Disk().status(path) != nil else { return }
    let isFree = try FileLock.acquire(path, wait: false) != nil
    try require(isFree, "the lock is held")
  }
}

extension Call {
  /// The number of bytes that a write writes; 0 for other calls.
  var length: Int {
    if case .write(_, _, let bytes) = effect { bytes.count } else { 0 }
  }

  /// The path from the project's directory on, with ids and numbers left out.
  fileprivate var role: String {
    let names = path.lexicallyNormalized().components.map(\.string)
    let known = names.drop { $0 != "store" && $0 != "other" }.map { name in
      if name.hasPrefix(Publisher.temporaryPrefix) { return ".tmp-…" }
      let isHex = name.allSatisfy(\.isHexDigit) && [2, 16, 62, 64].contains(name.count)
      return isHex ? "…" : name
    }
    return known.isEmpty ? "above" : known.joined(separator: "/")
  }
}
