package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// Objects as files of their own: `<first two digits>/<other 62>` below one directory.
package final class LooseStore: ObjectStore {
  package let directory: FilePath
  let disk: Disk
  let publisher: Publisher
  let codecs = ObjectCodecs()
  private let fanouts: FanoutHandles

  /// - Parameter directory: `.taglio/objects`, which must exist.
  package init(disk: Disk, directory: FilePath, durability: Durability) {
    self.directory = directory
    self.disk = disk
    publisher = Publisher(disk: disk, root: directory, durability: durability)
    fanouts = FanoutHandles(disk: disk, root: directory)
  }

  /// Where the file of an object is, or would be.
  package func path(of id: ObjectID) -> FilePath {
    let (fanout, name) = Self.names(of: id)
    return directory.appending(fanout + "/" + name)
  }

  package func read(_ id: ObjectID, limit: Int) throws(StoreError) -> DecodedObject {
    let file = try readFile(id, limit: ObjectCodecs.longestFile(payload: limit))
    return try located(id) { () throws(StoreError) in
      try codecs.decode(file, id, limit: limit)
    }
  }

  package func header(_ id: ObjectID) throws(StoreError) -> ObjectHeader {
    let handle = try open(id)
    // A header is at most 54 bytes, which no compressor makes longer than this.
    let beginning: [UInt8]
    do {
      beginning = try handle.readPrefix(512)
    } catch {
      throw StoreError(error, object: id)
    }
    return try located(id) { () throws(StoreError) in try codecs.header(beginning, id) }
  }

  package func contains(_ id: ObjectID) throws(StoreError) -> Bool {
    do {
      try requireDirectory(of: id)
      return try disk.status(path(of: id)) != nil
    } catch {
      if error.isWrongKind { return false }
      throw StoreError(error, object: id)
    }
  }

  package func readFile(_ id: ObjectID, limit: Int) throws(StoreError) -> [UInt8] {
    if let place = fanouts.location(of: id) {
      do {
        return try disk.read(place, .store, limit: limit)
      } catch {
        fanouts.forget(id.firstByte)
      }
    }
    do {
      try requireDirectory(of: id)
      return try disk.read(path(of: id), .store, limit: limit)
    } catch {
      throw StoreError(error, object: id)
    }
  }

  package func fileLength(_ id: ObjectID) throws(StoreError) -> Int64? {
    do {
      return try disk.status(path(of: id))?.size
    } catch {
      if error.isWrongKind { return nil }
      throw StoreError(error, object: id)
    }
  }

  package func copy(_ id: ObjectID, into batch: any ObjectBatch) throws(StoreError) {
    try copy(id, from: nil, into: batch)
  }

  package func forEachFilePiece(
    _ id: ObjectID,
    _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    _ = try open(id).forEachPiece(body)
  }

  package func verify(_ id: ObjectID) throws(StoreError) -> ObjectHeader {
    try decode(try open(id), id) { _ in }
  }

  package func stream(
    _ id: ObjectID,
    to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> ObjectHeader {
    let handle = try open(id)
    _ = try decode(handle, id) { _ in }
    return try decode(handle, id, to: consume)
  }

  package func beginBatch() -> any ObjectBatch {
    LooseBatch(self)
  }
}

extension LooseStore {
  /// The directory and the name of an object's file.
  static func names(of id: ObjectID) -> (fanout: String, name: String) {
    (Hex.string(CollectionOfOne(id.firstByte)), id.digits(from: 2))
  }

  /// Refuses a link in the place of an object's directory: where it leads, nothing is read.
  private func requireDirectory(of id: ObjectID) throws(SystemError) {
    let path = directory.appending(Self.names(of: id).fanout)
    guard let status = try disk.status(path), status.kind != .directory else { return }
    throw SystemError(.open, path, .notDirectory)
  }

  /// False where no file with the object's name was found in a directory that is open.
  ///
  /// That directory may have been replaced meanwhile, so this is for whoever would then write the
  /// file, which does no harm where it is there.
  func mayHold(_ id: ObjectID) -> Bool {
    guard let place = fanouts.location(of: id) else { return true }
    // What is wrong is told by whoever then opens it.
    return (try? disk.status(place) != nil) ?? true
  }

  private func open(_ id: ObjectID) throws(StoreError) -> FileHandle {
    if let place = fanouts.location(of: id) {
      do {
        return try disk.open(place, .store)
      } catch {
        fanouts.forget(id.firstByte)
      }
    }
    do {
      try requireDirectory(of: id)
      return try disk.open(path(of: id), .store)
    } catch {
      throw StoreError(error, object: id)
    }
  }

  /// Stages the file of an object in a batch of this store or another, as it is, verified on the way.
  ///
  /// - Parameter holder: the object in whose place the file stands, where it came under a wrong name.
  package func copy(
    _ id: ObjectID,
    from holder: ObjectID?,
    into batch: any ObjectBatch
  ) throws(StoreError) {
    let holder = holder ?? id
    let handle = try open(holder)
    try located(id) { () throws(StoreError) in
      try batch.stageFile(id) { (buffer, offset) throws(StoreError) in
        try LooseStore.read(handle, holder, into: buffer, at: offset)
      }
    }
  }

  /// The id that the contents of an object's file hash to, whatever its name says.
  ///
  /// - Throws: `damaged` where the file is not one whole stream.
  package func contentID(ofFileOf id: ObjectID) throws(StoreError) -> ObjectID {
    let handle = try open(id)
    return try located(id) { () throws(StoreError) in
      try TaglioStore.contentID(ofFileOf: id) { (buffer, offset) throws(StoreError) in
        try LooseStore.read(handle, id, into: buffer, at: offset)
      }
    }
  }

  private static func read(
    _ handle: borrowing FileHandle,
    _ id: ObjectID,
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StoreError) -> Int {
    do {
      return try handle.read(into: buffer, at: Int64(offset))
    } catch {
      throw StoreError(error, object: id)
    }
  }

  private func decode(
    _ handle: borrowing FileHandle,
    _ id: ObjectID,
    to consume: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) -> ObjectHeader {
    try located(id) { () throws(StoreError) in
      try decodeStream(
        id,
        from: { (buffer, offset) throws(StoreError) in
          try LooseStore.read(handle, id, into: buffer, at: offset)
        },
        to: consume
      )
    }
  }

  /// Adds the path to an error that lacks it.
  private func located<R>(
    _ id: ObjectID,
    _ body: () throws(StoreError) -> R
  ) throws(StoreError) -> R {
    do {
      return try body()
    } catch {
      var error = error
      if error.object == id, error.path == nil { error.path = path(of: id) }
      throw error
    }
  }
}

extension FileHandle {
  /// The first bytes of the file, `count` at most.
  fileprivate borrowing func readPrefix(_ count: Int) throws(SystemError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { buffer.deallocate() }
    return [UInt8](buffer.prefix(try read(into: buffer, at: 0)))
  }
}
