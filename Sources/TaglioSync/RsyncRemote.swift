import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// A copy in a directory that `ssh` and `rsync` reach; no taglio is needed there.
///
/// `Docs/sync.md` describes the protocol.
struct RsyncRemote: Remote {
  let name: RemoteName
  let own: Synchroniser
  let rsync: Rsync

  init(_ name: RemoteName, _ place: SSHPlace, _ own: Synchroniser) {
    self.name = name
    self.own = own
    rsync = Rsync(place, name, own.tools)
  }

  private var repository: Repository { own.repository }

  // MARK: Fetching

  func fetch(isDryRun: Bool) throws -> SyncReport {
    let staging = try Staging(name, in: own.directory)
    let lists = try bringLists(staging)
    guard lists.hasStore else { throw noStore() }
    let arrived = try bringCommits(lists, staging)
    let wanted = try arrived.wanted()
    let objects = try bring(wanted, staging, isDryRun: isDryRun)
    var report = SyncReport(.fetch, name)
    report.isDryRun = isDryRun
    report.isUnlisted = lists.commits.isEmpty && lists.claimed.isEmpty
    guard !isDryRun else {
      report.commits = try arrived.inOrder()
      (report.objects, report.bytes) = (objects.objects, objects.bytes)
      return report
    }
    let plan = try planner(arrived, staging.store).plan(arrived.inOrder())
    let transfer = Transfer(source: staging.store, target: repository, progress: nil)
    report.erased = plan.erased
    report.refuse(plan.refused)
    report.add(try transfer.run(plan), of: plan)
    report.refused = try keep(report.refused, staging)
    try staging.clear()
    return report
  }

  private func planner(_ arrived: ArrivedCommits, _ store: LooseStore) -> Planner {
    Planner(
      store: store,
      load: arrived.load,
      isHeld: repository.holds,
      isErased: arrived.isErased,
      isLost: arrived.isLost
    )
  }

  /// Moves what came and was refused to the quarantine.
  private func keep(_ refused: [Refusal], _ staging: borrowing Staging) throws -> [Refusal] {
    guard !refused.isEmpty else { return [] }
    let directory = own.directory
    let quarantine = Quarantine(
      disk: directory.disk,
      root: directory.path,
      durability: try directory.config().durability
    )
    var kept: [Refusal] = []
    for var refusal in refused {
      refusal.kept = try staging.keep(refusal.object, in: quarantine)
      kept.append(refusal)
    }
    return kept
  }

  // MARK: Pushing

  func push(isDryRun: Bool) throws -> SyncReport {
    let staging = try Staging(name, in: own.directory)
    let lists = try bringLists(staging)
    // What was erased there is not sent, also where this copy has not fetched that yet.
    let arrived = try bringCommits(lists, staging)
    let reader = CommitReader(repository)
    let planner = Planner(
      store: repository.objects,
      load: { try reader.commit($0, lenient: true) },
      isHeld: { _ in false },
      isErased: { try reader.isErased($0) || arrived.isErased($0) },
      isLost: reader.isLost
    )
    let new = try repository.commits(unknownTo: lists.commits.contains)
    var plan = try planner.plan(new)
    var report = SyncReport(.push, name)
    report.isDryRun = isDryRun
    if !isDryRun { try plan.leaveOutDamaged(in: repository.objects) }
    report.erased = plan.erased
    report.refuse(plan.refused)
    report.commits = plan.commits.map(\.id)
    (report.objects, report.bytes) = (plan.objects.count, plan.total.bytes)
    guard !isDryRun, !new.isEmpty else { return report }
    let moved = try send(plan, staging)
    (report.objects, report.bytes) = (moved.objects, moved.bytes)
    let unreadable = Set(plan.refused.map(\.object))
    try sendList(new.filter { !unreadable.contains($0) }, staging)
    return report
  }

  /// - Returns: the number of objects besides commits, and the bytes of all.
  private func send(_ plan: TransferPlan, _ staging: borrowing Staging) throws -> Amount {
    let source = try own.directory.disk.canonical(own.directory.path)
    let total = plan.total
    let progress = own.tools.progress.map { show in
      { @Sendable (done: Amount, _: Amount?) in try show(done, total) }
    }
    var moved = Amount()
    if !plan.objects.isEmpty {
      let names = try staging.writeNames(plan.objects.map(\.id), prefix: "objects/")
      moved = try rsync.send(names, from: source, progress: progress)
    }
    if !plan.commits.isEmpty {
      let names = try staging.writeNames(plan.commits.map(\.id), prefix: "objects/")
      moved.bytes += try rsync.send(names, from: source).bytes
    }
    return moved
  }

  /// Says there which commits came, once they and all that they list are there.
  private func sendList(_ commits: [ObjectID], _ staging: borrowing Staging) throws {
    let outgoing = "outgoing"
    let (name, bytes) = PushedLists.file(of: commits)
    let list = "\(PushedLists.name)/\(name)"
    _ = try staging.write(name, in: "\(outgoing)/\(PushedLists.name)", bytes)
    _ = try staging.write("format", in: outgoing, Array("\(own.directory.format())\n".utf8))
    let names = try staging.write("names", Array("format\n\(list)\n".utf8))
    let source = staging.path.appending(outgoing)
    _ = try rsync.send(names, from: source)
    try own.directory.disk.removeTree(source)
  }

  // MARK: Both ways

  private func bringLists(_ staging: borrowing Staging) throws -> RemoteLists {
    let lists = try staging.makeLists()
    try rsync.bringLists(to: lists, before: staging.listsBefore)
    do {
      return try RemoteLists(in: lists, disk: own.directory.disk)
    } catch var error as TaglioError {
      error.message = "the remote \(name): \(error.message)"
      throw error
    }
  }

  /// Brings the commits that are not visible here.
  private func bringCommits(
    _ lists: RemoteLists,
    _ staging: borrowing Staging
  ) throws -> ArrivedCommits {
    let unknown = try lists.commits.filter { try !repository.knows(commit: $0) }
    let claimed = try lists.claimed.filter { try !repository.knows(commit: $0) }
    let store = staging.store
    try bringRecords(Array(claimed), staging)
    let found = try claimed.filter { try store.contains($0) }
    return try ArrivedCommits(unknown.union(found).sorted(), in: store, repository) { ids in
      try bringRecords(ids, staging)
    }
  }

  /// Brings commits and parts that did not come before.
  private func bringRecords(_ ids: [ObjectID], _ staging: borrowing Staging) throws {
    let store = staging.store
    let missing = try ids.filter { try !store.contains($0) }.sorted()
    guard !missing.isEmpty else { return }
    let names = try staging.writeNames(missing)
    _ = try rsync.bringObjects(names, to: store.directory, largest: RsyncRemote.largestRecord)
  }

  /// A record's largest payload, compressed as badly as can be.
  private static let largestRecord = StoredRecord.limits.bytes + (1 << 20)

  private func bring(
    _ ids: [ObjectID],
    _ staging: borrowing Staging,
    isDryRun: Bool
  ) throws -> Amount {
    let missing = try ids.filter { try !staging.store.contains($0) }
    guard !missing.isEmpty else { return Amount() }
    let names = try staging.writeNames(missing)
    let progress = own.tools.progress.map { show in
      { @Sendable (done: Amount, _: Amount?) in
        try show(done, Amount(objects: missing.count, bytes: done.bytes))
      }
    }
    return try rsync.bringObjects(
      names,
      to: staging.store.directory,
      isDryRun: isDryRun,
      progress: progress
    )
  }

  private func noStore() -> TaglioError {
    TaglioError(
      .noRepository,
      "the remote \(name) is \(rsync.place), and there is no taglio store there",
      help: "Bring it what is here: taglio push \(name) – or correct the place: "
        + "taglio remote rm \(name)"
    )
  }
}

extension TransferPlan {
  /// Takes out what does not verify, so that no damaged file travels.
  mutating func leaveOutDamaged(in store: any ObjectStore) throws {
    let failures = try store.damage(among: (objects + commits).map(\.id))
    refused += failures.map { Refusal($0.key, $0.value.fault) }
    objects.removeAll { failures[$0.id] != nil }
    commits.removeAll { failures[$0.id] != nil }
  }
}
