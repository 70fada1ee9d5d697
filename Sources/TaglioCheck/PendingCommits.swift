import TaglioFormat
import TaglioStore

/// The commits that are here and not visible, read as far as they can be.
struct PendingCommits {
  /// A pending commit and what it lists, in so far as its parts are here.
  struct Entry {
    var pending: PendingCommit
    var commit: Commit
    var listed: [ObjectID]
  }

  /// Ascending by id.
  ///
  /// Those whose own file does not read are left out.
  let entries: [Entry]

  init(_ evidence: Evidence) throws {
    let probe = ObjectProbe(store: evidence.store)
    var entries: [Entry] = []
    for pending in try evidence.truth.index.pending() {
      guard case .good(.commit(let commit), _) = try probe.examine(pending.id) else { continue }
      let listed = try commit.listed(probe)
      entries.append(Entry(pending: pending, commit: commit, listed: listed))
    }
    self.entries = entries
  }

  /// What any of them lists.
  var listed: Set<ObjectID> { Set(entries.flatMap(\.listed)) }
}

extension Commit {
  /// The parts and all objects that the commit and those of its parts that read list.
  func listed(_ probe: ObjectProbe) throws(StoreError) -> [ObjectID] {
    var listed = parts + changes.objects
    for part in parts {
      guard case .good(.changes(let changes), _) = try probe.examine(part) else { continue }
      listed += changes.objects
    }
    return listed
  }
}
