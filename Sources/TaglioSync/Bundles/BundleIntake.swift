import TaglioFormat
package import TaglioKit
import TaglioStore

/// Takes a bundle in, through the door by which a fetch comes.
package struct BundleIntake: ~Copyable {
  private let bundle: BundleFile
  private let directory: RepositoryDirectory
  private let repository: Repository
  private let progress: SyncProgress?

  /// Objects that are brought to the staging store at a time.
  private static let batchLength = 2048

  package init(
    _ bundle: consuming BundleFile,
    _ directory: RepositoryDirectory,
    _ repository: Repository,
    progress: SyncProgress? = nil
  ) {
    self.bundle = bundle
    self.directory = directory
    self.repository = repository
    self.progress = progress
  }

  /// Verifies the bundle as a whole and object by object, and then takes in what is new here.
  ///
  /// - Throws: `badInput` where anything in it is wrong: then nothing was taken in.
  package consuming func run() throws -> SyncReport {
    _ = try bundle.verify(progress)
    let staging = try Staging(BundleIntake.place, in: directory)
    let commits = try bring(staging)
    let report = try take(commits, staging)
    try staging.clear()
    return report
  }

  /// What the report calls the bundle, and the name of its staging store.
  private static let place = RemoteName("bundle") ?? .origin

  /// Copies what is not here to the staging store.
  ///
  /// - Returns: the commits that are not visible here.
  private borrowing func bring(_ staging: borrowing Staging) throws -> [ObjectID] {
    var commits: [ObjectID] = []
    var wanted: [BundleEntry] = []
    try bundle.forEachEntry { entry, isCommit in
      if isCommit {
        if try repository.knows(commit: entry.id) { return }
        commits.append(entry.id)
      } else if try repository.holds(entry.id) {
        return
      }
      wanted.append(entry)
    }
    let store = staging.store
    for start in stride(from: 0, to: wanted.count, by: BundleIntake.batchLength) {
      let batch = store.beginBatch()
      for entry in wanted[start...].prefix(BundleIntake.batchLength) {
        try batch.stageFile(entry.id) { (buffer, offset) throws(StoreError) in
          try bundle.read(entry, into: buffer, at: offset)
        }
      }
      try batch.publish()
    }
    return commits
  }

  private borrowing func take(
    _ commits: [ObjectID],
    _ staging: borrowing Staging
  ) throws -> SyncReport {
    let arrived = try ArrivedCommits(commits, in: staging.store, repository) { _ in }
    let planner = Planner(
      store: staging.store,
      load: arrived.load,
      isHeld: repository.holds,
      isErased: arrived.isErased,
      isLost: arrived.isLost
    )
    let plan = try planner.plan(arrived.inOrder())
    let transfer = Transfer(source: staging.store, target: repository, progress: progress)
    var report = SyncReport(.fetch, BundleIntake.place)
    report.erased = plan.erased
    report.refuse(plan.refused)
    report.add(try transfer.run(plan), of: plan)
    return report
  }
}
