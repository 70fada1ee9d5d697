import TaglioFormat

/// One file of an archive, as the central directory describes it.
package struct ZipEntry: Hashable, Sendable {
  /// What it is called; never a path that anything is written to.
  package var name: String
  /// How it is compressed: 0 not at all, 8 deflate, 93 Zstandard.
  package var method: UInt16
  /// The bits that say how it was written.
  var flags: UInt16
  /// CRC-32 of its content.
  var checksum: UInt32
  /// The compressed length in bytes.
  package var packedLength: Int
  /// The length of its content in bytes.
  package var length: Int
  /// Where its local header begins in the archive.
  var offset: Int

  /// Whether it names a directory, which has no content.
  package var isDirectory: Bool { name.hasSuffix("/") }
}

/// Reads central directories: the list of files at the end of an archive (APPNOTE 6.3.10, section 4.3).
struct ZipDirectory {
  private let archive: any RandomBytes
  private let limits: ZipLimits

  private static let headerLength = 46

  init(_ archive: any RandomBytes, _ limits: ZipLimits) {
    self.archive = archive
    self.limits = limits
  }

  /// The files, in the order of the directory; its beginning, before which their bytes lie.
  func entries() throws -> (entries: [ZipEntry], start: Int) {
    let end = try ZipEnd(archive)
    guard end.count <= limits.entries, end.length <= limits.directory else {
      throw Refusal.zip("it lists \(end.count) files in \(end.length) bytes, which is too many")
    }
    let bytes = try archive.read(at: end.start, count: end.length)
    guard bytes.count == end.length else { throw Refusal.zipCut }
    var entries: [ZipEntry] = []
    var names: Set<ExactString> = []
    var fields = ZipFields(bytes)
    while !fields.isAtEnd {
      let entry = try entry(&fields, before: end.start)
      guard names.insert(ExactString(entry.name)).inserted else {
        throw Refusal.zip("it lists \(quoted(entry.name)) twice")
      }
      entries.append(entry)
      guard entries.count <= end.count else { break }
    }
    guard entries.count == end.count else {
      throw Refusal.zip("its directory does not list the \(end.count) files that its end counts")
    }
    try requireSeparate(entries, before: end.start)
    return (entries, end.start)
  }

  private func entry(_ fields: inout ZipFields, before directory: Int) throws -> ZipEntry {
    guard try fields.uint32() == 0x0201_4b50 else {
      throw Refusal.zip("its directory is damaged")
    }
    try fields.skip(4)
    let flags = try fields.uint16()
    let method = try fields.uint16()
    try fields.skip(4)
    let checksum = try fields.uint32()
    var sizes = ZipSizes(packed: try fields.uint32(), length: try fields.uint32())
    let nameLength = Int(try fields.uint16())
    let extraLength = Int(try fields.uint16())
    let commentLength = Int(try fields.uint16())
    let disk = try fields.uint16()
    try fields.skip(6)
    sizes.offset = UInt64(try fields.uint32())
    let name = try fields.bytes(nameLength)
    try sizes.widen(by: fields.bytes(extraLength))
    try fields.skip(commentLength)
    guard let name = String(validating: name, as: UTF8.self), !name.isEmpty else {
      throw Refusal.zip("it lists a file whose name is not UTF-8")
    }
    guard flags & 0x41 == 0 else { throw Refusal.zip("\(quoted(name)) is encrypted") }
    guard disk == 0 else { throw Refusal.zip("it is one of several parts") }
    return ZipEntry(
      name: name,
      method: method,
      flags: flags,
      checksum: checksum,
      packedLength: try ZipDirectory.size(sizes.packed, at: name, limit: directory),
      length: try ZipDirectory.size(sizes.length, at: name, limit: Int.max),
      offset: try ZipDirectory.size(sizes.offset, at: name, limit: directory)
    )
  }

  private static func size(_ value: UInt64, at name: String, limit: Int) throws -> Int {
    guard let size = Int(exactly: value), size <= limit else {
      throw Refusal.zip("\(quoted(name)) would lie outside of the archive")
    }
    return size
  }

  /// Files that share bytes are how small archives become endless ones.
  private func requireSeparate(_ entries: [ZipEntry], before directory: Int) throws {
    var last: ZipEntry?
    for entry in entries.sorted(by: { $0.offset < $1.offset }) {
      let end = last.map { $0.offset + ZipEntry.localHeaderLength + $0.packedLength } ?? 0
      guard entry.offset >= end else {
        throw Refusal.zip("\(quoted(entry.name)) shares bytes with another file")
      }
      last = entry
    }
    if let last, last.offset + ZipEntry.localHeaderLength + last.packedLength > directory {
      throw Refusal.zip("\(quoted(last.name)) would lie outside of the archive")
    }
  }
}

extension ZipEntry {
  /// The length of a local header without its name and extra fields.
  static let localHeaderLength = 30
}

/// The sizes and the place of a file, which are 64 bits wide in an extra field where 32 do not do.
private struct ZipSizes {
  var packed: UInt64
  var length: UInt64
  var offset: UInt64 = 0

  init(packed: UInt32, length: UInt32) {
    self.packed = UInt64(packed)
    self.length = UInt64(length)
  }

  mutating func widen(by extra: [UInt8]) throws {
    var fields = ZipFields(extra)
    while fields.left >= 4 {
      let kind = try fields.uint16()
      var field = ZipFields(try fields.bytes(Int(try fields.uint16())))
      guard kind == 1 else { continue }
      if length == UInt32.max { length = try field.uint64() }
      if packed == UInt32.max { packed = try field.uint64() }
      if offset == UInt32.max { offset = try field.uint64() }
    }
  }
}

extension Refusal {
  /// What is wrong with an archive, after "the ZIP archive cannot be read: ".
  static func zip(_ what: String) -> Refusal {
    Refusal(
      .zip,
      "the ZIP archive cannot be read: \(what)",
      help: "fetch or write it again; unzip -t FILE tests it"
    )
  }

  static let zipCut = Refusal.zip("it ends early")
}
