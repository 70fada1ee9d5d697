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
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let effect = { Effect.create(location.path, mode: mode) }
    let descriptor = try location.call(.create, by: self, changing: effect()) {
      openat($0, $1, flags, mode.rawValue)
    }
    return FileHandle(descriptor: descriptor, location: location, disk: self)
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
    let location = handle.location
    var done = 0
    while done < bytes.count {
      let left = min(bytes.count - done, largestTransfer)
      let count = witness?.portion(of: left) ?? left
      let piece = UnsafeRawBufferPointer(rebasing: bytes[done...].prefix(count))
      let position = offset + Int64(done)
      let effect = { Effect.write(location.path, offset: position, bytes: [UInt8](piece)) }
      done += try handle.call(.write, changing: effect()) {
        pwrite($0, piece.baseAddress, piece.count, off_t(position))
      }
    }
  }

  /// Cuts a file to `length` bytes.
  package func truncate(
    _ handle: borrowing FileHandle,
    to length: Int64
  ) throws(SystemError) {
    let location = handle.location
    _ = try handle.call(.truncate, changing: .truncate(location.path, length: length)) {
      ftruncate($0, off_t(length))
    }
  }

  /// Gives a file another name in place of what had that name, in one step that is seen whole or
  /// not at all.
  ///
  /// Both must be on one file system.
  package func rename(_ source: Location, to target: Location) throws(SystemError) {
    let effect = { Effect.rename(source.path, to: target.path) }
    try target.lend(for: .rename) { targetDirectory, targetName in
      Result { () throws(SystemError) in
        _ = try source.call(.rename, by: self, changing: effect()) {
          renameat($0, $1, targetDirectory, targetName)
        }
      }
    }
  }

  /// Removes the name of a file.
  ///
  /// - Returns: false where nothing had this name.
  @discardableResult
  package func remove(_ location: Location) throws(SystemError) -> Bool {
    do {
      _ = try location.call(.remove, by: self, changing: .remove(location.path)) {
        unlinkat($0, $1, 0)
      }
      return true
    } catch {
      if error.isNotFound { return false }
      throw error
    }
  }
}
