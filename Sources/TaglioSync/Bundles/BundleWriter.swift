package import TaglioFormat
package import TaglioKit
import TaglioStore

/// What a bundle holds.
package struct BundleReport: Sendable {
  package var commits = 0
  /// Objects besides commits.
  package var objects = 0
  /// The length of the file.
  package var bytes: Int64 = 0
  /// Objects that were left out because they were erased.
  package var erased = 0
  /// The digest at its end.
  package var digest = ObjectID.zero
}

/// Writes a bundle: the commits of a store and all that they list, as their files are.
package struct BundleWriter {
  private let repository: Repository
  private let plan: TransferPlan
  private let progress: SyncProgress?

  /// Finds what goes into it.
  ///
  /// - Parameter since: only what this commit and its ancestors do not have; nil for everything.
  /// - Throws: `damage` where an object is missing or damaged here: a bundle has no holes.
  package init(
    _ repository: Repository,
    since commit: ObjectID?,
    progress: SyncProgress? = nil
  ) throws {
    self.repository = repository
    self.progress = progress
    let reader = CommitReader(repository)
    let planner = Planner(
      store: repository.objects,
      load: { try reader.commit($0, lenient: true) },
      isHeld: { _ in false },
      isErased: reader.isErased,
      isLost: reader.isLost
    )
    var plan = try planner.plan(repository.commits(since: commit))
    try plan.leaveOutDamaged(in: repository.objects)
    if let refusal = plan.refused.first {
      var error = TaglioError(
        .damage,
        "the object \(refusal.object.short()) cannot go into the bundle: \(refusal.reason)",
        help: TaglioError.fromCopy
      )
      error.object = refusal.object
      throw error
    }
    plan.objects.sort { $0.id < $1.id }
    self.plan = plan
  }

  /// Whether there is nothing to be written.
  package var isEmpty: Bool { plan.commits.isEmpty }

  /// Calls `write` with the bytes of the bundle, piece by piece.
  ///
  /// Files are copied as they are; whoever reads the bundle verifies them.
  package func write(_ write: ([UInt8]) throws -> Void) throws -> BundleReport {
    let files = plan.objects + plan.commits
    var report = BundleReport(commits: plan.commits.count, objects: plan.objects.count)
    report.erased = plan.erased
    report.bytes = files.reduce(0) { $0 + $1.bytes + Int64(BundleHeader.entryLength) }
    report.bytes += Int64(BundleHeader.length + BundleHeader.digestLength)
    let header = BundleHeader(
      objects: UInt64(plan.objects.count),
      commits: UInt64(plan.commits.count),
      fileLength: UInt64(report.bytes)
    )
    var hasher = BLAKE2b()
    func put(_ bytes: [UInt8]) throws {
      hasher.update(bytes)
      try write(bytes)
    }
    try put(header.bytes)
    var done = Amount()
    for file in files {
      try put(BundleEntry(id: file.id, length: UInt64(file.bytes), offset: 0).bytes)
      try copy(file, put)
      done += Amount(objects: 1, bytes: file.bytes)
      if done.objects % 256 == 0 { try progress?(done, plan.total) }
    }
    report.digest = hasher.finalizeID()
    var digest: [UInt8] = []
    report.digest.appendBytes(to: &digest)
    try write(digest)
    return report
  }

  /// Copies a file in bounded memory; it must still have the length that it had.
  private func copy(_ file: TransferPlan.File, _ put: ([UInt8]) throws -> Void) throws {
    var count: Int64 = 0
    try repository.objects.forEachFilePiece(file.id) { piece in
      count += Int64(piece.count)
      try put([UInt8](piece))
    }
    guard count == file.bytes else {
      throw TaglioError(
        .failed,
        "the file of \(file.id.short()) changed while it was read",
        help: "Try again when nothing mends the store."
      )
    }
  }
}
