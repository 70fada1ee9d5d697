#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

extension Disk {
  /// Opens a directory that is no link.
  package func openDirectory(_ location: Location) throws(SystemError) -> DirectoryHandle {
    let descriptor = try location.call(.open, by: self) {
      openat($0, $1, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    return DirectoryHandle(descriptor: descriptor, path: location.path)
  }

  /// Makes a directory whose parent exists; the user's mask applies to `mode`.
  ///
  /// - Returns: false where something has this name already.
  @discardableResult
  package func makeDirectory(
    _ location: Location,
    mode: FilePermissions = .directory
  ) throws(SystemError) -> Bool {
    let effect = { Effect.makeDirectory(location.path, mode: mode) }
    do {
      _ = try location.call(.makeDirectory, by: self, changing: effect()) {
        mkdirat($0, $1, mode.rawValue)
      }
      return true
    } catch {
      if error.isExisting { return false }
      throw error
    }
  }

  /// Makes a directory and those above it that are missing.
  ///
  /// - Returns: the directories made, outermost first. To make them durable, sync the parent of each.
  @discardableResult
  package func makeDirectories(_ path: FilePath) throws(SystemError) -> [FilePath] {
    var missing: [FilePath] = []
    var ancestor = path
    while try status(ancestor, followingLinks: true) == nil, !ancestor.isEmpty {
      missing.append(ancestor)
      ancestor = ancestor.removingLastComponent()
    }
    var made: [FilePath] = []
    for path in missing.reversed() where try makeDirectory(.path(path)) {
      made.append(path)
    }
    return made
  }

  /// Removes a directory and everything in it; links are removed, never followed.
  ///
  /// For files that nothing else needs: a crash may leave any part of it.
  package func removeTree(_ path: FilePath) throws(SystemError) {
    guard let status = try status(path) else { return }
    guard status.kind == .directory else {
      try remove(.path(path))
      return
    }
    var names: [[UInt8]] = []
    try forEachName(in: path) { names.append(Array($0)) }
    for name in names {
      try removeTree(path.appending(String(decoding: name, as: UTF8.self)))
    }
    try removeDirectory(path)
  }

  /// Removes a directory, if there is one and nothing is in it.
  package func removeDirectory(_ path: FilePath) throws(SystemError) {
    do {
      _ = try Location.path(path).call(.remove, by: self, changing: .remove(path)) {
        unlinkat($0, $1, AT_REMOVEDIR)
      }
    } catch {
      guard error.errno == .directoryNotEmpty || error.isNotFound else { throw error }
    }
  }

  /// Calls `visit` with the bytes of every name in a directory but `.` and `..`, in no order.
  package func forEachName(
    in path: FilePath,
    _ visit: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(SystemError) {
    let stream = try openStream(path)
    defer { closedir(stream) }
    if let refusal = witness?.refusal(of: Call(.list, path)) {
      throw SystemError(.list, path, refusal)
    }
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      withName(of: entry) { name in
        if !isSelfOrParent(name) { visit(name) }
      }
    }
    guard errno == 0 else { throw SystemError(.list, path, Errno(rawValue: errno)) }
  }

  /// The names in a directory, sorted by their bytes.
  ///
  /// What is not UTF-8 is shown as U+FFFD.
  package func names(in path: FilePath) throws(SystemError) -> [String] {
    var names: [String] = []
    try forEachName(in: path) { names.append(String(decoding: $0, as: UTF8.self)) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func openStream(_ path: FilePath) throws(SystemError) -> DirectoryStream {
    let descriptor = try Location.path(path).call(.list, by: self) {
      openat($0, $1, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard let stream = fdopendir(descriptor) else {
      let code = Errno(rawValue: errno)
      close(descriptor)
      throw SystemError(.list, path, code)
    }
    return stream
  }
}

#if canImport(Darwin)
private typealias DirectoryStream = UnsafeMutablePointer<DIR>
#else
private typealias DirectoryStream = OpaquePointer
#endif

private func withName(
  of entry: UnsafeMutablePointer<dirent>,
  _ body: (UnsafeBufferPointer<UInt8>) -> Void
) {
  guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
  let name = UnsafeRawPointer(entry).advanced(by: offset)
  let length = strlen(name.assumingMemoryBound(to: CChar.self))
  body(UnsafeBufferPointer(start: name.assumingMemoryBound(to: UInt8.self), count: length))
}

private func isSelfOrParent(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
  name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
}

extension FilePermissions {
  /// What a directory is made with: all that the user's mask leaves.
  package static let directory = FilePermissions(rawValue: 0o777)
  /// What a file that changes is made with.
  package static let mutable = FilePermissions(rawValue: 0o666)
  /// What a file that never changes is made with.
  package static let immutable = FilePermissions(rawValue: 0o444)
}
