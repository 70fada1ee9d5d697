package import TaglioKit
import TaglioFormat
import TaglioStore
import TaglioSystem

/// Mends a store without deleting anything: what is damaged goes to the quarantine, what is lost is
/// taken from a copy, and what is derived is made anew.
///
/// Each step leaves the store no worse than it was if it is the last one:
///
/// 1. Good files are written beside their places as temporary files, verified.
/// 2. Damaged ones are moved to the quarantine, durably. Now they count as missing.
/// 3. The good ones are renamed into place, durably.
/// 4. The list of accepted commits is replaced in one step, after a copy of it was kept.
/// 5. Commits that only the list of another copy names count as taken in here from now on: what
///    misses of them was lost in copying, unless something else is lost that the index knows more of.
/// 6. Refs and index are made anew.
///
/// A repair that was cut off is completed by the next one. The writer's lock is held while files
/// change places, not while everything is read; what was found is looked at again under it.
package struct Repair {
  private let directory: RepositoryDirectory
  private let settings: Repository.Options
  private let source: RepairSource?
  private let options: Checker.Options

  /// - Parameters:
  ///   - source: where good files may come from; nil for nowhere.
  ///   - options: for the checks before and after, which must be whole: `quick` and `deadline` are
  ///     not looked at.
  package init(
    _ directory: RepositoryDirectory,
    _ settings: Repository.Options,
    from source: RepairSource? = nil,
    options: Checker.Options = Checker.Options()
  ) {
    self.directory = directory
    self.settings = settings
    self.source = source
    self.options = Checker.Options(progress: options.progress)
  }

  /// Repairs the store and checks it again.
  ///
  /// - Throws: what opening and checking throw (a format or settings that do not read are for a
  ///   person to correct), and what the system answered.
  package func run() throws -> RepairReport {
    try directory.checkFormat()
    var report = RepairReport()
    let durability = try directory.config().durability
    let workshop = Workshop(directory, durability)
    try directory.locked(settings) { try workshop.clearObstacles(&report) }
    let (found, evidence) = try check().inspect()
    let isLost = try directory.locked(settings) {
      let isLost = try workshop.mendObjects(evidence, source, &report)
      try workshop.mendAccepted(evidence, &report)
      try workshop.moveRefs(found, &report)
      if !isLost { try workshop.adopt(evidence, &report) }
      return isLost
    }
    try rebuild(found, isLost: isLost, &report)
    report.check = try check().run()
    return report
  }

  private func check() throws -> Checker {
    try Checker(opening: directory, settings, options: options)
  }

  /// While something is lost, the index may know more of it than the objects that are left, and is
  /// kept.
  private func rebuild(
    _ found: FsckReport,
    isLost: Bool,
    _ report: inout RepairReport
  ) throws {
    let repository = try Repository(directory, options: settings)
    if isLost {
      try repository.rewriteRefs()
    } else {
      try repository.reindex()
    }
    let derived: Set<Finding.Name> = [
      .indexDamaged, .indexDiffers, .refDamaged, .refDiffers, .refMissing, .refUnknown,
    ]
    guard !derived.isDisjoint(with: found.counts.keys) || !report.actions.isEmpty else { return }
    report.add(RepairAction(.rewritten, file: RepositoryDirectory.name + "/refs", "made anew"))
    if isLost { return }
    report.add(RepairAction(.rewritten, file: RepositoryDirectory.name + "/index", "made anew"))
  }
}
