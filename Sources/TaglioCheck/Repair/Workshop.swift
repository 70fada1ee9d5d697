import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// The steps of a repair that change files, each to be called with the writer's lock held.
struct Workshop {
  let directory: RepositoryDirectory
  private let durability: Durability
  private let quarantine: Quarantine

  init(_ directory: RepositoryDirectory, _ durability: Durability) {
    self.directory = directory
    self.durability = durability
    quarantine = Quarantine(
      disk: directory.disk,
      root: directory.path,
      durability: durability
    )
  }

  /// Moves away what has the name of something else.
  func clearObstacles(_ report: inout RepairReport) throws {
    let obstacles = try Obstacle.all(in: directory)
    try move(obstacles.map { ($0.path, nil, "it \($0.detail)") }, &report)
  }

  /// Moves damaged files away and puts good ones in place.
  ///
  /// - Returns: whether something that was taken in here is still without its bytes.
  func mendObjects(
    _ evidence: Evidence,
    _ source: RepairSource?,
    _ report: inout RepairReport
  ) throws -> Bool {
    let plan = try RepairPlan(evidence)
    let store = LooseStore(
      disk: directory.disk,
      directory: directory.path.appending("objects"),
      durability: durability
    )
    let batch = store.beginBatch()
    var taken: [ObjectID: String] = [:]
    if let source { try stage(plan, evidence, source, batch, &taken, &report) }
    try stageMisplaced(plan, evidence, store, batch, &taken)
    try moveDamaged(plan.damaged.union(taken.keys), store, &report)
    try batch.publish()
    for (id, origin) in taken.sorted(by: { $0.key < $1.key }) {
      report.add(RepairAction(.taken, object: id, file: file(of: id), "from \(origin)"))
    }
    return !plan.needed.isSubset(of: taken.keys)
  }

  /// Stages what the source has.
  private func stage(
    _ plan: RepairPlan,
    _ evidence: Evidence,
    _ source: RepairSource,
    _ batch: any ObjectBatch,
    _ taken: inout [ObjectID: String],
    _ report: inout RepairReport
  ) throws {
    var walk = SourceWalk(source, evidence)
    let found = try walk.run(plan.wanted)
    for (id, reason) in walk.refused.sorted(by: { $0.key < $1.key }) {
      report.add(RepairAction(.refused, object: id, file: file(of: id), reason))
    }
    try Parallel.forEach(found) { try source.store.copy($0, into: batch) }
    for id in found { taken[id] = source.name }
  }

  /// Stages what is still wanted and stands in the place of another object, as after two files
  /// were swapped.
  private func stageMisplaced(
    _ plan: RepairPlan,
    _ evidence: Evidence,
    _ store: LooseStore,
    _ batch: any ObjectBatch,
    _ taken: inout [ObjectID: String]
  ) throws {
    let wanted = Set(plan.wanted)
    for holder in plan.damaged.sorted()
    where evidence.examined.defects[holder]?.name == .objectHash {
      guard let id = try contentID(ofFileOf: holder, store), wanted.contains(id),
        taken[id] == nil, try !evidence.mayBeErased(id)
      else { continue }
      try store.copy(id, from: holder, into: batch)
      taken[id] = file(of: holder)
    }
  }

  /// Nil where the file is gone, or another one, since it was read.
  private func contentID(
    ofFileOf id: ObjectID,
    _ store: LooseStore
  ) throws(StoreError) -> ObjectID? {
    do {
      return try store.contentID(ofFileOf: id)
    } catch {
      guard error.code != .system else { throw error }
      return nil
    }
  }

  /// Moves away those of these objects' files that are damaged.
  func moveDamaged(_ ids: Set<ObjectID>, _ report: inout RepairReport) throws {
    let store = LooseStore(
      disk: directory.disk,
      directory: directory.path.appending("objects"),
      durability: durability
    )
    try moveDamaged(ids, store, &report)
  }

  /// Looks at each file again: somebody may have mended it since it was read.
  private func moveDamaged(
    _ ids: Set<ObjectID>,
    _ store: LooseStore,
    _ report: inout RepairReport
  ) throws {
    let probe = ObjectProbe(store: store)
    var moves: [(String, ObjectID?, String)] = []
    for id in ids.sorted() {
      guard case .bad(let defect) = try probe.examine(id), defect.name != .objectMissing else {
        continue
      }
      moves.append((path(of: id), id, "\(defect.name): \(defect.detail)"))
    }
    try move(moves, &report)
  }

  /// Writes the list of accepted commits anew where lines of it do not read: those that do, and the
  /// commits that are visible.
  func mendAccepted(_ evidence: Evidence, _ report: inout RepairReport) throws {
    let lists = AcceptedLists(disk: directory.disk, root: directory.path, durability: durability)
    let log = try lists.own()
    let old = try log.read()
    guard !old.damaged.isEmpty else { return }
    let path = AcceptedLists.name + "/" + log.name
    let kept = try quarantine.keep(directory.disk.read(log.path), of: path)
    let known = Set(old.ids)
    try log.replace(by: old.ids + evidence.knownCommits().subtracting(known).sorted())
    report.add(
      RepairAction(
        .rewritten,
        file: file(path),
        target: file(kept),
        "\(old.damaged.count) lines held no id; the old file is kept"
      )
    )
  }

  /// Takes over what other copies had taken in: a repair is where a person says that copying is over.
  func adopt(_ evidence: Evidence, _ report: inout RepairReport) throws {
    let claimed = try evidence.claimedCommits()
    guard !claimed.isEmpty else { return }
    let lists = AcceptedLists(disk: directory.disk, root: directory.path, durability: durability)
    let log = try lists.own()
    try log.append(claimed)
    report.add(
      RepairAction(
        .rewritten,
        file: file(AcceptedLists.name + "/" + log.name),
        "\(claimed.count) commits that another copy had taken in count as taken in here"
      )
    )
  }

  /// Moves away the files of those kinds of refs that are damaged or say other than the objects do;
  /// they are then made anew.
  func moveRefs(_ found: FsckReport, _ report: inout RepairReport) throws {
    let wrong: Set<Finding.Name> = [.refDamaged, .refDiffers, .refUnknown]
    let findings = found.findings.filter { wrong.contains($0.name) }
    let refs = RefStore(disk: directory.disk, root: directory.path, durability: .none)
    for kind in RefKind.allCases {
      guard let finding = findings.first(where: { isAbout(kind, $0) }) else { continue }
      let reason = "\(finding.name): \(finding.detail)"
      try move(refs.files(kind).map { ($0, nil, reason) }, &report)
    }
  }

  private func isAbout(_ kind: RefKind, _ finding: Finding) -> Bool {
    guard let found = finding.file else { return false }
    let directory = file("refs/" + kind.rawValue)
    return found == directory || found.hasPrefix(directory + "/")
      || found == file("packed-refs-" + kind.rawValue)
  }

  // MARK: Moving

  private func move(
    _ moves: [(path: String, object: ObjectID?, reason: String)],
    _ report: inout RepairReport
  ) throws {
    let targets = try quarantine.take(moves.map(\.path))
    for (move, target) in zip(moves, targets) {
      report.add(
        RepairAction(
          .moved,
          object: move.object,
          file: file(move.path),
          target: file(target),
          move.reason
        )
      )
    }
  }

  /// A path below `.taglio`, relative to the project's directory.
  private func file(_ path: String) -> String { RepositoryDirectory.name + "/" + path }

  private func file(of id: ObjectID) -> String { file(path(of: id)) }

  private func path(of id: ObjectID) -> String {
    let digits = id.description
    return "objects/" + digits.prefix(2) + "/" + digits.dropFirst(2)
  }
}
