import Synchronization
package import SystemPackage

/// Puts files in place below one directory: the only way a file of a store gets its name.
///
/// 1. `stage` writes a temporary file `.tmp-…` in the directory the file belongs to. Several threads
///    may stage at once.
/// 2. `publish` makes the contents of all staged files durable,
/// 3. renames them into place,
/// 4. and makes the directories durable, up to the root.
///
/// The contents *must* be durable before the name is, or a crash leaves a name with wrong contents;
/// the names must be durable before `publish` returns, or what was acknowledged can be gone.
/// `Durability.none` gives up both. Leftovers of a crash are temporary files that nothing refers to.
package final class Publisher: Sendable {
  package let root: FilePath
  package let durability: Durability
  let disk: Disk
  let directories: DirectoryCache
  let flushTogetherFrom: Int
  let filesPerThread: Int
  private let nonce: UInt64
  private let nextSerial = Atomic<UInt64>(0)

  /// The names of temporary files begin with this.
  package static let temporaryPrefix = ".tmp-"

  /// - Parameters:
  ///   - root: an existing directory.
  ///   - flushTogetherFrom: with `Durability.batch`, so many files, or directories, are flushed by
  ///     one flush of the file system; fewer one by one.
  ///   - filesPerThread: so many files to rename are worth a thread.
  ///   - nonce: tells temporary files of this publisher from those of others.
  package init(
    disk: Disk,
    root: FilePath,
    durability: Durability,
    flushTogetherFrom: Int = 16,
    filesPerThread: Int = 4096,
    nonce: UInt64 = .random(in: .min ... .max)
  ) {
    self.disk = disk
    self.root = root
    self.durability = durability
    self.flushTogetherFrom = flushTogetherFrom
    self.filesPerThread = filesPerThread
    self.nonce = nonce
    directories = DirectoryCache(root: root, disk: disk)
  }

  /// Writes a temporary file for `name` in `directory`, which is made if it is missing.
  ///
  /// - Parameters:
  ///   - directory: relative to the root, `/` between components, empty for the root itself.
  ///   - name: one component.
  ///   - mode: what the file may be used for; the user's mask applies.
  package func stage(
    directory: String,
    name: String,
    mode: FilePermissions = .immutable,
    bytes: UnsafeRawBufferPointer
  ) throws(SystemError) -> StagedFile {
    let file = makeStagedFile(directory, name)
    do {
      var writer = try open(file, mode)
      try writer.write(bytes)
      return try writer.finish()
    } catch {
      discard([file])
      throw error
    }
  }

  /// Begins a temporary file for `name` in `directory` that is written piece by piece.
  package func stage(
    directory: String,
    name: String,
    mode: FilePermissions = .immutable
  ) throws(SystemError) -> StagedWriter {
    try open(makeStagedFile(directory, name), mode)
  }

  /// Puts staged files in place, durably.
  ///
  /// What has one of their names is replaced in one step.
  ///
  /// After an error some of them may be in place, none half; the rest is for `discard`.
  package func publish(
    _ files: some RandomAccessCollection<StagedFile> & Sendable
  ) throws(SystemError) {
    guard !files.isEmpty else { return }
    defer { directories.reset() }
    try flushContents(of: files)
    try rename(files)
    try flushDirectories(of: files)
  }

  /// Removes the temporary files of a batch that is given up, as far as that is possible; what is
  /// left behind is garbage that nothing refers to.
  package func discard(_ files: some Collection<StagedFile>) {
    defer { directories.reset() }
    for file in files {
      do throws(SystemError) {
        guard let temporary = try temporaryLocation(of: file) else { continue }
        try disk.remove(temporary)
      } catch {
        continue
      }
    }
  }

  /// Stages and publishes one small file that changes.
  package func replace(
    directory: String = "",
    name: String,
    mode: FilePermissions = .mutable,
    bytes: [UInt8]
  ) throws(SystemError) {
    try replace(directory: directory, name: name, mode: mode) { (writer) throws(SystemError) in
      try bytes.span.bytes.withUnsafeBytes { (bytes) throws(SystemError) in
        try writer.write(bytes)
      }
    }
  }

  /// Stages and publishes one file that changes, which `write` writes piece by piece.
  package func replace(
    directory: String = "",
    name: String,
    mode: FilePermissions = .mutable,
    _ write: (inout StagedWriter) throws(SystemError) -> Void
  ) throws(SystemError) {
    let file = makeStagedFile(directory, name)
    do {
      var writer = try open(file, mode)
      try write(&writer)
      try publish([try writer.finish()])
    } catch {
      discard([file])
      throw error
    }
  }
}

extension Publisher {
  private func makeStagedFile(_ directory: String, _ name: String) -> StagedFile {
    let serial = nextSerial.wrappingAdd(1, ordering: .relaxed).oldValue
    return StagedFile(directory: directory, name: name, serial: serial)
  }

  private func open(_ file: StagedFile, _ mode: FilePermissions) throws(SystemError)
    -> StagedWriter
  {
    // The root is opened first: a flush of the file system reports errors from then on.
    _ = try directories.handle("")
    guard let temporary = try temporaryLocation(of: file) else {
      throw SystemError(.create, root, .invalidArgument)
    }
    let handle = try disk.create(temporary, mode: mode)
    return StagedWriter(file, handle, disk: disk, syncs: durability == .each)
  }

  func location(of file: StagedFile) throws(SystemError) -> Location {
    .entry(try directories.handle(file.directory), name: file.name)
  }

  func temporaryLocation(of file: StagedFile) throws(SystemError) -> Location? {
    guard let serial = file.serial else { return nil }
    let name = Self.temporaryPrefix + String(nonce, radix: 16) + "-" + String(serial, radix: 16)
    return .entry(try directories.handle(file.directory), name: name)
  }
}
