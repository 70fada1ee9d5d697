#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

extension Disk {
  /// Makes an empty file, open for writing.
  ///
  /// It is an error if something has the name; the user's mask applies to `mode`.
  package func create(
    _ location: Location,
    mode: FilePermissions
  ) throws(SystemError) -> FileHandle {
    try announce(.create(location.path, mode: mode))
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = try location.call(.create) { openat($0, $1, flags, mode.rawValue) }
    return FileHandle(descriptor: descriptor, location: location)
  }

  /// Opens a file of a store for writing at offsets: a regular file and no link.
  package func openForWriting(_ path: FilePath) throws(SystemError) -> FileHandle {
    let handle = try openExisting(.path(path), O_WRONLY | O_NOFOLLOW | O_NONBLOCK)
    guard try handle.status().kind == .file else {
      throw SystemError(.open, path, .invalidArgument)
    }
    return handle
  }

  /// Writes all of `bytes` at byte `offset`.
  ///
  /// After an error, any number of them may be there.
  package func write(
    _ bytes: UnsafeRawBufferPointer,
    to handle: borrowing FileHandle,
    at offset: Int64
  ) throws(SystemError) {
    var done = 0
    let largest = min(witness?.largestWrite ?? .max, largestTransfer)
    while done < bytes.count {
      let piece = UnsafeRawBufferPointer(rebasing: bytes[done...].prefix(largest))
      let position = offset + Int64(done)
      try announce(.write(handle.location.path, offset: position, bytes: [UInt8](piece)))
      done += try handle.call(.write) {
        pwrite($0, piece.baseAddress, piece.count, off_t(position))
      }
    }
  }

  /// Cuts a file to `length` bytes.
  package func truncate(
    _ handle: borrowing FileHandle,
    to length: Int64
  ) throws(SystemError) {
    try announce(.truncate(handle.location.path, length: length))
    _ = try handle.call(.truncate) { ftruncate($0, off_t(length)) }
  }

  /// Gives a file another name in place of what had that name, in one step that is seen whole or
  /// not at all.
  ///
  /// Both must be on one file system.
  package func rename(_ source: Location, to target: Location) throws(SystemError) {
    try announce(.rename(source.path, to: target.path))
    var failure: SystemError?
    _ = try target.call(.rename) { targetDirectory, targetName -> Int32 in
      do throws(SystemError) {
        return try source.call(.rename) { renameat($0, $1, targetDirectory, targetName) }
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
  }

  /// Removes the name of a file.
  ///
  /// - Returns: false where nothing had this name.
  @discardableResult
  package func remove(_ location: Location) throws(SystemError) -> Bool {
    try announce(.remove(location.path))
    do {
      _ = try location.call(.remove) { unlinkat($0, $1, 0) }
      return true
    } catch {
      if error.isNotFound { return false }
      throw error
    }
  }
}
