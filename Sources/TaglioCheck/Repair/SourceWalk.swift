import TaglioFormat
import TaglioKit
import TaglioStore

/// Finds what a source has of the objects that are wanted, and of what the commits among them need.
///
/// Everything is verified by reading it; nothing is written.
struct SourceWalk {
  private let evidence: Evidence
  private let probe: ObjectProbe
  private var seen: Set<ObjectID> = []
  private var good: [ObjectID] = []
  /// What the commits that were found erase.
  private var erased: Set<ObjectID> = []
  /// Why what the source has of an object is not taken.
  private(set) var refused: [ObjectID: String] = [:]

  init(_ source: RepairSource, _ evidence: Evidence) {
    self.evidence = evidence
    probe = ObjectProbe(store: source.store)
  }

  /// The objects that can be taken, ascending.
  ///
  /// What was erased is left out, also where the commit that says so is only found on the way.
  mutating func run(_ wanted: [ObjectID]) throws -> [ObjectID] {
    var queue = wanted
    while let id = queue.popLast() {
      guard seen.insert(id).inserted else { continue }
      if try evidence.mayBeErased(id) {
        if try probe.store.contains(id) { refused[id] = SourceWalk.erasedReason }
        continue
      }
      if let needs = try needs(id) { queue += needs.filter { !evidence.isHere($0) } }
    }
    for id in good where erased.contains(id) { refused[id] = SourceWalk.erasedReason }
    return good.filter { !erased.contains($0) }.sorted()
  }

  private static let erasedReason = "it was erased"

  /// What the object needs besides itself; nil where the source has no good file of it.
  private mutating func needs(_ id: ObjectID) throws -> [ObjectID]? {
    switch try probe.examine(id) {
    case .bad(let defect) where defect.name == .objectMissing: return nil
    case .bad(let defect) where !defect.isAsWritten || defect.name == .objectTooLarge:
      refused[id] = "the file there is damaged as well: \(defect.detail)"
      return nil
    case .good(.commit(let commit), _):
      note(commit.changes)
      good.append(id)
      return commit.parents + commit.parts + commit.changes.objects
    case .good(.changes(let changes), _):
      note(changes)
      good.append(id)
      return changes.objects
    case .good, .newer, .bad:
      good.append(id)
      return []
    }
  }

  private mutating func note(_ changes: Changes) {
    for (id, tombstone) in changes.tombstones where tombstone.kind == .redacted {
      erased.insert(id)
    }
  }
}
