#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import CTaglioShims
package import SystemPackage

extension Disk {
  /// Makes the contents of a file durable.
  ///
  /// An error of the medium that this file met since it was written shows here, also where it is
  /// opened anew: Linux keeps an unreported error for the next one who opens the file.
  ///
  /// - Parameter reach: how far the bytes go; `drive` only where a flush to the medium follows.
  package func syncFile(
    _ handle: borrowing FileHandle,
    reach: FlushReach = .medium
  ) throws(SystemError) {
    let location = handle.location
    _ = try handle.call(.flush, changing: .syncFile(location.path)) { flush($0, reach) }
  }

  /// Makes the contents of the file at a place durable.
  package func syncFile(
    _ location: Location,
    reach: FlushReach = .medium
  ) throws(SystemError) {
    try syncFile(openExisting(location, O_RDONLY | O_NOFOLLOW | O_NONBLOCK), reach: reach)
  }

  /// Makes names created, renamed and removed in a directory durable.
  package func syncDirectory(_ directory: DirectoryHandle) throws(SystemError) {
    try call(directory, .syncDirectory(directory.path)) { flush($0, .medium) }
  }

  /// Makes names created, renamed and removed in a directory durable.
  package func syncDirectory(_ path: FilePath) throws(SystemError) {
    try syncDirectory(try openDirectory(.path(path)))
  }

  /// Makes everything done so far on the file system of `directory` durable.
  ///
  /// Errors of the medium are reported from the opening of `directory` on: open it before writing.
  /// Only where `flushesWholeFileSystem`.
  func syncFileSystem(_ directory: DirectoryHandle) throws(SystemError) {
    try call(directory, .syncFileSystem(directory.path)) { taglio_syncfs($0) }
  }

  private func call(
    _ directory: DirectoryHandle,
    _ effect: @autoclosure () -> Effect,
    _ body: (Int32) -> Int32
  ) throws(SystemError) {
    _ = try retrying(witness, { Call(.flush, directory.path, changing: effect()) }) {
      body(directory.descriptor)
    }.get()
  }
}

/// How far a flush carries the bytes.
///
/// Only macOS makes a difference; a flush to the medium takes along what went to the drive before.
package enum FlushReach: Sendable {
  case drive, medium
}

#if canImport(Darwin)
/// Whether one call flushes a file system.
let flushesWholeFileSystem = false

/// `fsync` on macOS reaches the drive but not its medium.
///
/// File systems that do not know the flush that does get `fsync`.
private func flush(_ descriptor: Int32, _ reach: FlushReach) -> Int32 {
  reach == .medium && fcntl(descriptor, F_FULLFSYNC) == 0 ? 0 : fsync(descriptor)
}
#else
/// Whether one call flushes a file system.
let flushesWholeFileSystem = true

private func flush(_ descriptor: Int32, _ reach: FlushReach) -> Int32 { fsync(descriptor) }
#endif
