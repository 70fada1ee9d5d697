import TaglioFormat

/// What the plans of one source come to.
struct SourceChanges {
  let source: String
  /// The run that brings new cases in; with its experiment it is listed where a new case names it.
  let run: StagedRecord
  var changes = Changes()
  /// Versions that are not staged yet.
  var block: [StagedRecord] = []
  private(set) var hasNewLineage = false

  init(source: String, run: StagedRecord) {
    self.source = source
    self.run = run
    changes.source = source
  }

  mutating func add(_ plan: RecordPlan) {
    let target = Target.object(plan.lineage.id)
    if let version = plan.version { block.append(version) }
    if plan.edits.entryCount > 0 { changes.fields[target] = plan.edits }
    changes.closed += plan.closed
    if plan.isRestored { changes.restored.append(target) }
    if plan.outcome == .added { hasNewLineage = true }
  }
}

extension Changes {
  /// The same changes with their lists in order.
  var ascending: Changes {
    var changes = self
    changes.objects.sort()
    changes.closed.sort()
    changes.removed.sort()
    changes.restored.sort()
    return changes
  }
}
