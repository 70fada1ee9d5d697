import TaglioStore
package import TaglioSystem

/// Brings a store to the newest format, or one format back.
///
/// Whatever instruction it is stopped at, the store has the format that it had or one that it was to
/// have, whole, and running it again completes it.
package struct Upgrade {
  private let directory: RepositoryDirectory
  private let patience: Patience

  package init(_ directory: RepositoryDirectory, patience: Patience = .endless) {
    self.directory = directory
    self.patience = patience
  }

  /// Says what would be done.
  ///
  /// - Parameter isBack: whether the way is back by one format, and not on to the newest.
  /// - Throws: `newer` for a format that is not known.
  package func plan(back isBack: Bool) throws -> UpgradeReport {
    try directory.checkFormat()
    let format = try directory.format()
    let steps =
      isBack
      ? directory.steps.filter { $0.to == format } : directory.steps.filter { $0.from >= format }
    let changes = steps.map { step in
      UpgradeReport.Change(
        from: isBack ? step.to : step.from,
        to: isBack ? step.from : step.to,
        summary: step.summary
      )
    }
    return UpgradeReport(
      isBack: isBack,
      format: format,
      newest: directory.newestFormat,
      changes: changes
    )
  }

  /// Does it.
  ///
  /// - Throws: `newer` for a format that is not known; `failed` where there is no way back; `locked`,
  ///   and what the system answered. The store then has the format that it had, or one on the way.
  package func run(back isBack: Bool) throws -> UpgradeReport {
    try directory.checkFormat()
    let books = DiskBookkeeping(disk: directory.disk, root: directory.path, durability: .each)
    let lock = try books.requireLock(patience)
    return try withExtendedLifetime(lock) {
      var report = try plan(back: isBack)
      try removeLeftovers(above: report.format)
      if isBack { try goBack(from: report.format) } else { try goOn(from: report.format) }
      report.isDone = !report.changes.isEmpty
      return report
    }
  }

  private func goOn(from format: Int) throws {
    for step in directory.steps where step.from >= format {
      try step.build(directory)
      try directory.writeFormat(step.to)
    }
  }

  private func goBack(from format: Int) throws {
    guard let step = directory.steps.first(where: { $0.to == format }) else { return }
    if let reason = try step.obstacle(directory) {
      throw TaglioError(
        .failed,
        "the store cannot go back to format \(step.from): \(reason)",
        help: "Restore a copy from before the upgrade, or stay with format \(step.to)."
      )
    }
    try directory.writeFormat(step.from)
    try step.dismantle(directory)
  }

  /// What a step on or back that was stopped has left.
  private func removeLeftovers(above format: Int) throws {
    for step in directory.steps.reversed() where step.from >= format {
      try step.dismantle(directory)
    }
  }
}

/// What an upgrade did, or would do.
package struct UpgradeReport: Sendable {
  /// Whether the way is back.
  package var isBack: Bool
  /// The format that the store had before.
  package var format: Int
  /// The newest format that this version knows.
  package var newest: Int
  /// The steps, in their order; empty where the store is where it was to be brought.
  package var changes: [Change]
  /// Whether they were done.
  package var isDone = false

  /// One step.
  package struct Change: Sendable {
    package var from: Int
    package var to: Int
    /// What the later of the two formats has.
    package var summary: String

    package init(from: Int, to: Int, summary: String) {
      self.from = from
      self.to = to
      self.summary = summary
    }
  }

  package init(isBack: Bool, format: Int, newest: Int, changes: [Change]) {
    self.isBack = isBack
    self.format = format
    self.newest = newest
    self.changes = changes
  }
}
