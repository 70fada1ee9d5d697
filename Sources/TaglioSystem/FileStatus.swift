#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the system knows of a file besides its contents.
package struct FileStatus: Hashable, Sendable {
  /// What sort of thing has the name.
  package enum Kind: Sendable {
    case file, directory, link, other
  }

  package var kind: Kind
  /// In bytes.
  package var size: Int64
  /// The permission bits.
  package var mode: UInt16
  /// When the file's contents, name or attributes last changed (`ctime`): nanoseconds since 1970.
  package var changed: Int64
  /// When the file's contents were last written (`mtime`): nanoseconds since 1970.
  ///
  /// Copying tools set it at will.
  package var modified: Int64
  package var device: UInt64
  package var inode: UInt64

  init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    size = Int64(raw.st_size)
    mode = UInt16(truncatingIfNeeded: raw.st_mode & 0o7777)
    #if canImport(Darwin)
    changed = Self.nanoseconds(raw.st_ctimespec)
    modified = Self.nanoseconds(raw.st_mtimespec)
    #else
    changed = Self.nanoseconds(raw.st_ctim)
    modified = Self.nanoseconds(raw.st_mtim)
    #endif
    device = UInt64(truncatingIfNeeded: raw.st_dev)
    inode = UInt64(truncatingIfNeeded: raw.st_ino)
  }

  /// Wraps around beyond the year 2262; times are compared for equality, or with the present.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
