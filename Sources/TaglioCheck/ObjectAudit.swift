import TaglioFormat
import TaglioKit
import TaglioStore

/// Files of objects: those that are missing, those that are not what their names say, and those
/// that nothing needs.
struct ObjectAudit {
  let evidence: Evidence
  private let harms: HarmFinder
  private let pending: PendingCommits

  init(_ evidence: Evidence, _ harms: HarmFinder, _ pending: PendingCommits) {
    self.evidence = evidence
    self.harms = harms
    self.pending = pending
  }

  func run(_ report: (Finding) -> Void) throws {
    try reportDefects(report)
    try reportMissing(report)
    try reportUnreferenced(report)
    try reportTombstones(report)
    for (id, detail) in evidence.examined.newer {
      report(finding(.newer, id, detail, Help.newer))
    }
    for path in evidence.inventory.strays {
      report(file(.stray, path, "the name is not that of an object"))
    }
    for path in evidence.inventory.temporaries {
      report(file(.leftover, path, "a temporary file"))
    }
  }

  // MARK: What is damaged

  private func reportDefects(_ report: (Finding) -> Void) throws {
    for (id, defect) in evidence.examined.defects.sorted(by: { $0.key < $1.key }) {
      if let finding = try finding(of: defect, id) { report(finding) }
    }
  }

  /// A file that is cut may be on its way, unless this copy had it whole before.
  private func finding(of defect: ObjectProbe.Defect, _ id: ObjectID) throws -> Finding? {
    let isTakenIn = try evidence.isTakenIn(id)
    if defect.name == .objectMissing { return nil }
    if defect.name == .objectCut, !isTakenIn {
      return finding(.copyNotFinished, id, "the file is cut: \(defect.detail)", Help.copyRest)
    }
    var found = finding(defect.name, id, defect.detail, help(for: defect, id))
    if try evidence.hasTombstone(id) { found.severity = .warning }
    return try harms.adding(harmsOf: id, to: found)
  }

  private func help(for defect: ObjectProbe.Defect, _ id: ObjectID) -> String {
    defect.isAsWritten ? Help.written : Help.restore
  }

  // MARK: What is missing

  private func reportMissing(_ report: (Finding) -> Void) throws {
    for id in try evidence.missingCommits() where try !evidence.hasTombstone(id) {
      let found = finding(.commitMissing, id, "a commit that was taken in is gone", Help.restore)
      report(try harms.adding(harmsOf: id, to: found))
    }
    for id in try evidence.missingObjects() where try !evidence.hasTombstone(id) {
      let found = finding(.objectMissing, id, "a visible commit lists it", Help.restore)
      report(try harms.adding(harmsOf: id, to: found))
    }
  }

  // MARK: What nothing needs

  /// While an accepted commit cannot be read, nobody knows what it listed.
  private func reportUnreferenced(_ report: (Finding) -> Void) throws {
    let index = evidence.truth.index
    for commit in evidence.accepted where try index.commitNumber(of: commit) == nil { return }
    let listed = pending.listed
    for (id, kind) in try index.looseFiles().sorted(by: { $0.key < $1.key }) {
      guard let type = kind.type, type != .commit, !listed.contains(id), evidence.isHere(id),
        try !evidence.isTakenIn(id), evidence.examined.defects[id] == nil
      else { continue }
      report(finding(.unreferenced, id, "no commit lists this \(type.rawValue)", Help.collect))
    }
  }

  // MARK: What tombstones stand in for

  private func reportTombstones(_ report: (Finding) -> Void) throws {
    let tombstones = try Tombstones(evidence.truth.index, reading: evidence.store)
    for (id, tombstone) in tombstones.held.sorted(by: { $0.key < $1.key }) {
      let isGood = evidence.isHere(id) && evidence.examined.defects[id] == nil
      if tombstone.kind == .redacted, evidence.isHere(id) {
        report(finding(.objectErased, id, "erased: \(tombstone.reason)", Help.erased))
      } else if tombstone.kind == .lost, !isGood {
        report(finding(.objectLost, id, "lost: \(tombstone.reason)", Help.lost))
      }
    }
  }

  private func finding(
    _ name: Finding.Name,
    _ id: ObjectID,
    _ detail: String,
    _ help: String
  ) -> Finding {
    Finding(name, object: id, file: evidence.file(of: id), detail: detail, help: help)
  }

  private func file(_ name: Finding.Name, _ path: String, _ detail: String) -> Finding {
    let file = evidence.file(inObjects: path)
    return Finding(
      name,
      file: file,
      detail: detail,
      help: name == .leftover ? Help.collect : Help.remove(file)
    )
  }
}
