/// A file that is ready to be published.
package struct StagedFile: Hashable, Sendable {
  /// The directory, relative to the publisher's root.
  package let directory: String
  /// The name it is published under.
  package let name: String
  /// The number in its temporary name; nil for a file that is in place already and only has to
  /// become durable.
  package let serial: UInt64?

  package init(directory: String, name: String, serial: UInt64?) {
    self.directory = directory
    self.name = name
    self.serial = serial
  }

  /// A file that is in place already.
  ///
  /// Publishing makes it as durable as the others: whoever wrote it may have died before doing so.
  package static func present(directory: String, name: String) -> StagedFile {
    StagedFile(directory: directory, name: name, serial: nil)
  }
}

/// Writes a staged file piece by piece.
///
/// After an error, and where `finish()` is not reached, hand `file` to `Publisher.discard`.
package struct StagedWriter: ~Copyable {
  package let file: StagedFile
  private let handle: FileHandle
  private let disk: Disk
  private let syncs: Bool
  private var length: Int64 = 0

  init(_ file: StagedFile, _ handle: consuming FileHandle, disk: Disk, syncs: Bool) {
    self.file = file
    self.handle = handle
    self.disk = disk
    self.syncs = syncs
  }

  /// Appends bytes.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    try disk.write(bytes, to: handle, at: length)
    length += Int64(bytes.count)
  }

  /// Closes the file; it is then ready to be published.
  package consuming func finish() throws(SystemError) -> StagedFile {
    if syncs { try disk.syncFile(handle) }
    let file = file
    try handle.close()
    return file
  }
}
