#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import CTaglioShims
package import SystemPackage

/// The kind of file system that holds a file, as far as it matters to a store.
package struct FileSystem: Hashable, Sendable {
  /// What a file system promises less than a local one on a disk.
  package enum Trait: Sendable {
    /// Other machines may see it too: locks, renames and flushes depend on the server and on how it
    /// is mounted.
    case network
    /// A program serves it, which may leave out locks and flushes; it may be a network one.
    case user
    /// It lives in memory and is gone when the machine stops.
    case memory
    /// It knows neither permissions nor times below a second or two.
    case simple
  }

  /// As people call it: `ext`, `nfs`; the magic number where it is not known.
  package let name: String
  /// Nil for an ordinary local file system, and for one that is not known.
  package let trait: Trait?

  package init(name: String, trait: Trait? = nil) {
    self.name = name
    self.trait = trait
  }

  /// The file system with a magic number of Linux (`linux/magic.h`, and the sources of those that
  /// are not in it).
  package init(magic: UInt64) {
    self = FileSystem.known[magic] ?? FileSystem(name: "0x" + String(magic, radix: 16))
  }

  private static let known: [UInt64: FileSystem] = [
    0xEF53: FileSystem(name: "ext"),
    0x9123_683E: FileSystem(name: "btrfs"),
    0x5846_5342: FileSystem(name: "xfs"),
    0x2FC1_2FC1: FileSystem(name: "zfs"),
    0xF2F5_2010: FileSystem(name: "f2fs"),
    0xCA45_1A4E: FileSystem(name: "bcachefs"),
    0x794C_7630: FileSystem(name: "overlay"),
    0x0102_1994: FileSystem(name: "tmpfs", trait: .memory),
    0x8584_58F6: FileSystem(name: "ramfs", trait: .memory),
    0x6969: FileSystem(name: "nfs", trait: .network),
    0x517B: FileSystem(name: "smb", trait: .network),
    0xFF53_4D42: FileSystem(name: "cifs", trait: .network),
    0xFE53_4D42: FileSystem(name: "smb2", trait: .network),
    0x0102_1997: FileSystem(name: "9p", trait: .network),
    0x5346_414F: FileSystem(name: "afs", trait: .network),
    0x00C3_6400: FileSystem(name: "ceph", trait: .network),
    0x0BD0_0BD0: FileSystem(name: "lustre", trait: .network),
    0x786F_4256: FileSystem(name: "vboxsf", trait: .network),
    0x6573_5546: FileSystem(name: "fuse", trait: .user),
    0x4D44: FileSystem(name: "vfat", trait: .simple),
    0x2011_BAB0: FileSystem(name: "exfat", trait: .simple),
  ]
}

extension Disk {
  /// The file system that holds a file or directory.
  package func fileSystem(of path: FilePath) throws(SystemError) -> FileSystem {
    #if canImport(Darwin)
    var status = statfs()
    _ = try Location.path(path).call(.status, by: self) { statfs($1, &status) }
    let bytes = withUnsafeBytes(of: status.f_fstypename) { Array($0.prefix { $0 != 0 }) }
    let isLocal = status.f_flags & UInt32(MNT_LOCAL) != 0
    let name = String(decoding: bytes, as: UTF8.self)
    return FileSystem(name: name, trait: isLocal ? nil : .network)
    #else
    var magic: UInt64 = 0
    _ = try Location.path(path).call(.status, by: self) { taglio_filesystem_magic($1, &magic) }
    return FileSystem(magic: magic)
    #endif
  }

  /// The bytes that are left for this user on the file system that holds a file or directory, or
  /// would hold it: what is missing of the path counts as made.
  package func freeSpace(at path: FilePath) throws(SystemError) -> UInt64 {
    var place = path
    while try status(place, followingLinks: true) == nil, !place.isEmpty {
      place = place.removingLastComponent()
    }
    var result = statvfs()
    _ = try Location.path(place.isEmpty ? "." : place).call(.status, by: self) {
      statvfs($1, &result)
    }
    return UInt64(result.f_bavail) &* UInt64(result.f_frsize)
  }
}
