#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Synchronization
import SystemPackage

/// Open directories below a root, by relative path (`ab`, `refs/cases`; empty for the root).
///
/// Creating a file in an open directory is what makes many files cheap. Handles are kept for one
/// batch only, since a directory that is replaced from outside would go on being used unseen.
final class DirectoryCache: Sendable {
  let root: FilePath
  private let disk: Disk
  private let handles = Mutex<[String: DirectoryHandle]>([:])

  /// Half of the files that this process may have open.
  private static let capacity = max(16, min(sysconf(Int32(_SC_OPEN_MAX)) / 2, 512))

  init(root: FilePath, disk: Disk) {
    self.root = root
    self.disk = disk
  }

  /// The open directory; made, with those between it and the root, where it is missing.
  func handle(_ name: String) throws(SystemError) -> DirectoryHandle {
    if let known = handles.withLock({ $0[name] }) { return known }
    let handle = try name.isEmpty ? disk.openDirectory(.path(root)) : openOrMake(name)
    return handles.withLock { handles in
      if handles.count >= Self.capacity {
        handles = handles.filter { $0.key.isEmpty }
      }
      if let known = handles[name] { return known }
      handles[name] = handle
      return handle
    }
  }

  /// Forgets all handles.
  func reset() {
    handles.withLock { $0 = [:] }
  }

  /// The relative path of the directory that holds `name`; nil for the root.
  static func parent(of name: String) -> String? {
    if name.isEmpty { return nil }
    return name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }

  private func openOrMake(_ name: String) throws(SystemError) -> DirectoryHandle {
    let parent = try handle(Self.parent(of: name) ?? "")
    let component = name.lastIndex(of: "/").map { String(name[name.index(after: $0)...]) } ?? name
    let location = Location.entry(parent, name: component)
    do {
      return try disk.openDirectory(location)
    } catch {
      guard error.isNotFound else { throw error }
    }
    try disk.makeDirectory(location)
    return try disk.openDirectory(location)
  }
}
