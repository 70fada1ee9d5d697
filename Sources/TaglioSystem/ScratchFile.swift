#if canImport(Glibc)
import Glibc
#endif
package import SystemPackage

/// Memory in a file without a name: the system writes out what it has no room for, and the file is
/// gone with the process, however that ends.
///
/// Its room on the disk is taken before it is used: writing to a map of which the disk has no room
/// ends the process. Only on Linux; elsewhere there are none.
package final class ScratchFile {
  private let descriptor: Int32
  package private(set) var bytes: UnsafeMutableRawBufferPointer

  #if os(Linux)
  /// `O_TMPFILE` without `O_DIRECTORY`, which is part of it (open(2)).
  private static let temporary: Int32 = 0o20_000_000

  /// Memory of `capacity` bytes.
  ///
  /// Nil where the directory cannot be written or is full, or its file system has no such files.
  package init?(in directory: FilePath, capacity: Int) {
    let flags = Self.temporary | O_DIRECTORY | O_RDWR | O_CLOEXEC
    descriptor = directory.withPlatformString { open($0, flags, 0o600) }
    bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    guard descriptor >= 0, posix_fallocate(descriptor, 0, capacity) == 0,
      let address = mmap(nil, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      address != MAP_FAILED
    else { return nil }
    bytes = UnsafeMutableRawBufferPointer(start: address, count: capacity)
  }

  deinit {
    if let address = bytes.baseAddress { munmap(address, bytes.count) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Makes the memory larger, which may move it; false where it stays as it was.
  package func grow(to capacity: Int) -> Bool {
    guard posix_fallocate(descriptor, off_t(bytes.count), off_t(capacity - bytes.count)) == 0,
      let address = mmap(nil, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      address != MAP_FAILED
    else { return false }
    munmap(bytes.baseAddress, bytes.count)
    bytes = UnsafeMutableRawBufferPointer(start: address, count: capacity)
    return true
  }
  #else
  package init?(in directory: FilePath, capacity: Int) {
    descriptor = -1
    bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    return nil
  }

  package func grow(to capacity: Int) -> Bool { false }
  #endif
}
