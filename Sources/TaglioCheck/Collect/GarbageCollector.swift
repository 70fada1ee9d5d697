import SystemPackage
import TaglioFormat
package import TaglioKit
import TaglioStore
import TaglioSystem

/// Finds and removes what nothing in a store needs: objects that no commit lists, and temporary
/// files of writers that were stopped.
///
/// It holds the writer's lock, so no writer is at work; copying tools take no lock, so a file must be
/// old to go: the later of `ctime` and `mtime` counts, since copies arrive with old `mtime`s. What
/// stays whatever its age: commits; what a commit lists, visible or waiting; what a newer taglio
/// wrote. While a file does not read, all objects stay: it may be the commit that lists them.
package struct GarbageCollector {
  private let directory: RepositoryDirectory
  private let settings: Repository.Options
  /// Files changed later than this stay: nanoseconds since 1970.
  private let limit: Int64

  /// - Parameter age: how long a file must have been as it is, in nanoseconds.
  package init(
    _ directory: RepositoryDirectory,
    _ settings: Repository.Options,
    olderThan age: Int64
  ) {
    self.directory = directory
    self.settings = settings
    limit = settings.now() - age
  }

  /// Finds what can go, and removes it if that is wanted.
  ///
  /// - Throws: `damage` where a commit that was taken in is missing: what it lists would look like
  ///   garbage. `locked`, and what the system answered.
  package func run(removing: Bool) throws -> GarbageReport {
    let report = try directory.locked(settings) { try collect(removing) }
    // The index remembers objects that no commit lists, and no temporary files.
    if report.isRemoved, report.items.contains(where: { $0.object != nil }) {
      try Repository(directory, options: settings).reindex()
    }
    return report
  }

  private func collect(_ removing: Bool) throws -> GarbageReport {
    let repository = try Repository(directory, options: settings)
    var report = GarbageReport()
    try requireAccepted(repository)
    let loose = try repository.snapshot.index.looseFiles()
    report.unreadable = loose.filter { $0.value == .unreadable }.keys.sorted()
    if report.unreadable.isEmpty {
      for id in try garbage(among: loose, repository) { try add(id, to: &report) }
    }
    try addTemporaries(repository, to: &report)
    report.items.sort { $0.file < $1.file }
    guard removing, !report.items.isEmpty else { return report }
    for item in report.items {
      _ = try directory.disk.remove(.path(directory.project.appending(item.file)))
    }
    report.isRemoved = true
    return report
  }

  private func requireAccepted(_ repository: Repository) throws {
    let index = repository.snapshot.index
    for commit in try repository.books.accepted(from: 0)
    where try index.commitNumber(of: commit) == nil {
      throw TaglioError(
        .damage,
        "the commit \(commit.short()) was taken in here and is missing: what it lists would look "
          + "like garbage",
        help: "Mend the store first: taglio fsck --repair --from COPY"
      )
    }
  }

  /// The objects that are whole, known by type, and listed by no commit that is here.
  private func garbage(
    among loose: [ObjectID: LooseKind],
    _ repository: Repository
  ) throws -> [ObjectID] {
    var needed: Set<ObjectID> = []
    let probe = ObjectProbe(store: repository.objects)
    for (id, kind) in loose where kind == .commit {
      guard case .good(.commit(let commit), _) = try probe.examine(id) else { continue }
      needed.formUnion(try commit.listed(probe))
    }
    return loose.filter { id, kind in
      guard let type = kind.type, type != .commit else { return false }
      return !needed.contains(id)
    }.keys.sorted()
  }

  // MARK: Files

  private func add(_ id: ObjectID, to report: inout GarbageReport) throws {
    let digits = id.description
    try add("objects/\(digits.prefix(2))/\(digits.dropFirst(2))", id, to: &report)
  }

  private func addTemporaries(_ repository: Repository, to report: inout GarbageReport) throws {
    for fanout in UInt8.min...UInt8.max {
      for name in try repository.objects.list(fanout: fanout).temporaries {
        try add("objects/\(Hex.string([fanout]))/\(name)", nil, to: &report)
      }
    }
    let places = ["", "refs/"] + RefKind.allCases.map { "refs/\($0.rawValue)/" }
    for place in places {
      guard try isReachedWithoutLinks(place + Publisher.temporaryPrefix) else { continue }
      for name in try directory.disk.names(in: directory.path.appending(place))
      where name.hasPrefix(Publisher.temporaryPrefix) {
        try add(place + name, nil, to: &report)
      }
    }
  }

  /// Whether all that stands above a file in `.taglio` are directories: what a link leads to is not
  /// of this store.
  private func isReachedWithoutLinks(_ path: String) throws(SystemError) -> Bool {
    var above = directory.path
    for component in FilePath(path).removingLastComponent().components {
      above.append(component)
      guard try directory.disk.status(above)?.kind == .directory else { return false }
    }
    return true
  }

  /// - Parameter path: relative to `.taglio`.
  private func add(
    _ path: String,
    _ object: ObjectID?,
    to report: inout GarbageReport
  ) throws(SystemError) {
    guard try isReachedWithoutLinks(path),
      let status = try directory.disk.status(directory.path.appending(path)), status.kind == .file
    else { return }
    guard max(status.changed, status.modified) <= limit else {
      report.young += 1
      return
    }
    let file = RepositoryDirectory.name + "/" + path
    report.items.append(GarbageReport.Item(object: object, file: file, bytes: status.size))
  }
}
