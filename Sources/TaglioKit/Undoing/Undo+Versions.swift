import TaglioFormat
import TaglioStore

extension Undo {
  /// Takes back the versions and runs that the commit brought in.
  ///
  /// What another commit lists too stays: it would be here without this one.
  mutating func undoObjects(_ listed: [ObjectID]) throws {
    var lineages: [UInt32: [Version]] = [:]
    var runs: [Version] = []
    for id in listed where id != ImportExperiment.id {
      guard let number = try snapshot.index.number(of: id) else { continue }
      let version = try snapshot.version(number)
      if version.row.flags.contains(.importRun) { continue }
      switch version.row.kind {
      case .case, .experiment: lineages[version.row.lineage, default: []].append(version)
      case .run: runs.append(version)
      case .blob, .changes, .missing: continue
      }
    }
    for (lineage, versions) in lineages.sorted(by: { $0.key < $1.key }) {
      try undo(versions, ofLineage: lineage)
    }
    let own = Set(lineages.values.joined().map(\.number))
    for run in runs { try undo(run: run, own) }
  }

  private func isSaidElsewhere(_ version: Version) throws -> Bool {
    try snapshot.index.pairs(.listed, of: version.number).contains { $0 != commit }
  }

  private mutating func undo(run: Version, _ own: Set<UInt32>) throws {
    let outputs = try snapshot.index.pairs(.created, of: run.number)
    if try isSaidElsewhere(run) {
      leave("the run \(run.id.short())", .alsoSaid)
    } else if !own.isSuperset(of: outputs) {
      leave("the run \(run.id.short())", .changedSince)
    } else {
      try remove(.object(run.id))
    }
  }

  /// What the commit removed as well stays removed.
  private mutating func remove(_ target: Target) throws {
    if restored.remove(target) != nil { return }
    if try snapshot.register(.removal(of: target))?.value != .flag(true) { removed.insert(target) }
  }

  /// What the commit closed as well stays closed.
  private mutating func close(_ version: ObjectID) {
    if reopened.remove(version) == nil { closed.insert(version) }
  }

  private mutating func undo(_ versions: [Version], ofLineage lineage: UInt32) throws {
    let target = Target.object(try snapshot.lineageID(lineage).id)
    let name = try snapshot.name(of: target)
    guard try !versions.contains(where: isSaidElsewhere) else { return leave(name, .alsoSaid) }
    let own = Set(versions.map(\.number))
    let others = try snapshot.versions(ofLineage: lineage).filter { !own.contains($0.number) }
    if others.isEmpty { return try remove(target) }
    for version in versions {
      let followers = try snapshot.index.pairs(.followers, of: version.number)
      if followers.contains(where: { !own.contains($0) }) { leave(name, .changedSince) }
      if followers.isEmpty { try undo(last: version, own, name) }
    }
  }

  /// Takes back a version that no other follows.
  private mutating func undo(last: Version, _ own: Set<UInt32>, _ name: String) throws {
    let closing = try snapshot.register(.closing(of: last.id))
    if let closing, closing.commit != commit, closing.value == .flag(true) { return }
    var first = last
    while own.contains(first.row.previous), let previous = try snapshot.previous(of: first) {
      first = previous
    }
    guard first.row.previous != ObjectRow.none, try !isFork(first) else {
      close(last.id)
      return
    }
    for twin in try snapshot.twins(of: last) {
      guard let number = try snapshot.index.number(of: twin) else { continue }
      if try !own.contains(number) && !past.lists(number) { return leave(name, .alsoSaid) }
    }
    let base = try snapshot.version(first.row.previous)
    if base.row.content == last.row.content { return }
    guard let record = try record(base, after: last) else { return leave(name, .unreadable) }
    staged.append(record)
    changes.objects.append(record.id)
    report.takenBack.append(last.id)
    if try past.register(.closing(of: base.id))?.value == .flag(true) {
      closed.insert(record.id)
    }
  }

  /// Whether what a version was edited from had another edit already.
  private mutating func isFork(_ version: Version) throws -> Bool {
    for other in try snapshot.index.pairs(.followers, of: version.row.previous)
    where other != version.number {
      if try past.lists(other) { return true }
    }
    return false
  }

  /// The content of an earlier version as the next one after `last`; nil where it does not read.
  private func record(_ base: Version, after last: Version) throws -> StagedRecord? {
    let old: StoredRecord
    do {
      old = try repository.record(base.id)
    } catch let error as TaglioError where error.code == .damage || error.code == .notFound {
      return nil
    }
    switch old {
    case .case(var record):
      record.previous = last.id
      return StagedRecord(.case(record), payload: record.payload)
    case .experiment(var record):
      record.previous = last.id
      return StagedRecord(.experiment(record), payload: record.payload)
    case .run, .blob, .commit, .changes: return nil
    }
  }
}
