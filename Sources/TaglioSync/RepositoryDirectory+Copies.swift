import SystemPackage
package import TaglioFormat
package import TaglioKit
import TaglioSystem

extension RepositoryDirectory {
  /// Whether there is a store at a place, as far as that can be seen: what `ssh` reaches is not
  /// looked at.
  ///
  /// - Throws: `usage` where it is this store itself.
  package func hasStore(at url: RemoteURL, _ name: RemoteName) throws -> Bool {
    guard case .directory(let path) = url else { return true }
    return try store(at: project.pushing(FilePath(path)), name) != nil
  }

  /// The store in a project's directory, or the `.taglio` that the path names; nil where there is
  /// none.
  ///
  /// - Throws: `usage` where it is this store itself, by whatever path.
  func store(at place: FilePath, _ remote: RemoteName) throws -> RepositoryDirectory? {
    let isStore = place.lastComponent?.string == RepositoryDirectory.name
    let path = isStore ? place : place.appending(RepositoryDirectory.name)
    guard try disk.status(path, followingLinks: true)?.kind == .directory else { return nil }
    let found = RepositoryDirectory(path: try disk.canonical(path), disk: disk)
    guard let other = try found.identity(), other.kind == .directory else { return nil }
    if let own = try identity(), (own.device, own.inode) == (other.device, other.inode) {
      throw TaglioError(
        .usage,
        "the remote \(remote) would be this store itself: \(place)",
        help: "Name another copy; see: taglio remote ls"
      )
    }
    return found
  }

  private func identity() throws -> FileStatus? {
    try disk.status(path.appending("objects"), followingLinks: true)
  }
}
