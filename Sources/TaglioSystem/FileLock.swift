#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

/// An exclusive lock between processes, and between threads of one; released when it goes out of
/// scope or the process ends, however it ends.
///
/// The lock is a `flock` on a file that is made when missing and never deleted, so that all who want
/// it always meet at the same file.
package struct FileLock: ~Copyable, Sendable {
  private let handle: FileHandle

  /// Takes the lock at `path`.
  ///
  /// - Returns: nil where another holds it and `wait` is false.
  package static func acquire(
    _ path: FilePath,
    wait: Bool,
    disk: Disk = Disk()
  ) throws(SystemError) -> FileLock? {
    let handle = try open(path, disk)
    do {
      _ = try handle.call(.lock) { flock($0, wait ? LOCK_EX : LOCK_EX | LOCK_NB) }
    } catch {
      if !wait, error.errno == .wouldBlock { return nil }
      throw error
    }
    return FileLock(handle: handle)
  }

  private static func open(_ path: FilePath, _ disk: Disk) throws(SystemError) -> FileHandle {
    do {
      return try disk.openForWriting(path)
    } catch {
      guard error.isNotFound else { throw error }
    }
    do {
      return try disk.create(.path(path), mode: .mutable)
    } catch {
      // Another made it in between.
      guard error.isExisting else { throw error }
      return try disk.openForWriting(path)
    }
  }
}
