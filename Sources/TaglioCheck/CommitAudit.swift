import TaglioFormat
import TaglioKit
import TaglioStore

/// Commits that are here and not visible: whether they wait for files that are on their way, break
/// a rule, or stand on something that does.
struct CommitAudit {
  let evidence: Evidence
  let entries: [ObjectID: PendingCommits.Entry]

  init(_ evidence: Evidence, _ pending: PendingCommits) {
    self.evidence = evidence
    entries = Dictionary(uniqueKeysWithValues: pending.entries.map { ($0.pending.id, $0) })
  }

  func run(_ report: (Finding) -> Void) throws {
    for (_, entry) in entries.sorted(by: { $0.key < $1.key }) {
      report(try finding(entry))
    }
  }

  private func finding(_ entry: PendingCommits.Entry) throws -> Finding {
    switch entry.pending.reason {
    case .invalid:
      let reason = evidence.truth.invalid[entry.pending.id] ?? "it breaks a rule"
      return finding(.commitInvalid, entry, reason, "taglio show \(entry.pending.id.short())")
    case .newer:
      return finding(.newer, entry, "it needs \(entry.pending.missing.short())", Help.newer)
    case .waits:
      if let obstacle = obstacle(entry) {
        let help = "See what is found of \(obstacle.short())."
        return finding(.commitBlocked, entry, "it needs \(obstacle.short())", help)
      }
      return finding(.copyNotFinished, entry, wait(entry), Help.copyRest)
    }
  }

  /// What is here and still does not let the commit become visible: a damaged object, or a commit
  /// that is refused, below it in the graph.
  private func obstacle(_ entry: PendingCommits.Entry) -> ObjectID? {
    var seen: Set<ObjectID> = []
    var next = entry
    while seen.insert(next.pending.id).inserted {
      let missing = next.pending.missing
      if let defect = evidence.examined.defects[missing], defect.name != .objectMissing,
        defect.name != .objectCut
      {
        return missing
      }
      guard let below = entries[missing] else { return nil }
      if below.pending.reason != .waits { return missing }
      next = below
    }
    return nil
  }

  /// What the commit needs and what is not here, or cut.
  private func missing(_ entry: PendingCommits.Entry) -> [ObjectID] {
    (entry.listed + entry.commit.parents).filter { id in
      !evidence.inventory.contains(id) || evidence.examined.defects[id] != nil
    }
  }

  private func wait(_ entry: PendingCommits.Entry) -> String {
    let missing = missing(entry)
    guard let first = missing.first else {
      return "it waits for \(entry.pending.missing.short())"
    }
    let count = entry.listed.count + entry.commit.parents.count
    return "\(missing.count) of the \(count) objects that it needs have not come; "
      + "one is \(first.short())"
  }

  private func finding(
    _ name: Finding.Name,
    _ entry: PendingCommits.Entry,
    _ detail: String,
    _ help: String
  ) -> Finding {
    let id = entry.pending.id
    let file = evidence.file(of: id)
    var finding = Finding(name, object: id, file: file, detail: detail, help: help)
    finding.harms = [Finding.Harm(.commit, id.short())]
    finding.harmCount = 1
    return finding
  }
}
