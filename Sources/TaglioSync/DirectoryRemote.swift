import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem

/// A copy in a directory that this machine reaches.
struct DirectoryRemote: Remote {
  private let name: RemoteName
  private let own: Repository
  private let other: Repository
  private let progress: SyncProgress?

  /// Opens the store.
  ///
  /// - Throws: `noRepository` where there is none, `usage` where it is this copy itself, `newer`
  ///   where a later taglio made it.
  init(_ name: RemoteName, _ path: String, _ own: Synchroniser) throws {
    let place = own.directory.project.pushing(FilePath(path))
    guard let found = try own.directory.store(at: place, name) else {
      throw TaglioError(
        .noRepository,
        "the remote \(name) is \(path), and there is no taglio store there",
        help: "Make one: taglio init \(place) – or correct the place: taglio remote rm \(name)"
      )
    }
    self.name = name
    self.own = own.repository
    other = try DirectoryRemote.open(found, name, own.tools.options)
    progress = own.tools.progress
  }

  func fetch(isDryRun: Bool) throws -> SyncReport {
    let exchange = Exchange(giver: other, taker: own, progress: progress)
    return try exchange.run(SyncReport(.fetch, name), isDryRun: isDryRun)
  }

  func push(isDryRun: Bool) throws -> SyncReport {
    let exchange = Exchange(giver: own, taker: other, progress: progress)
    return try exchange.run(SyncReport(.push, name), isDryRun: isDryRun)
  }

  private static func open(
    _ directory: RepositoryDirectory,
    _ name: RemoteName,
    _ options: Repository.Options
  ) throws -> Repository {
    do {
      return try Repository(directory, options: options)
    } catch var error as TaglioError {
      error.message = "the remote \(name): \(error.message)"
      throw error
    }
  }
}
