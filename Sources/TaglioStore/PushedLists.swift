package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// The directory `.taglio/pushed`: what others brought here, where no taglio may ever have looked.
///
/// Each file lists the commits of one push, as `accepted` does, ascending, and is named by the
/// BLAKE2b-256 of its bytes. So a file that is cut is told from one that is whole, and pushing the
/// same twice makes one file. `Docs/format/pushed.md` describes it.
package struct PushedLists: Sendable {
  package static let name = "pushed"
  /// The most bytes of a list that is read: a million commits.
  private static let largest = 65 << 20

  private let disk: Disk
  private let directory: FilePath

  /// - Parameter root: the directory `.taglio`, or one that holds what was brought from there.
  package init(disk: Disk, root: FilePath) {
    self.disk = disk
    directory = root.appending(PushedLists.name)
  }

  /// The name and the bytes of the list of these commits.
  package static func file(of commits: some Sequence<ObjectID>) -> (name: String, bytes: [UInt8]) {
    let bytes = AcceptedFile.encode(Set(commits).sorted())
    return (BLAKE2b.id(of: bytes).description, bytes)
  }

  /// The names that a list can have, sorted.
  package func names() throws(StoreError) -> [String] {
    do throws(SystemError) {
      return try disk.names(in: directory).filter { ObjectID($0) != nil }
    } catch {
      if error.isNotFound || error.isWrongKind { return [] }
      throw StoreError(error)
    }
  }

  /// The commits of all lists that are whole; what is cut, or is no list, says nothing.
  package func commits() throws(StoreError) -> Set<ObjectID> {
    var all: Set<ObjectID> = []
    for name in try names() { try all.formUnion(read(name)) }
    return all
  }

  /// Removes the lists that say nothing but what is known.
  package func removeAll(within known: Set<ObjectID>) throws(StoreError) {
    for name in try names() {
      let commits = try read(name)
      guard !commits.isEmpty, known.isSuperset(of: commits) else { continue }
      do {
        try disk.remove(.path(directory.appending(name)))
      } catch {
        throw StoreError(writing: error)
      }
    }
  }

  private func read(_ name: String) throws(StoreError) -> [ObjectID] {
    let bytes: [UInt8]
    do {
      bytes = try disk.read(directory.appending(name), .store, limit: PushedLists.largest)
    } catch {
      let error = StoreError(error)
      guard error.code != .system else { throw error }
      return []
    }
    guard BLAKE2b.id(of: bytes).description == name else { return [] }
    return bytes.lend { AcceptedFile(decoding: $0) }.ids
  }
}
