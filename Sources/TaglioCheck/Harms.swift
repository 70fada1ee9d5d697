import TaglioFormat
import TaglioKit
import TaglioStore

/// Finds what people have to do without where an object cannot be read: cases, the runs that made
/// or read them, the suites that list them.
struct HarmFinder {
  /// What was folded from the objects, and what the saved index still knows of those that are lost.
  private let views: [Snapshot]
  private let attachers: [ObjectID: [ObjectID]]

  init(_ evidence: Evidence) {
    views = [evidence.truth.index, evidence.saved].compactMap(\.self).map(Snapshot.init)
    attachers = evidence.examined.attachers
  }

  /// The finding with the harms of losing an object.
  func adding(harmsOf id: ObjectID, to finding: Finding) throws -> Finding {
    var harms = Harms()
    try add(id, to: &harms)
    return harms.told(in: finding)
  }

  private func add(_ id: ObjectID, to harms: inout Harms) throws {
    for view in views {
      if let commit = try view.index.commitNumber(of: id) {
        return try add(commit: commit, view, &harms)
      }
      guard let number = try view.index.number(of: id) else { continue }
      let row = try view.index.object(number)
      if row.kind != .missing { return try add(number, row, view, &harms) }
    }
    for attacher in attachers[id, default: []] { try add(attacher, to: &harms) }
  }

  private func add(
    _ number: UInt32,
    _ row: ObjectRow,
    _ view: Snapshot,
    _ harms: inout Harms
  ) throws {
    switch row.kind {
    case .case: try add(case: number, row, view, &harms)
    case .experiment:
      harms.insert(.experiment, row.id.short())
      try view.index.forEach(.runs) { (found) throws(FormatError) in
        let run = try view.index.object(found.uint32(at: 8))
        if run.experiment == number { harms.insert(.run, run.id.short()) }
      }
    case .run:
      harms.insert(.run, row.id.short())
      for output in try view.index.pairs(.created, of: number) {
        harms.insert(.case, try name(ofCase: output, view))
      }
    case .blob:
      for attacher in attachers[row.id, default: []] { try add(attacher, to: &harms) }
    case .changes:
      for commit in try view.index.pairs(.listed, of: number) {
        try add(commit: commit, view, &harms)
      }
    case .missing: break
    }
  }

  /// The case, the run that made it, the runs that read it, and the suites that list it.
  private func add(
    case number: UInt32,
    _ row: ObjectRow,
    _ view: Snapshot,
    _ harms: inout Harms
  ) throws {
    harms.insert(.case, try name(ofCase: number, view))
    if row.creator != ObjectRow.none { try add(run: row.creator, view, &harms) }
    let outputs =
      try view.index.pairs(.computed, of: number) + view.index.pairs(.joined, of: number)
    for output in outputs {
      let creator = try view.index.object(output).creator
      if creator != ObjectRow.none { try add(run: creator, view, &harms) }
    }
    for suite in try view.suites(of: view.lineageID(row.lineage)) {
      harms.insert(.suite, "\(suite)")
    }
  }

  private func add(run number: UInt32, _ view: Snapshot, _ harms: inout Harms) throws {
    harms.insert(.run, try view.index.object(number).id.short())
  }

  /// The commit and the cases that it brought in.
  private func add(commit: UInt32, _ view: Snapshot, _ harms: inout Harms) throws {
    harms.insert(.commit, try view.index.commit(commit).id.short())
    try view.index.forEach(.listed) { (row) throws(FormatError) in
      guard row.uint32(at: 4) == commit else { return }
      let number = row.uint32(at: 0)
      guard try view.index.object(number).kind == .case else { return }
      harms.insert(.case, try name(ofCase: number, view))
    }
  }

  /// The key of a case, else the beginning of its lineage's id.
  private func name(ofCase number: UInt32, _ view: Snapshot) throws(FormatError) -> String {
    if let key = try view.key(of: number) {
      return "\(key)"
    }
    return try view.lineageID(view.index.object(number).lineage).id.short()
  }
}

/// Harms in the order in which they were found, each once.
private struct Harms {
  private var listed: [Finding.Harm] = []
  private var all: Set<Finding.Harm> = []

  mutating func insert(_ kind: Finding.Harm.Kind, _ name: String) {
    let harm = Finding.Harm(kind, name)
    guard all.insert(harm).inserted, listed.count < Finding.Harm.listed else { return }
    listed.append(harm)
  }

  func told(in finding: Finding) -> Finding {
    var finding = finding
    finding.harms = listed
    finding.harmCount = all.count
    return finding
  }
}
