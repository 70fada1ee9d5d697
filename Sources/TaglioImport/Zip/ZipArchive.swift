import TaglioFormat

/// Reads the files of a ZIP archive, with one of them in memory at a time.
///
/// Nothing is written anywhere, and no size that the archive tells is trusted: an allocation is at
/// most as long as what is there, or as the limit.
package struct ZipArchive {
  /// The files, in the order of the archive's directory.
  package let entries: [ZipEntry]
  private let bytes: any RandomBytes
  private let end: Int
  private let limits: ZipLimits
  private let unpackers: [UInt16: Unpacker]

  /// Expands bytes to at most `limit` of them, or refuses; for methods that are not known here.
  package typealias Unpacker = (_ packed: [UInt8], _ limit: Int) throws -> [UInt8]

  /// The bytes that an archive begins with: of a file, or of the end of an empty one.
  package static let signatures: [[UInt8]] = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]]

  /// Reads the directory.
  ///
  /// - Parameter unpackers: by the number of the method.
  /// - Throws: `ImportError` that names `file`.
  package init(
    _ bytes: any RandomBytes,
    file: String,
    limits: ZipLimits = ZipLimits(),
    unpackers: [UInt16: Unpacker] = [:]
  ) throws {
    do {
      (entries, end) = try ZipDirectory(bytes, limits).entries()
      self.bytes = bytes
      self.limits = limits
      self.unpackers = unpackers
      try requireRoom()
    } catch let refusal as Refusal {
      throw refusal.error(in: file, record: nil)
    }
  }

  /// The content of a file.
  ///
  /// - Throws: `ImportError` that names `file` where it is damaged, too long, or compressed in a way
  ///   that is not known; what an unpacker throws.
  package func content(of entry: ZipEntry, file: String) throws -> [UInt8] {
    do {
      return try content(of: entry)
    } catch let refusal as Refusal {
      throw refusal.error(in: file, record: nil)
    }
  }

  private func requireRoom() throws {
    var total = 0
    for entry in entries {
      guard entry.length <= limits.content else {
        throw Refusal.zip(
          "\(quoted(entry.name)) would take \(entry.length) bytes, more than \(limits.content)"
        )
      }
      total += entry.length
    }
    guard total <= limits.total else {
      throw Refusal.zip("its files would take \(total) bytes, more than \(limits.total)")
    }
  }

  private func content(of entry: ZipEntry) throws -> [UInt8] {
    let packed = try packed(entry)
    let content: [UInt8]
    switch entry.method {
    case 0: content = packed
    case 8: content = try inflated(packed, entry)
    default:
      guard let unpacker = unpackers[entry.method] else {
        throw Refusal.zip(
          "\(quoted(entry.name)) is compressed by method \(entry.method), which is not known"
        )
      }
      content = try unpacker(packed, entry.length)
    }
    guard content.count == entry.length else {
      throw Refusal.zip(
        "\(quoted(entry.name)) has \(content.count) bytes and should have \(entry.length)"
      )
    }
    guard CRC32.checksum(content) == entry.checksum else {
      throw Refusal.zip("\(quoted(entry.name)) is damaged: its checksum is wrong")
    }
    return content
  }

  /// The bytes of a file as they lie in the archive; the header before them must be of that file.
  private func packed(_ entry: ZipEntry) throws -> [UInt8] {
    var fields = ZipFields(
      try bytes.read(at: entry.offset, count: ZipEntry.localHeaderLength)
    )
    guard try fields.uint32() == 0x0403_4b50 else {
      throw Refusal.zip("\(quoted(entry.name)) is not where the directory says")
    }
    try fields.skip(4)
    let method = try fields.uint16()
    try fields.skip(16)
    let nameLength = Int(try fields.uint16())
    let extraLength = Int(try fields.uint16())
    let start = entry.offset + ZipEntry.localHeaderLength
    let name = try bytes.read(at: start, count: nameLength)
    guard method == entry.method, name == Array(entry.name.utf8) else {
      throw Refusal.zip("\(quoted(entry.name)) is not what the directory says")
    }
    let place = start + nameLength + extraLength
    guard place <= end, entry.packedLength <= end - place else { throw Refusal.zipCut }
    let packed = try bytes.read(at: place, count: entry.packedLength)
    guard packed.count == entry.packedLength else { throw Refusal.zipCut }
    return packed
  }

  private func inflated(_ packed: [UInt8], _ entry: ZipEntry) throws -> [UInt8] {
    var content: [UInt8] = []
    do {
      var inflater = try Inflater(.raw)
      try packed.withUnsafeBytes { try inflater.inflate($0, limit: entry.length, into: &content) }
    } catch let error as FormatError {
      throw Refusal.zip("\(quoted(entry.name)): \(error.detail)")
    }
    return content
  }
}

/// What an archive may come to.
package struct ZipLimits: Hashable, Sendable {
  /// The number of files.
  package var entries = 1 << 20
  /// The length of the directory in bytes.
  package var directory = 256 << 20
  /// The length of one file's content in bytes.
  package var content = 64 << 20
  /// The length of all contents in bytes.
  package var total = 4 << 30

  package init() {}
}
