package import TaglioFormat
import TaglioStore

/// What was lost for good, and what nobody can even stand in for.
package struct LossReport: Sendable {
  /// An object that is lost.
  package struct Loss: Hashable, Sendable {
    package var id: ObjectID
    package var type: ObjectType
    /// The key of a case, else the beginning of an id.
    package var name: String
  }

  package internal(set) var losses: [Loss] = []
  /// Objects of which too little is known here to write what stands in for them.
  package internal(set) var unknown: [ObjectID] = []
  /// The commit; nil where there was nothing to say or nothing was to be done.
  package internal(set) var commit: ObjectID?

  /// Remembers what an earlier look knew nothing of.
  package mutating func keep(unknown ids: [ObjectID]) {
    unknown = Set(unknown).union(ids).sorted()
  }
}

extension Repository {
  /// Says of objects that no copy has them any more, as one commit of tombstones of the kind `lost`.
  ///
  /// They are then shown as lost and are no damage any more. Good bytes that turn up later are
  /// welcome. What reads is left out, whoever named it.
  ///
  /// - Parameter isConfirmed: false to see only what would be done.
  /// - Throws: `badInput` without a reason.
  package func acceptLoss(
    of ids: [ObjectID],
    reason: String,
    isConfirmed: Bool
  ) throws -> LossReport {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw TaglioError(.badInput, "the reason is empty", help: "Say why: --reason TEXT")
    }
    return try recovering {
      var transaction = try transaction()
      let facts = try StandInFacts(self, transaction.snapshot)
      var report = LossReport()
      var changes = Changes()
      let commits = LostCommit(snapshot: transaction.snapshot, reader: reader)
      for id in ids where try !reads(id) {
        if let known = try facts.facts(of: id) {
          report.losses.append(try loss(id, known.type, transaction.snapshot))
          changes.tombstones[id] = Tombstone(lost: known, reason)
        } else if let known = try commits.standIn(for: id) {
          report.losses.append(try loss(id, .commit, transaction.snapshot))
          changes.tombstones[id] = Tombstone(lost: known, reason)
        } else {
          report.unknown.append(id)
        }
      }
      guard isConfirmed, !report.losses.isEmpty else { return report }
      try transaction.add(changes)
      let count = report.losses.count
      report.commit = try transaction.commit(
        message: "accept the loss of \(count) \(count == 1 ? "object" : "objects")"
      )
      return report
    }
  }

  private func reads(_ id: ObjectID) throws -> Bool {
    do {
      _ = try objects.verify(id)
      return true
    } catch  where error.isAbsence {
      return false
    }
  }

  private func loss(
    _ id: ObjectID,
    _ type: ObjectType,
    _ snapshot: Snapshot
  ) throws -> LossReport.Loss {
    let key = try snapshot.index.number(of: id).flatMap { try snapshot.key(of: $0) }
    return LossReport.Loss(id: id, type: type, name: key.map { "\($0)" } ?? id.short())
  }
}

extension Tombstone {
  fileprivate init(lost facts: Facts, _ reason: String) {
    self.init(
      kind: .lost,
      type: facts.type,
      reason: reason,
      links: facts.standInLinks,
      content: facts.content
    )
  }

  fileprivate init(lost commit: Commit, _ reason: String) {
    self.init(
      kind: .lost,
      type: .commit,
      reason: reason,
      links: CanonicalJSON(unchecked: commit.payload),
      content: nil
    )
  }
}
