public import TaglioFormat
import TaglioStore

extension Repository {
  /// Takes back what a commit did, as a new commit on top of the history.
  ///
  /// What somebody wrote after the commit, or without having seen it, is left alone and reported.
  /// Undoing the undoing gives back what there was.
  ///
  /// - Parameters:
  ///   - commit: a visible commit.
  ///   - message: nil for one that names the commit.
  /// - Throws: `notFound` where the commit is not part of the history here, `damage` where it does
  ///   not read, `badInput` where it erases: that is final.
  public func undo(
    _ commit: ObjectID,
    message: String? = nil,
    isDryRun: Bool = false
  ) throws -> UndoReport {
    try recovering {
      var transaction = try transaction()
      guard let item = try commitItem(commit),
        let number = try transaction.snapshot.index.commitNumber(of: commit)
      else { throw TaglioError.notVisible(commit) }
      var undo = try Undo(number, item: item, in: transaction.snapshot, of: self)
      let loaded = try loadCommit(commit)
      try loaded.requireNoErasure()
      try undo.plan(loaded)
      if isDryRun { return undo.report }
      try transaction.stage(undo.staged)
      try transaction.add(undo.changes)
      var report = undo.report
      report.commit = try transaction.commit(message: message ?? item.undoMessage)
      return report
    }
  }
}

extension CommitItem {
  fileprivate var undoMessage: String {
    let subject = text?.message.split(separator: "\n").first.map { ": \($0)" } ?? ""
    return "undo \(id.short())\(subject)"
  }
}

extension LoadedCommit {
  /// Erasing is final, and no part of a commit that erases is taken back.
  fileprivate func requireNoErasure() throws {
    let tombstones = changes.flatMap(\.tombstones.values)
    guard tombstones.contains(where: { $0.kind == .redacted }) else { return }
    throw TaglioError(
      .badInput,
      "the commit \(id.short()) erases, which is final: nothing brings back what it took",
      help: "What was erased can be added anew with other content; see: taglio show \(id.short())"
    )
  }
}
