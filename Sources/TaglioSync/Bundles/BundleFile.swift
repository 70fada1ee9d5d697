package import SystemPackage
package import TaglioFormat
import TaglioKit
import TaglioStore
package import TaglioSystem

/// A bundle that is read.
package struct BundleFile: ~Copyable {
  /// What the user calls it.
  private let name: String
  private let handle: FileHandle
  package let header: BundleHeader
  private let length: UInt64

  /// Opens a bundle and reads its header.
  ///
  /// - Throws: `TaglioError`: `badInput` for what is no bundle and for one that is cut, `newer`.
  package static func open(
    _ path: FilePath,
    name: String,
    disk: Disk
  ) throws -> BundleFile {
    try requireFile(path, name, disk)
    let handle = try disk.open(path, .user)
    let length = UInt64(try handle.status().size)
    let bytes = try handle.bytes(at: 0, count: BundleHeader.length)
    let header = try told(name) { () throws(FormatError) in
      let header = try BundleHeader(bytes)
      _ = try BundleWalk(header, fileLength: length)
      return header
    }
    return BundleFile(name: name, handle: handle, header: header, length: length)
  }

  private init(
    name: String,
    handle: consuming FileHandle,
    header: BundleHeader,
    length: UInt64
  ) {
    self.name = name
    self.handle = handle
    self.header = header
    self.length = length
  }

  private static func requireFile(_ path: FilePath, _ name: String, _ disk: Disk) throws {
    guard let status = try disk.status(path, followingLinks: true) else {
      throw TaglioError(.badInput, "there is no file \"\(name)\"", help: "Check the name.")
    }
    guard status.kind != .file else { return }
    throw TaglioError(
      .badInput,
      "\"\(name)\" is no regular file, and a bundle is read more than once",
      help: "Save the bundle to a file first."
    )
  }

  /// Calls `body` with each entry and whether it is a commit.
  package func forEachEntry(_ body: (BundleEntry, _ isCommit: Bool) throws -> Void) throws {
    var walk = try BundleFile.told(name) { () throws(FormatError) in
      try BundleWalk(header, fileLength: length)
    }
    while walk.left > 0 {
      let isCommit = walk.isAtCommits
      let bytes = try handle.bytes(at: walk.offset, count: BundleHeader.entryLength)
      let entry = try BundleFile.told(name) { () throws(FormatError) in try walk.next(bytes) }
      try body(entry, isCommit)
    }
    try BundleFile.told(name) { () throws(FormatError) in try walk.finish() }
  }

  /// Verifies the digest of the whole and then every object, in bounded memory.
  ///
  /// - Throws: `TaglioError` `badInput` with the first thing that is wrong.
  package func verify(_ progress: SyncProgress? = nil) throws -> BundleReport {
    var report = BundleReport()
    report.bytes = Int64(length)
    report.digest = try verifyDigest()
    let total = Amount(objects: Int(header.objects + header.commits), bytes: Int64(length))
    var done = Amount()
    try forEachEntry { entry, isCommit in
      let type = try verify(entry)
      guard (type == .known(.commit)) == isCommit else {
        throw damaged("the object \(entry.id.short()) is of the type \(type), out of its place")
      }
      if isCommit { report.commits += 1 } else { report.objects += 1 }
      done += Amount(objects: 1, bytes: Int64(entry.length))
      if done.objects % 256 == 0 { try progress?(done, total) }
    }
    return report
  }

  private func verifyDigest() throws -> ObjectID {
    var hasher = BLAKE2b()
    let end = length - UInt64(BundleHeader.digestLength)
    try forEachPiece(from: 0, to: end) { hasher.update($0) }
    let actual = hasher.finalizeID()
    let bytes = try handle.bytes(at: end, count: BundleHeader.digestLength)
    guard ObjectID(bytes: bytes) == actual else {
      throw damaged("its contents do not have the digest that stands at its end")
    }
    return actual
  }

  private func verify(_ entry: BundleEntry) throws -> ObjectHeader.TypeName {
    do {
      let decoder = try ObjectStreamDecoder(expecting: entry.id)
      try forEachPiece(from: entry.offset, to: entry.offset + entry.length) { piece in
        try decoder.write(piece) { _ in }
      }
      return try decoder.finish().type
    } catch let error as FormatError {
      throw damaged("the object \(entry.id.short()): \(error.detail)")
    }
  }

  private func forEachPiece(
    from start: UInt64,
    to end: UInt64,
    _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let count = try handle.forEachPiece(from: Int64(start), to: Int64(end), body)
    guard count == Int64(end - start) else {
      throw damaged("it became shorter while it was read")
    }
  }

  /// Reads the file of an entry as a batch takes it in.
  func read(
    _ entry: BundleEntry,
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StoreError) -> Int {
    guard offset < entry.length else { return 0 }
    let wanted = min(UInt64(buffer.count), entry.length - offset)
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(wanted)])
    do {
      return try handle.read(into: room, at: Int64(entry.offset + offset))
    } catch {
      throw StoreError(.system, object: entry.id, system: error)
    }
  }

  private func damaged(_ detail: String) -> TaglioError {
    BundleFile.refusal(name, FormatError(.bundle, detail))
  }

  // MARK: Errors

  private static func told<R>(
    _ name: String,
    _ body: () throws(FormatError) -> R
  ) throws -> R {
    do {
      return try body()
    } catch {
      throw refusal(name, error)
    }
  }

  private static func refusal(_ name: String, _ error: FormatError) -> TaglioError {
    let isNewer = error.code == .newer
    return TaglioError(
      isNewer ? .newer : .badInput,
      "the bundle \"\(name)\" is not taken: \(error.detail)",
      help: isNewer
        ? "Install a newer taglio."
        : "Have it made and sent again: taglio bundle create FILE"
    )
  }
}

extension FileHandle {
  /// The bytes from an offset on, fewer at the end of the file.
  fileprivate borrowing func bytes(at offset: UInt64, count: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(SystemError) {
        filled = try read(into: UnsafeMutableRawBufferPointer(buffer), at: Int64(offset))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
