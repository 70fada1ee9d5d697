import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// The lists of accepted commits: whether that of this copy reads, and whether what the lists of
/// other copies name is here.
struct AcceptedAudit {
  let evidence: Evidence
  private let lists: AcceptedLists

  init(_ evidence: Evidence, _ directory: RepositoryDirectory) {
    self.evidence = evidence
    lists = AcceptedLists(disk: directory.disk, root: directory.path, durability: .none)
  }

  func run(_ report: (Finding) -> Void) throws {
    try checkOwn(report)
    for name in try lists.strays() {
      let file = evidence.file(AcceptedLists.name + "/" + name)
      let detail = "the name is not that of a list of commits"
      report(Finding(.stray, file: file, detail: detail, help: Help.remove(file)))
    }
    for list in try lists.others() { try checkOther(list, report) }
  }

  private func checkOwn(_ report: (Finding) -> Void) throws {
    let list = try lists.own()
    let damaged = try list.read().damaged
    guard let first = damaged.first else { return }
    let line = first / AcceptedFile.lineLength + 1
    let detail = "\(damaged.count) lines hold no id, the first is line \(line)"
    let file = evidence.file(AcceptedLists.name + "/" + list.name)
    report(Finding(.acceptedDamaged, file: file, detail: detail, help: Help.repair))
  }

  /// Commits without a file are told here; those that are here and wait are findings of their own.
  private func checkOther(_ list: AcceptedLog, _ report: (Finding) -> Void) throws {
    let missing = try list.read().ids.filter { id in
      try evidence.isClaimed(id) && !evidence.isHere(id)
    }
    guard let first = missing.first else { return }
    let noun = missing.count == 1 ? "a commit" : "\(missing.count) commits"
    let detail =
      "the copy that this list came with had taken in \(noun) that no file here has the name of; "
      + "one is \(first.short())"
    let file = evidence.file(AcceptedLists.name + "/" + list.name)
    let help = "\(Help.copyRest); if there is nothing more to copy: \(Help.repairFromCopy)"
    report(Finding(.copyNotFinished, object: first, file: file, detail: detail, help: help))
  }
}

extension Evidence {
  /// Whether a commit that another copy had taken in is still to be taken in here.
  func isClaimed(_ id: ObjectID) throws -> Bool {
    if accepted.contains(id) { return false }
    if try truth.index.commitNumber(of: id) != nil { return false }
    return try !hasTombstone(id)
  }

  /// The commits that the lists of other copies name and that are not taken in here, ascending.
  func claimedCommits() throws -> [ObjectID] {
    guard let directory else { return [] }
    let lists = AcceptedLists(disk: directory.disk, root: directory.path, durability: .none)
    var claimed: Set<ObjectID> = []
    for list in try lists.others() {
      for id in try list.read().ids where try isClaimed(id) { claimed.insert(id) }
    }
    return claimed.sorted()
  }
}
