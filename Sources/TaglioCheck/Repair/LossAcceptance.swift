package import TaglioKit
import TaglioFormat
import TaglioStore
import TaglioSystem

/// Lets a person say that what is missing or damaged is lost for good, so that the store is sound
/// again without it.
///
/// 1. Damaged files are moved to the quarantine, durably. Now they count as missing.
/// 2. One commit says of each object that it is lost, with what the index remembers of its links.
/// 3. The index is made anew, so that it is what it is on every other copy.
///
/// Cut off at any point, the next one goes on from there.
package struct LossAcceptance {
  private let directory: RepositoryDirectory
  private let settings: Repository.Options
  private let reason: String
  private let options: Checker.Options

  /// - Parameters:
  ///   - reason: kept for ever in the tombstones; not empty.
  ///   - options: for the checks before and after; `quick` and `deadline` are not looked at.
  package init(
    _ directory: RepositoryDirectory,
    _ settings: Repository.Options,
    reason: String,
    options: Checker.Options = Checker.Options()
  ) {
    self.directory = directory
    self.settings = settings
    self.reason = reason
    self.options = Checker.Options(progress: options.progress)
  }

  /// What an acceptance came to.
  package struct Outcome: Sendable {
    package var losses: LossReport
    /// The files that were moved.
    package var moved: RepairReport
    /// What a check found afterwards; where nothing was to be done, what it found now.
    package var check: FsckReport
  }

  /// Finds what is lost, and accepts it if that is confirmed.
  ///
  /// - Throws: what opening and checking throw; `badInput` where the reason is empty.
  package func run(isConfirmed: Bool) throws -> Outcome {
    try directory.checkFormat()
    let (found, evidence) = try checker().inspect()
    let lost = try RepairPlan(evidence).needed.sorted()
    let repository = try Repository(directory, options: settings)
    let losses = try repository.acceptLoss(of: lost, reason: reason, isConfirmed: false)
    var moved = RepairReport()
    guard isConfirmed, !losses.losses.isEmpty else {
      return Outcome(losses: losses, moved: moved, check: found)
    }
    try moveDamaged(Set(losses.losses.map(\.id)), evidence, &moved)
    var accepted = try repository.acceptLoss(
      of: losses.losses.map(\.id),
      reason: reason,
      isConfirmed: true
    )
    accepted.keep(unknown: losses.unknown)
    try repository.reindex()
    return Outcome(losses: accepted, moved: moved, check: try checker().run())
  }

  private func checker() throws -> Checker {
    try Checker(opening: directory, settings, options: options)
  }

  private func moveDamaged(
    _ ids: Set<ObjectID>,
    _ evidence: Evidence,
    _ report: inout RepairReport
  ) throws {
    let durability = try directory.config().durability
    try directory.locked(settings) {
      try Workshop(directory, durability).moveDamaged(ids.filter(evidence.isHere), &report)
    }
  }
}
