package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// The commits this copy has taken in: what must not be missing here.
///
/// Only appended to, and only by the holder of the writer lock.
package struct AcceptedLog: Sendable {
  package let path: FilePath
  private let disk: Disk
  private let durability: Durability

  /// - Parameter path: a file that is missing is an empty list; so is one whose directory is.
  package init(disk: Disk, path: FilePath, durability: Durability) {
    self.disk = disk
    self.path = path
    self.durability = durability
  }

  /// The name of the file.
  package var name: String { path.lastComponent?.string ?? "" }

  /// The ids in the order they were accepted, and where lines are damaged.
  ///
  /// A torn tail is neither. A file that is longer than such a list can be is damage as a whole.
  package func read() throws(StoreError) -> AcceptedFile {
    do {
      let bytes = try disk.readIfPresent(path, limit: AcceptedFile.maximumLength) ?? []
      return bytes.lend { AcceptedFile(decoding: $0) }
    } catch {
      var error = StoreError(error)
      if error.code == .tooLarge { error.code = .damaged }
      throw error
    }
  }

  /// Bytes in the file, a torn last line included; 0 where it is missing.
  ///
  /// What is no file, or longer than a list can be, is damage.
  package func size() throws(StoreError) -> Int64 {
    let status: FileStatus?
    do {
      status = try disk.status(path)
    } catch {
      throw StoreError(error)
    }
    guard let status else { return 0 }
    guard status.kind == .file, status.size <= Int64(AcceptedFile.maximumLength) else {
      throw StoreError(.damaged, path: path)
    }
    return status.size
  }

  /// Adds ids at the end.
  ///
  /// When this returns they are durable, as far as the policy goes.
  package func append(_ ids: [ObjectID]) throws(StoreError) {
    guard !ids.isEmpty else { return }
    let size = try size()
    let end = try endOfWholeLines(size)
    do {
      try write(AcceptedFile.encode(ids), at: end, cutting: size > end)
    } catch {
      throw StoreError(writing: error)
    }
  }

  /// Makes these ids all that the list holds, in one step that a crash leaves whole or undone.
  ///
  /// For repairs only: a list that names fewer commits than before makes their loss invisible.
  package func replace(by ids: [ObjectID]) throws(StoreError) {
    let publisher = Publisher(disk: disk, root: directory, durability: durability)
    do {
      try makeDirectory()
      try publisher.replace(
        name: name,
        bytes: AcceptedFile.encode(ids)
      )
    } catch {
      throw StoreError(writing: error)
    }
  }

  /// Where the last whole line ends.
  ///
  /// Reads the last line only, unless the tail is torn.
  private func endOfWholeLines(_ size: Int64) throws(StoreError) -> Int64 {
    let length = Int64(AcceptedFile.lineLength)
    if size == 0 { return 0 }
    if size % length == 0, try isWholeLine(at: size - length) { return size }
    return Int64(try read().length)
  }

  private func isWholeLine(at offset: Int64) throws(StoreError) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: AcceptedFile.lineLength,
      alignment: 1
    )
    defer { buffer.deallocate() }
    do {
      let count = try disk.open(path, .store).read(into: buffer, at: offset)
      let line = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      return AcceptedFile(decoding: line).length == AcceptedFile.lineLength
    } catch {
      throw StoreError(error)
    }
  }

  private func write(
    _ lines: [UInt8],
    at end: Int64,
    cutting: Bool
  ) throws(SystemError) {
    let handle = try openOrCreate()
    if cutting { try disk.truncate(handle, to: end) }
    try lines.lend { (bytes) throws(SystemError) in try disk.write(bytes, to: handle, at: end) }
    guard durability != .none else { return try handle.close() }
    try disk.syncFile(handle)
    try handle.close()
    // Always: whoever made the file may have died before its name was durable.
    try disk.syncDirectory(directory)
  }

  private var directory: FilePath { path.removingLastComponent() }

  /// Its name is durable before a list is in it.
  private func makeDirectory() throws(SystemError) {
    try disk.makeDirectory(.path(directory))
    guard durability != .none else { return }
    try disk.syncDirectory(directory.removingLastComponent())
  }

  private func openOrCreate() throws(SystemError) -> FileHandle {
    do {
      return try disk.openForWriting(path)
    } catch {
      guard error.isNotFound else { throw error }
      try makeDirectory()
      return try disk.create(.path(path), mode: .mutable)
    }
  }
}
