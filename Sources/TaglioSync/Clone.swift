package import SystemPackage
package import TaglioFormat
import TaglioKit
import TaglioStore
package import TaglioSystem

/// Makes a store that holds what another copy has.
package struct Clone {
  let url: RemoteURL
  let project: FilePath
  let disk: Disk
  let tools: SyncTools

  /// - Parameters:
  ///   - url: the other copy; a directory's path must be absolute.
  ///   - project: the new project's directory; missing or empty.
  package init(of url: RemoteURL, into project: FilePath, disk: Disk, _ tools: SyncTools) {
    self.url = url
    self.project = project
    self.disk = disk
    self.tools = tools
  }

  private var store: RepositoryDirectory {
    RepositoryDirectory(path: project.appending(RepositoryDirectory.name), disk: disk)
  }

  /// Makes the store, with the other copy as the remote `origin`, and fetches.
  ///
  /// Where that fails before anything came, nothing is left; else the clone can be continued by a
  /// fetch.
  ///
  /// - Throws: `usage` where the directory is not empty.
  package func run() throws -> SyncReport {
    try checkIsEmpty()
    let made = try disk.makeDirectories(project)
    do {
      _ = try store.create()
      try store.configFile.add(.origin, url)
      let repository = try Repository(store, options: tools.options)
      return try Synchroniser(store, repository, tools).remote(.origin, at: url)
        .fetch(isDryRun: false)
    } catch {
      throw try cleaned(after: error, made)
    }
  }

  private func checkIsEmpty() throws {
    guard let status = try disk.status(project, followingLinks: true) else { return }
    guard status.kind == .directory, try disk.names(in: disk.canonical(project)).isEmpty else {
      throw TaglioError(
        .usage,
        "\(project) is there already and not an empty directory",
        help: "Name another directory, or fetch into the store that is there: taglio fetch"
      )
    }
  }

  /// The error, after what is of no use was removed.
  private func cleaned(after error: any Error, _ made: [FilePath]) throws -> any Error {
    if try hasObjects() {
      guard var error = error as? TaglioError else { return error }
      error.help = (error.help.map { $0 + " " } ?? "") + "Go on with: taglio -C \(project) fetch"
      return error
    }
    try disk.removeTree(store.path)
    for directory in made.reversed() { try disk.removeDirectory(directory) }
    return error
  }

  private func hasObjects() throws -> Bool {
    let incoming = store.path.appending(Staging.name).appending(RemoteName.origin.description)
    for directory in [store.path, incoming] {
      let objects = LooseStore(
        disk: disk,
        directory: directory.appending("objects"),
        durability: .none
      )
      for fanout in UInt8.min...UInt8.max where try !objects.list(fanout: fanout).ids.isEmpty {
        return true
      }
    }
    return false
  }
}
