import TaglioFormat
import TaglioKit

/// Brings what one open repository has and another one lacks.
struct Exchange {
  let giver: Repository
  let taker: Repository
  var progress: SyncProgress?
  var limits = Transfer.Limits()

  /// - Parameter report: of whom it is; what was found and done is added.
  func run(_ report: SyncReport, isDryRun: Bool) throws -> SyncReport {
    var report = report
    report.isDryRun = isDryRun
    let plan = try plan()
    report.erased = plan.erased
    report.refuse(plan.refused)
    guard !isDryRun else {
      report.commits = plan.commits.map(\.id)
      (report.objects, report.bytes) = (plan.objects.count, plan.total.bytes)
      return report
    }
    let transfer = Transfer(
      source: giver.objects,
      target: taker,
      progress: progress,
      limits: limits
    )
    report.add(try transfer.run(plan), of: plan)
    return report
  }

  private func plan() throws -> TransferPlan {
    let (given, taken) = (CommitReader(giver), CommitReader(taker))
    let planner = Planner(
      store: giver.objects,
      load: { try given.commit($0, lenient: true) },
      isHeld: taker.holds,
      isErased: { try given.isErased($0) || taken.isErased($0) },
      isLost: { try given.isLost($0) || taken.isLost($0) }
    )
    return try planner.plan(giver.commits(unknownTo: taker.knows))
  }
}

extension SyncReport {
  /// Adds what became of a plan.
  mutating func add(_ outcome: Transfer.Outcome, of plan: TransferPlan) {
    commits = plan.commits.map(\.id).filter { outcome.receipt.refused[$0] == nil }
    objects = outcome.amount.objects - commits.count
    bytes = outcome.amount.bytes
    waiting = outcome.receipt.waiting
    refuse(outcome.refused)
  }
}
