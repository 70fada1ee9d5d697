import TaglioFormat
import TaglioStore

extension Repository {
  /// Makes the next version of a case or an experiment, or changes the labels of these, a run or a
  /// suite, as one commit.
  ///
  /// The text names what `Resolver` finds. What has several heads is edited by naming one of them.
  /// An edit that says what already holds changes nothing and writes nothing.
  ///
  /// - Throws: `TaglioError`: `ambiguous` for a fork, `badInput` for a version that is no head, for
  ///   fields that must stay and values that labels cannot have, `notFound` for what is not there.
  public func edit(_ text: String, _ request: EditRequest) throws -> EditReport {
    try recovering {
      var transaction = try transaction()
      let plan = try EditPlan(text, request, in: self, transaction.snapshot)
      var report = plan.report
      if request.isDryRun { return report }
      try plan.stage(in: &transaction)
      report.commit = try transaction.commit(message: request.message ?? plan.message)
      return report
    }
  }
}

/// What one edit comes to.
private struct EditPlan {
  var report: EditReport
  private var version: VersionEdit?
  private var changes = Changes()

  init(
    _ text: String,
    _ request: EditRequest,
    in repository: Repository,
    _ snapshot: Snapshot
  ) throws {
    let subject = try EditSubject(text, in: snapshot)
    report = EditReport(
      kind: subject.kind,
      name: subject.name,
      target: subject.target,
      isRemoved: try subject.isRemoved(in: snapshot)
    )
    try EditPlan.check(request.base, subject)
    let labels = try LabelEditor(subject, in: snapshot).edits(for: request.labels)
    if labels.entryCount > 0 { changes.fields[subject.target] = labels }
    report.labels = labels.names
    guard !request.fields.isEmpty else { return }
    let base = try subject.head(in: snapshot)
    let editor = VersionEditor(repository: repository, snapshot: snapshot, base: base)
    guard let version = try editor.next(request.fields) else { return }
    self.version = version
    changes.objects = (version.blobs + [version.record.id]).sorted()
    changes.closed = try snapshot.twins(of: base)
    report.version = version.record.id
    report.sequence = base.sequence + 1
    report.previous = base.id
    report.fields = version.fields
    report.sealedRun = try snapshot.sealedRun(of: base)
  }

  /// The version that the changes were made for must still be a head.
  private static func check(_ base: ObjectID?, _ subject: EditSubject) throws {
    guard let base, let heads = subject.versions?.heads.all else { return }
    guard !heads.contains(where: { $0.id == base }) else { return }
    throw TaglioError(
      .badInput,
      "\(subject.name) was edited since: \(base.short()) is no head any more",
      help: "See what is there now: taglio show \(subject.target.short)"
    )
  }

  func stage(in transaction: inout Transaction) throws {
    if let version { try transaction.stage([version.record]) }
    try transaction.add(changes)
  }

  /// `edit sum-2: /answer, title`.
  var message: String {
    let parts = report.fields + report.labels.map(\.string)
    guard parts.count > 4 else { return "edit \(report.name): \(parts.joined(separator: ", "))" }
    let shown = parts.prefix(3).joined(separator: ", ")
    return "edit \(report.name): \(shown) and \(parts.count - 3) more"
  }
}

extension FieldEdits {
  /// The fields that are written, ascending.
  var names: [ExactString] {
    Set(self.set.keys).union(unset).union(add.keys).union(drop.keys).sorted()
  }
}

extension Snapshot {
  /// The run that made the lineage of this version, where it is sealed.
  func sealedRun(of version: Version) throws -> ObjectID? {
    guard version.row.creator != ObjectRow.none else { return nil }
    let run = try index.object(version.row.creator).id
    return try register(.seal(of: run)) == nil ? nil : run
  }
}
