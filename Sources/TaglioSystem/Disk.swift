#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

/// The file system.
///
/// All calls of a store go through one of these, and each passes its witness first.
package struct Disk: Sendable {
  let witness: Witness?

  package init(witness: Witness? = nil) {
    self.witness = witness
  }
}

// MARK: - Reading

extension Disk {
  /// Who chose a file that is opened.
  package enum Origin: Sendable {
    /// A file of a store: a regular file. Links are not followed and pipes do not block.
    case store
    /// A file that the user names: anything readable that is not a directory.
    case user
  }

  package func open(_ path: FilePath, _ origin: Origin) throws(SystemError) -> FileHandle {
    try open(.path(path), origin)
  }

  package func open(_ location: Location, _ origin: Origin) throws(SystemError) -> FileHandle {
    let handle = try openExisting(location, origin.flags)
    try origin.require(handle.status(), location)
    return handle
  }

  /// All bytes of a file, of `limit` at most; a longer one is the error `EFBIG`.
  package func read(
    _ location: Location,
    _ origin: Origin = .store,
    limit: Int = .max
  ) throws(SystemError) -> [UInt8] {
    let handle = try openExisting(location, origin.flags)
    let status = try handle.status()
    try origin.require(status, location)
    return try handle.readAll(of: status.size, limit: limit)
  }

  /// All bytes of a file, of `limit` at most; a longer one is the error `EFBIG`.
  package func read(
    _ path: FilePath,
    _ origin: Origin = .store,
    limit: Int = .max
  ) throws(SystemError) -> [UInt8] {
    try read(.path(path), origin, limit: limit)
  }

  /// All bytes of a file of a store, or nil where nothing has this name.
  package func readIfPresent(
    _ path: FilePath,
    limit: Int = .max
  ) throws(SystemError) -> [UInt8]? {
    do {
      return try read(path, .store, limit: limit)
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }

  /// Kind, size, times and identity of what has this name; of a link itself, unless `followingLinks`.
  ///
  /// - Returns: nil where nothing has this name.
  package func status(
    _ path: FilePath,
    followingLinks: Bool = false
  ) throws(SystemError) -> FileStatus? {
    try status(.path(path), followingLinks: followingLinks)
  }

  /// As `status(_:followingLinks:)` of a path.
  package func status(
    _ location: Location,
    followingLinks: Bool = false
  ) throws(SystemError) -> FileStatus? {
    var result = stat()
    do {
      _ = try location.call(.status, by: self) {
        fstatat($0, $1, &result, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW)
      }
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
    return FileStatus(result)
  }

  /// The absolute path without links, `.` and `..`; everything on it must exist.
  package func canonical(_ path: FilePath) throws(SystemError) -> FilePath {
    var resolved: UnsafeMutablePointer<CChar>?
    _ = try Location.path(path).call(.resolve, by: self) {
      resolved = realpath($1, nil)
      return resolved == nil ? -1 : 0
    }
    guard let resolved else { throw SystemError(.resolve, path, .noMemory) }
    defer { free(resolved) }
    return FilePath(platformString: resolved)
  }

  func openExisting(_ location: Location, _ flags: Int32) throws(SystemError) -> FileHandle {
    let descriptor = try location.call(.open, by: self) { openat($0, $1, flags | O_CLOEXEC) }
    return FileHandle(descriptor: descriptor, location: location, disk: self)
  }
}

extension Disk.Origin {
  fileprivate var flags: Int32 {
    switch self {
    case .store: O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    case .user: O_RDONLY
    }
  }

  /// Refuses what may not stand in the place of a file.
  fileprivate func require(_ status: FileStatus, _ location: Location) throws(SystemError) {
    switch (status.kind, self) {
    case (.directory, _): throw SystemError(.open, location.path, .isDirectory)
    case (.file, _), (_, .user): return
    default: throw SystemError(.open, location.path, .invalidArgument)
    }
  }
}
