import TaglioFormat
import TaglioKit
import TaglioStore

/// What a repair sets out to do with objects, decided from what a check found.
struct RepairPlan {
  /// Files that are not what their names say and that nothing may be writing: to be moved, whether
  /// there is a good one or not.
  let damaged: Set<ObjectID>
  /// What is missing, or not what its name says: to be taken where a good file is to be had.
  let wanted: [ObjectID]
  /// What of it this copy has taken in before, so that being without it is a loss.
  let needed: Set<ObjectID>

  init(_ evidence: Evidence) throws {
    var damaged: Set<ObjectID> = []
    var wanted: Set<ObjectID> = []
    var needed: Set<ObjectID> = []
    for (id, defect) in evidence.examined.defects where evidence.isHere(id) {
      guard try !RepairPlan.isAsWritten(defect, id, evidence) else { continue }
      wanted.insert(id)
      let isTakenIn = try evidence.isTakenIn(id)
      if isTakenIn, try !evidence.hasTombstone(id) { needed.insert(id) }
      guard isTakenIn || defect.name != .objectCut else { continue }
      if try !evidence.mayBeErased(id) { damaged.insert(id) }
    }
    for id in try evidence.missingCommits() + evidence.missingObjects() {
      wanted.insert(id)
      if try !evidence.hasTombstone(id) { needed.insert(id) }
    }
    self.damaged = damaged
    self.wanted = try wanted.union(RepairPlan.awaited(evidence)).sorted()
    self.needed = needed
  }

  /// What commits that are here and not visible wait for, and commits that a copy of the directory
  /// had taken in.
  private static func awaited(_ evidence: Evidence) throws -> [ObjectID] {
    let waiting = try PendingCommits(evidence).entries.filter { $0.pending.reason == .waits }
    let needed = waiting.flatMap { $0.listed + $0.commit.parents }
    return try (needed + evidence.claimedCommits()).filter { !evidence.isHere($0) }
  }

  /// Of what is too large the check reads only the beginning, so it is read whole here.
  private static func isAsWritten(
    _ defect: ObjectProbe.Defect,
    _ id: ObjectID,
    _ evidence: Evidence
  ) throws(StoreError) -> Bool {
    guard defect.name == .objectTooLarge else { return defect.isAsWritten }
    do {
      _ = try evidence.store.verify(id)
      return true
    } catch {
      guard error.code != .system else { throw error }
      return false
    }
  }
}
