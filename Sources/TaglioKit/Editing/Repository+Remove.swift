public import TaglioFormat

/// What a removal, or taking it back, did.
public struct RemovalReport: Sendable {
  /// One thing that was named.
  public struct Item: Sendable {
    /// `case`, `experiment`, `run` or `suite`.
    public var kind: String
    /// As a person calls it.
    public var name: String
    /// The lineage, the run or the suite.
    public var target: Target
    /// Whether an older version was named, which stands for its whole lineage.
    public var isNamedByOlderVersion: Bool
  }

  /// What lists leave out from now on, or show again.
  public var changed: [Item] = []
  /// What was so already.
  public var unchanged: [Item] = []
  /// The commit, nil where nothing changed.
  public var commit: ObjectID?
}

extension Repository {
  /// Removes cases, experiments, runs or suites from lists, as one commit: all that are named, or
  /// none.
  ///
  /// Nothing is deleted: history, results and names that point at them stay.
  ///
  /// - Throws: what `Resolver` throws; `badInput` for commits and blobs.
  public func remove(_ texts: [String], message: String? = nil) throws -> RemovalReport {
    try setRemoved(true, texts, message)
  }

  /// Puts what was removed back into lists, as one commit: all that is named, or nothing.
  public func restore(_ texts: [String], message: String? = nil) throws -> RemovalReport {
    try setRemoved(false, texts, message)
  }

  private func setRemoved(
    _ isRemoved: Bool,
    _ texts: [String],
    _ message: String?
  ) throws -> RemovalReport {
    try recovering {
      var transaction = try transaction()
      var report = try removal(isRemoved, texts, transaction.snapshot)
      var changes = Changes()
      let targets = report.changed.map(\.target).sorted()
      if isRemoved { changes.removed = targets } else { changes.restored = targets }
      try transaction.add(changes)
      let message = message ?? report.message(isRemoved ? "rm" : "restore")
      report.commit = try transaction.commit(message: message)
      return report
    }
  }

  private func removal(
    _ isRemoved: Bool,
    _ texts: [String],
    _ snapshot: Snapshot
  ) throws -> RemovalReport {
    var report = RemovalReport()
    var seen: Set<Target> = []
    for text in texts {
      let subject = try EditSubject(text, in: snapshot)
      guard seen.insert(subject.target).inserted else { continue }
      let register = try snapshot.register(.removal(of: subject.target))
      let holds = (register?.value == .flag(true)) == isRemoved
      let isSettled = register?.contested.isEmpty ?? true
      if holds && isSettled {
        report.unchanged.append(RemovalReport.Item(subject))
      } else {
        report.changed.append(RemovalReport.Item(subject))
      }
    }
    return report
  }
}

extension RemovalReport {
  /// `rm sum-2 sum-3`, or how many where they are many.
  fileprivate func message(_ verb: String) -> String {
    let names = changed.map(\.name)
    guard names.count > 3, let first = names.first else {
      return ([verb] + names).joined(separator: " ")
    }
    return "\(verb) \(first) and \(names.count - 1) more"
  }
}

extension RemovalReport.Item {
  fileprivate init(_ subject: EditSubject) {
    kind = subject.kind
    name = subject.name
    target = subject.target
    isNamedByOlderVersion =
      subject.versions.map { versions in
        !versions.isLineage && !versions.heads.all.contains { $0.id == versions.named.id }
      } ?? false
  }
}
