import SystemPackage
package import TaglioFormat
package import TaglioKit
import TaglioStore
import TaglioSystem

/// Finds the files that hold what was erased, and deletes them: those of the objects, those that a
/// repair moved to the quarantine, and whole temporary files.
///
/// The disk is asked to forget the names, durably; it is not overwritten, and what it keeps of the
/// bytes is its own affair. The writer's lock is held.
package struct ErasureCollector {
  private let directory: RepositoryDirectory
  private let settings: Repository.Options

  package init(_ directory: RepositoryDirectory, _ settings: Repository.Options) {
    self.directory = directory
    self.settings = settings
  }

  /// Finds the files, and deletes them if that is wanted.
  ///
  /// - Parameter objects: only those of these objects; nil for all that was erased.
  /// - Throws: `locked`, and what the system answered.
  package func run(
    removing: Bool,
    only objects: Set<ObjectID>? = nil
  ) throws -> ErasureReport {
    // Opened without the lock: an index that still holds what was erased is made anew and saved.
    let isLoose = try looseIsErased()
    let report = try directory.locked(settings) { try collect(removing, objects) }
    if report.isRemoved, isLoose { try Repository(directory, options: settings).reindex() }
    return report
  }

  /// Whether the index lists an erased object among those that no commit lists.
  private func looseIsErased() throws -> Bool {
    let repository = try Repository(directory, options: settings)
    let tombstones = try Tombstones(repository)
    return try repository.snapshot.index.looseFiles().keys.contains(where: tombstones.isErased)
  }

  private func collect(_ removing: Bool, _ wanted: Set<ObjectID>?) throws -> ErasureReport {
    let repository = try Repository(directory, options: settings)
    let tombstones = try Tombstones(repository)
    let search = ErasedFiles(directory, repository, tombstones, wanted)
    var report = ErasureReport()
    let found = try search.run()
    report.others = found.others
    report.requests = try requests(found.items, tombstones, repository)
    guard removing, !found.items.isEmpty else { return report }
    try remove(found.items.map(\.file))
    report.isRemoved = true
    return report
  }

  private func requests(
    _ items: [ErasureReport.Item],
    _ tombstones: Tombstones,
    _ repository: Repository
  ) throws -> [ErasureReport.Request] {
    var groups: [ObjectID: [ErasureReport.Item]] = [:]
    for item in items {
      guard let commit = tombstones.requests[item.object] else { continue }
      groups[commit, default: []].append(item)
    }
    let requests = try groups.map { commit, items in
      let text = try repository.loadCommit(commit, lenient: true).commit
      let reasons = Set(items.compactMap { tombstones.held[$0.object]?.reason })
      return ErasureReport.Request(
        commit: commit,
        author: text.author,
        time: text.time,
        reasons: reasons.sorted(),
        items: items.sorted { $0.file < $1.file }
      )
    }
    return requests.sorted { ($0.time, $0.commit) < ($1.time, $1.commit) }
  }

  /// Durably: bytes that came back after a crash would be counted again, and not be seen by whoever
  /// asked for this.
  private func remove(_ files: [String]) throws {
    let durability = try directory.config().durability
    var parents: Set<String> = []
    for file in files {
      let path = directory.project.appending(file)
      _ = try directory.disk.remove(.path(path))
      parents.insert(path.removingLastComponent().string)
    }
    guard durability != .none else { return }
    for parent in parents.sorted() { try directory.disk.syncDirectory(FilePath(parent)) }
  }
}
