package import SystemPackage
package import TaglioKit
import TaglioFormat
import TaglioStore
import TaglioSystem

/// The directory that a repair takes good files from: only ever read, and believed in nothing.
package struct RepairSource: Sendable {
  /// As the user named it.
  package let name: String
  let store: LooseStore

  /// Finds the objects in a directory: that of a project, its `.taglio`, or its directory `objects`.
  ///
  /// Links are followed, since the user named it.
  ///
  /// - Throws: `usage` where there is no such directory, none of objects in it, or where it is that
  ///   of the store itself.
  package init(
    _ path: FilePath,
    named name: String,
    for directory: RepositoryDirectory
  ) throws {
    let disk = directory.disk
    guard try disk.status(path, followingLinks: true)?.kind == .directory else {
      throw TaglioError(
        .usage,
        "--from \(name): there is no such directory",
        help: "Name the project's directory of a copy of this store."
      )
    }
    guard let found = try RepairSource.objects(in: path, disk) else {
      throw TaglioError(
        .usage,
        "--from \(name): there are no objects in this directory",
        help: "Name the project's directory of a copy, its .taglio or its .taglio/objects."
      )
    }
    let own = try disk.status(directory.path.appending("objects"))
    let other = try disk.status(found)
    guard own?.device != other?.device || own?.inode != other?.inode else {
      throw TaglioError(
        .usage,
        "--from \(name): this is the store that is to be repaired",
        help: "Name a copy of it in another place."
      )
    }
    self.name = name
    store = LooseStore(disk: disk, directory: found, durability: .none)
  }

  private static func objects(in path: FilePath, _ disk: Disk) throws -> FilePath? {
    for inside in [RepositoryDirectory.name + "/objects", "objects"] {
      let candidate = path.appending(inside)
      if try disk.status(candidate, followingLinks: true)?.kind == .directory {
        return try disk.canonical(candidate)
      }
    }
    let objects = try disk.canonical(path)
    if objects.lastComponent == "objects" { return objects }
    let names = try disk.names(in: objects)
    let hasFanout = try names.contains { name in
      guard name.utf8.count == 2, Hex.isLowerCase(name) else { return false }
      return try disk.status(objects.appending(name))?.kind == .directory
    }
    return hasFanout ? objects : nil
  }
}

extension Hex {
  fileprivate static func isLowerCase(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
