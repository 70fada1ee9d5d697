#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

/// The bytes of a file, read by the system when they are looked at.
///
/// Only for files that are replaced by renaming and never cut short or written in place: reading
/// past the end of a file that has become shorter ends the process.
///
/// `@unchecked Sendable`: the bytes are never written, and the address is valid until `deinit`.
package final class MappedFile: @unchecked Sendable {
  /// Size, times and identity of the file when it was mapped.
  package let status: FileStatus
  private let bytes: UnsafeRawBufferPointer

  /// Maps a regular file that is no link.
  package init(_ path: FilePath, disk: Disk = Disk()) throws(SystemError) {
    let handle = try disk.open(path, .store)
    status = try handle.status()
    guard let length = Int(exactly: status.size), length > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    var address: UnsafeMutableRawPointer?
    _ = try handle.call(.map) { descriptor in
      address = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0)
      return address == MAP_FAILED ? -1 : 0
    }
    bytes = UnsafeRawBufferPointer(start: address, count: length)
  }

  deinit {
    guard let address = bytes.baseAddress else { return }
    munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
  }

  /// Lends the bytes to `body`; they must not be kept beyond it.
  package func withBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try body(bytes)
  }
}
