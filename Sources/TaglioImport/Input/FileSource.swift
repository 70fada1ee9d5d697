package import SystemPackage
package import TaglioSystem

/// A regular file that must not change between the first reading and the last.
///
/// The file is never mapped into memory, since another program may shorten it meanwhile.
package struct FileSource: InputSource {
  package let name: String
  package var isNamed: Bool { true }
  private let path: FilePath
  private let disk: Disk
  private let status: FileStatus

  /// Looks at the file `path`, which messages call `name`.
  ///
  /// - Throws: `EINVAL` where it is neither a regular file nor a link to one; what is no file but
  ///   can be read, such as a pipe, is `spooled` first.
  package init(
    _ path: FilePath,
    name: String? = nil,
    disk: Disk = Disk()
  ) throws(SystemError) {
    let status = try disk.open(path, .user).status()
    guard status.kind == .file else { throw SystemError(.read, path, .invalidArgument) }
    self.name = name ?? path.string
    self.path = path
    self.disk = disk
    self.status = status
  }

  package func open() throws -> any InputReader {
    try FileReader(disk.open(path, .user), expecting: status, name: name)
  }

  /// Opens the file to be read at any place.
  func openWhole() throws -> any RandomBytes {
    try FileReader(disk.open(path, .user), expecting: status, name: name)
  }
}

/// Reads an open file and makes sure, at the beginning and at the end, that it is what was
/// expected.
private final class FileReader: InputReader, RandomBytes {
  private let handle: FileHandle
  private let expected: FileStatus
  private let name: String
  private var offset: Int64 = 0

  init(_ handle: consuming FileHandle, expecting status: FileStatus, name: String) throws {
    self.handle = handle
    expected = status
    self.name = name
    try requireUnchanged()
  }

  func read(_ count: Int, into output: inout [UInt8]) throws -> Bool {
    let chunk = try handle.readChunk(count, at: offset)
    offset += Int64(chunk.count)
    if chunk.count < count { try requireUnchanged() }
    output += chunk
    return !chunk.isEmpty
  }

  var count: Int { Int(expected.size) }

  func read(at offset: Int, count: Int) throws -> [UInt8] {
    guard offset >= 0, offset < self.count, count > 0 else { return [] }
    let chunk = try handle.readChunk(min(count, self.count - offset), at: Int64(offset))
    try requireUnchanged()
    return chunk
  }

  private func requireUnchanged() throws {
    let status = try handle.status()
    let isSame =
      status.size == expected.size && status.modified == expected.modified
      && status.inode == expected.inode && status.device == expected.device
    guard isSame else {
      throw ImportError(
        .changed,
        file: name,
        message: "the file was changed while it was read",
        help: "add it again when nothing writes to it"
      )
    }
  }
}
