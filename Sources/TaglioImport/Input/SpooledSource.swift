package import SystemPackage
package import TaglioSystem

/// What can be read only once, such as standard input, copied so that it can be read again.
///
/// Up to 1 MiB is kept in memory, more in a temporary file that has no name any more when `init`
/// returns, so that nothing stays behind however the program ends.
package struct SpooledSource: InputSource {
  package let name: String
  package let isNamed: Bool
  private let copy: Copy

  private enum Copy {
    case memory([UInt8])
    case file(TemporaryFile)
  }

  private static let pieceLength = 1 << 20

  /// Reads `handle` to its end.
  ///
  /// `directory` is where a temporary file may be made.
  package init(
    copying handle: borrowing FileHandle,
    name: String,
    isNamed: Bool = false,
    directory: FilePath,
    disk: Disk = Disk()
  ) throws(SystemError) {
    self.name = name
    self.isNamed = isNamed
    var piece = try handle.readNextChunk(Self.pieceLength)
    guard piece.count == Self.pieceLength else {
      copy = .memory(piece)
      return
    }
    let file = try TemporaryFile(in: directory, disk)
    while !piece.isEmpty {
      try file.append(piece, disk)
      piece = try handle.readNextChunk(Self.pieceLength)
    }
    copy = .file(file)
  }

  package func open() -> any InputReader {
    switch copy {
    case .memory(let bytes): MemoryReader(bytes)
    case .file(let file): TemporaryFileReader(file)
    }
  }
}

/// A file without a name, which goes when the last reference does.
private final class TemporaryFile: Sendable {
  private let writer: FileHandle
  fileprivate let handle: FileHandle

  init(in directory: FilePath, _ disk: Disk) throws(SystemError) {
    let name = "taglio-input-" + String(UInt64.random(in: .min ... .max), radix: 16)
    let path = directory.appending(name)
    writer = try disk.create(.path(path), mode: [.ownerRead, .ownerWrite])
    handle = try disk.open(path, .store)
    try disk.remove(.path(path))
  }

  func append(_ bytes: [UInt8], _ disk: Disk) throws(SystemError) {
    let end = try writer.status().size
    let done = bytes.withUnsafeBytes { bytes in
      Result { () throws(SystemError) in try disk.write(bytes, to: writer, at: end) }
    }
    try done.get()
  }
}

private final class TemporaryFileReader: InputReader {
  private let file: TemporaryFile
  private var offset: Int64 = 0

  init(_ file: TemporaryFile) {
    self.file = file
  }

  func read(_ count: Int, into output: inout [UInt8]) throws -> Bool {
    let chunk = try file.handle.readChunk(count, at: offset)
    offset += Int64(chunk.count)
    output += chunk
    return !chunk.isEmpty
  }
}
