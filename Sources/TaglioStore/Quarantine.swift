package import SystemPackage
package import TaglioSystem

/// The directory `.taglio/quarantine`: where a repair puts what it takes out of use.
///
/// Nothing in it is read by any command, and nothing is ever written over or deleted there: that is
/// for a person to do. Only the holder of the writer's lock adds to it.
package struct Quarantine: Sendable {
  package static let name = "quarantine"

  private let disk: Disk
  private let root: FilePath
  private let durability: Durability

  /// - Parameter root: the directory `.taglio`.
  package init(disk: Disk, root: FilePath, durability: Durability) {
    self.disk = disk
    self.root = root
    self.durability = durability
  }

  private var directory: FilePath { root.appending(Quarantine.name) }

  /// Moves files, directories or links (never what a link leads to) out of their places, durably.
  ///
  /// - Parameter paths: relative to `.taglio`; something must have each of these names.
  /// - Returns: where they are now, relative to `.taglio`, in the same order.
  package func take(_ paths: [String]) throws(StoreError) -> [String] {
    guard !paths.isEmpty else { return [] }
    do throws(SystemError) {
      try make()
      var names: [String] = []
      var parents: Set<String> = []
      for path in paths {
        let source = root.appending(path)
        let parent = try disk.openDirectory(.path(source.removingLastComponent()))
        let name = try freeName(for: path)
        try disk.rename(
          .entry(parent, name: source.lastComponent?.string ?? ""),
          to: .path(directory.appending(name))
        )
        names.append(Quarantine.name + "/" + name)
        parents.insert(parent.path.string)
      }
      try sync([directory] + parents.sorted().map { FilePath($0) })
      return names
    } catch {
      throw StoreError(writing: error)
    }
  }

  /// Whether something was taken from this place before.
  ///
  /// - Parameter path: relative to `.taglio`.
  package func holds(_ path: String) throws(StoreError) -> Bool {
    do throws(SystemError) {
      return try disk.status(directory.appending(name(for: path))) != nil
    } catch {
      throw StoreError(error)
    }
  }

  /// Keeps bytes that are about to be replaced, durably.
  ///
  /// - Parameter path: where they stood, relative to `.taglio`.
  /// - Returns: where they are now, relative to `.taglio`.
  package func keep(_ bytes: [UInt8], of path: String) throws(StoreError) -> String {
    do throws(SystemError) {
      try make()
      let name = try freeName(for: path)
      let publisher = Publisher(disk: disk, root: directory, durability: durability)
      try publisher.replace(name: name, bytes: bytes)
      return Quarantine.name + "/" + name
    } catch {
      throw StoreError(writing: error)
    }
  }

  /// `<id>` for an object, else the path with `-` for `/`; with a number where that is taken.
  private func freeName(for path: String) throws(SystemError) -> String {
    let name = name(for: path)
    var candidate = name
    var number = 1
    while try disk.status(directory.appending(candidate)) != nil {
      number += 1
      candidate = "\(name).\(number)"
    }
    return candidate
  }

  private func name(for path: String) -> String {
    var parts = path.split(separator: "/").map(String.init)
    let isObject = parts.count == 3 && parts[0] == "objects"
    if isObject { parts.removeFirst() }
    return parts.joined(separator: isObject ? "" : "-")
  }

  /// A link that has the name of the directory is not followed: the next step then fails.
  private func make() throws(SystemError) {
    if try disk.makeDirectory(.path(directory)) { try sync([root]) }
    _ = try disk.openDirectory(.path(directory))
  }

  private func sync(_ directories: [FilePath]) throws(SystemError) {
    guard durability != .none else { return }
    for directory in directories { try disk.syncDirectory(directory) }
  }
}
