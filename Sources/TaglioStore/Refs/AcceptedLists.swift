package import SystemPackage
import TaglioFormat
package import TaglioSystem

/// The lists of accepted commits in a directory `.taglio`: that of this copy, and those that came with
/// the files of others.
///
/// Each copy has a file of its own, named by the inode of its directory `objects`, so that a tool which
/// copies the whole of `.taglio` neither mixes two lists nor puts one in the place of another. What
/// only the list of another copy names is not lost here: it may still be on its way.
package struct AcceptedLists: Sendable {
  /// The directory of the lists, below `.taglio`.
  package static let name = "accepted"

  private let disk: Disk
  private let root: FilePath
  private let durability: Durability

  /// - Parameter root: `.taglio`.
  package init(disk: Disk, root: FilePath, durability: Durability) {
    self.disk = disk
    self.root = root
    self.durability = durability
  }

  private var directory: FilePath { root.appending(AcceptedLists.name) }

  /// The list of the copy whose directory `objects` has this inode.
  ///
  /// - Throws: `damaged` where something else has the name of the directory of lists; a link is not
  ///   followed.
  package func list(inode: UInt64) throws(StoreError) -> AcceptedLog {
    do throws(SystemError) {
      if let status = try disk.status(directory), status.kind != .directory {
        throw SystemError(.open, directory, .notDirectory)
      }
    } catch {
      throw StoreError(error)
    }
    return log(AcceptedLists.fileName(inode: inode))
  }

  /// The list of this copy.
  package func own() throws(StoreError) -> AcceptedLog {
    try list(inode: inode())
  }

  /// The name of the list of this copy, whatever stands there.
  package func ownName() throws(StoreError) -> String {
    AcceptedLists.fileName(inode: try inode())
  }

  /// The lists of other copies, by name.
  package func others() throws(StoreError) -> [AcceptedLog] {
    let own = try ownName()
    var others: [AcceptedLog] = []
    for name in try names() where name != own {
      if try isList(name) { others.append(log(name)) }
    }
    return others
  }

  /// Names in the directory of what is no list, sorted.
  package func strays() throws(StoreError) -> [String] {
    var strays: [String] = []
    for name in try names() where !name.hasPrefix(Publisher.temporaryPrefix) {
      if try !isList(name) { strays.append(name) }
    }
    return strays
  }

  /// Whether it has the name of a list, and is a file of a length that a list can have.
  private func isList(_ name: String) throws(StoreError) -> Bool {
    guard AcceptedLists.isName(name) else { return false }
    do {
      guard let status = try disk.status(directory.appending(name)) else { return false }
      return status.kind == .file && status.size <= Int64(AcceptedFile.maximumLength)
    } catch {
      throw StoreError(error)
    }
  }

  private func log(_ name: String) -> AcceptedLog {
    AcceptedLog(disk: disk, path: directory.appending(name), durability: durability)
  }

  private func inode() throws(StoreError) -> UInt64 {
    do {
      return try disk.status(root.appending("objects"))?.inode ?? 0
    } catch {
      throw StoreError(error)
    }
  }

  private func names() throws(StoreError) -> [String] {
    do {
      return try disk.names(in: directory)
    } catch {
      if error.isNotFound || error.isWrongKind { return [] }
      throw StoreError(error)
    }
  }

  /// Sixteen hexadecimal digits in lower case.
  private static func fileName(inode: UInt64) -> String {
    Hex.string((0..<8).map { UInt8(truncatingIfNeeded: inode >> (56 - 8 * $0)) })
  }

  private static func isName(_ name: String) -> Bool {
    name.utf8.count == 16
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
