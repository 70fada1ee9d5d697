import SystemPackage
import TaglioFormat
package import TaglioKit
import TaglioStore
import TaglioSystem

/// Checks a store against its own rules, and changes nothing.
///
/// Nothing derived is believed: the state is folded anew from the objects, and index and refs are
/// held against it. Objects are read on all cores, in blocks, which bounds the memory for contents.
/// An error of the system (a disk that cannot be read, a file that may not be) ends the check with
/// that error: it tells nothing of the bytes.
package struct Checker {
  let repository: Repository
  let directory: RepositoryDirectory?
  let options: Options
  /// Why the index was not whole before the store was opened.
  private let damagedBefore: String?

  /// How much is checked, and for how long.
  package struct Options: Sendable {
    /// Everything but the contents of objects that are no commits: that the files are there, that
    /// names, commits, seals, index and refs fit together.
    package var quick: Bool
    /// Is asked between objects; true means that time is up.
    ///
    /// What was found so far is reported.
    package var deadline: (@Sendable () -> Bool)?
    /// Is told how many objects were read, and how many there are.
    package var progress: Repository.Progress?

    package init(
      quick: Bool = false,
      deadline: (@Sendable () -> Bool)? = nil,
      progress: Repository.Progress? = nil
    ) {
      self.quick = quick
      self.deadline = deadline
      self.progress = progress
    }
  }

  /// - Parameter directory: where the store is on disk, to name files and check refs; nil for one
  ///   in memory.
  package init(
    repository: Repository,
    directory: RepositoryDirectory?,
    options: Options = Options()
  ) {
    self.repository = repository
    self.directory = directory
    self.options = options
    damagedBefore = nil
  }

  /// Opens a store to check it.
  ///
  /// The index is looked at first, since opening makes a damaged one anew.
  ///
  /// - Throws: `damage` where something else has the name of a file that the store needs to open.
  package init(
    opening directory: RepositoryDirectory,
    _ settings: Repository.Options,
    options: Options = Options()
  ) throws {
    if let obstacle = try Obstacle.ofBooks(in: directory).first {
      throw TaglioError(
        .damage,
        "\(directory.path.appending(obstacle.path)) \(obstacle.detail)",
        help: "Run: taglio fsck --repair"
      )
    }
    let books = DiskBookkeeping(disk: directory.disk, root: directory.path, durability: .batch)
    if case .damaged(let detail) = try IndexAudit.load(books, directory) {
      damagedBefore = detail
    } else {
      damagedBefore = nil
    }
    var settings = settings
    settings.leavesRefs = true
    repository = try Repository(directory, options: settings)
    self.directory = directory
    self.options = options
  }
}

extension Checker {
  /// Checks the store.
  ///
  /// - Throws: what the system answered, and what `progress` throws.
  package func run() throws -> FsckReport { try inspect().report }

  /// The report, and what it was made from: where a repair starts.
  func inspect() throws -> (report: FsckReport, evidence: Evidence) {
    var found: [Finding] = []
    var report = FsckReport()
    let before = try IndexAudit.load(repository.books, directory)
    if let detail = damagedBefore {
      found.append(damagedIndex(detail + "; it was made anew"))
    } else if case .damaged(let detail) = before {
      found.append(damagedIndex(detail))
    }
    var examined = Examined(repository.books.scratch)
    let reading = try read(into: &examined, before)
    let evidence = try withExtendedLifetime(reading.lock) {
      let all = try self.evidence(reading.inventory, &examined, before)
      found += try audit(all)
      return all
    }
    report.isComplete = examined.isComplete
    report.objectsChecked = examined.objects
    report.bytesChecked = examined.bytes
    for finding in found.sorted() { report.add(finding) }
    return (report, evidence)
  }

  private func damagedIndex(_ detail: String) -> Finding {
    let file = directory == nil ? nil : RepositoryDirectory.name + "/index"
    return Finding(.indexDamaged, file: file, detail: detail, help: Help.reindex)
  }

  private func audit(_ evidence: Evidence) throws -> [Finding] {
    var found: [Finding] = []
    let harms = HarmFinder(evidence)
    let pending = try PendingCommits(evidence)
    let report = { (finding: Finding) in found.append(finding) }
    try ObjectAudit(evidence, harms, pending).run(report)
    try CommitAudit(evidence, pending).run(report)
    try LinkAudit(evidence, harms).run(report)
    try SealAudit(evidence: evidence).run(report)
    try IndexAudit.compare(evidence, report)
    if let directory {
      try AcceptedAudit(evidence, directory).run(report)
      try RefAudit(evidence, directory).run(report)
    }
    return found
  }
}
