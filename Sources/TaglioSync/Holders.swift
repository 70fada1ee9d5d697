package import SystemPackage
package import TaglioFormat
package import TaglioKit
import TaglioStore
import TaglioSystem

/// The remotes that can give an object which is lost or damaged here, as far as that can be seen
/// without a network.
package struct Holders: Sendable {
  /// The directories of remotes with a good file of it, verified.
  package private(set) var directories: [FilePath] = []
  /// Remotes that `ssh` reaches, which were not asked.
  package private(set) var others: [RemoteName] = []

  /// Looks at each remote of a store.
  ///
  /// Whoever calls this is about to report damage, so a remote that cannot be looked at is passed
  /// over.
  package init(of id: ObjectID, in directory: RepositoryDirectory) {
    guard let remotes = try? directory.config().remotes else { return }
    for (name, url) in remotes.sorted(by: { $0.key < $1.key }) {
      guard case .directory(let path) = url else {
        others.append(name)
        continue
      }
      let place = directory.project.pushing(FilePath(path))
      guard let found = try? directory.store(at: place, name) else { continue }
      let objects = found.path.appending("objects")
      let store = LooseStore(disk: directory.disk, directory: objects, durability: .none)
      if (try? store.verify(id)) != nil { directories.append(found.project) }
    }
  }
}
