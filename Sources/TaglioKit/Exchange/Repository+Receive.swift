package import TaglioFormat
package import TaglioStore

/// What became of commits that came from elsewhere.
package struct Receipt: Sendable {
  /// Those that became part of the history, in the order in which they were folded.
  package var visible: [ObjectID] = []
  /// Those that are here now and wait for something.
  package var waiting: [ObjectID] = []
  /// Those that were not taken in, each with the reason.
  package var refused: [ObjectID: String] = [:]

  package init() {}
}

extension Repository {
  /// Takes in commits of another store, once what they list is in place here.
  ///
  /// A commit gets its place here only if it breaks no rule and neither does an ancestor of it; so
  /// nobody can leave commits here that wait for ever.
  ///
  /// - Parameters:
  ///   - commits: each after its parents.
  ///   - objects: what was put in place for them since this repository was opened.
  package func receive(
    _ commits: [ObjectID],
    with objects: [ObjectID],
    from source: any ObjectStore
  ) throws -> Receipt {
    let lock = try lock()
    return try withExtendedLifetime(lock) {
      try prepare(with: lock)
      let store = JoinedStore(self.objects, adding: commits, of: source)
      var intake = try Intake(index: snapshot.index, store: store, scratch: books.scratch)
      try intake.arrive(objects + commits)
      try intake.settle()
      var receipt = Receipt()
      receipt.refused = try refusals(commits, intake.invalid, CommitReader(source) { _ in [] })
      try publish(commits.filter { receipt.refused[$0] == nil }, from: source, &receipt)
      try finish(intake, receipt, lock)
      for id in commits where receipt.refused[id] == nil {
        if try knows(commit: id) { receipt.visible.append(id) } else { receipt.waiting.append(id) }
      }
      return receipt
    }
  }

  /// Invalid commits and those after them.
  private func refusals(
    _ commits: [ObjectID],
    _ invalid: [ObjectID: String],
    _ reader: CommitReader
  ) throws -> [ObjectID: String] {
    guard !invalid.isEmpty else { return [:] }
    var refused: [ObjectID: String] = [:]
    for id in commits {
      if let reason = invalid[id] {
        refused[id] = reason
      } else if case .loaded(let loaded) = try reader.commit(id, lenient: true),
        let parent = loaded.commit.parents.first(where: { refused[$0] != nil || invalid[$0] != nil }
        )
      {
        refused[id] = "it follows \(parent.short()), which breaks a rule"
      }
    }
    return refused
  }

  /// Puts the commits in place; one that the source does not give whole is refused.
  private func publish(
    _ commits: [ObjectID],
    from source: any ObjectStore,
    _ receipt: inout Receipt
  ) throws {
    let staged = try objects.stage(commits, from: source)
    for (id, error) in staged.failures { receipt.refused[id] = error.fault }
    try staged.batch.publish()
  }

  /// Folds what was looked at, unless some of it did not come or history has to be told anew.
  private func finish(
    _ intake: consuming Intake,
    _ receipt: Receipt,
    _ lock: WriterLock
  ) throws {
    if intake.needsRebuild {
      try takeInAnew()
    } else if receipt.refused.isEmpty {
      try finish(intake, save: true)
    } else {
      try refresh(with: lock)
    }
  }
}
