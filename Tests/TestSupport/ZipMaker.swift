import TaglioFormat

/// Writes ZIP archives for tests, right ones and wrong ones.
package struct ZipMaker {
  /// A file as it is written; what is nil is computed.
  package struct File {
    package var name: String
    package var content: [UInt8]
    package var method: UInt16
    /// The bytes in the archive, in place of the content compressed by the method.
    package var packed: [UInt8]?
    package var checksum: UInt32?
    package var length: UInt32?
    package var flags: UInt16 = 0
    /// The name in the header before the file, where that differs.
    package var localName: String?

    package init(_ name: String, _ content: String, method: UInt16 = 8) {
      self.name = name
      self.content = Array(content.utf8)
      self.method = method
    }
  }

  package var files: [File]
  /// What the end says of the number of files, where that is wrong.
  package var count: UInt16?
  /// Whether sizes and places are those of the wide format.
  package var isWide = false
  package var comment: [UInt8] = []

  package init(_ files: [File]) {
    self.files = files
  }

  /// The archive.
  package func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let start = UInt64(bytes.count)
      let packed = try packed(file)
      bytes += local(file, packed) + packed
      directory += central(file, packed, at: start)
    }
    let start = UInt64(bytes.count)
    bytes += directory
    let place = UInt64(bytes.count)
    let size = UInt64(directory.count)
    if isWide {
      bytes += le(0x0606_4b50, 4) + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 4) + le(0, 4)
      bytes += le(UInt64(files.count), 8) + le(UInt64(files.count), 8) + le(size, 8) + le(start, 8)
      bytes += le(0x0706_4b50, 4) + le(0, 4) + le(place, 8) + le(1, 4)
    }
    let entries = UInt64(count ?? (isWide ? .max : UInt16(files.count)))
    bytes += le(0x0605_4b50, 4) + le(0, 2) + le(0, 2) + le(entries, 2) + le(entries, 2)
    bytes += le(isWide ? 0xFFFF_FFFF : size, 4) + le(isWide ? 0xFFFF_FFFF : start, 4)
    return bytes + le(UInt64(comment.count), 2) + comment
  }

  private func packed(_ file: File) throws -> [UInt8] {
    if let packed = file.packed { return packed }
    guard file.method == 8 else { return file.content }
    var packed: [UInt8] = []
    var deflater = try Deflater(.raw)
    try file.content.withUnsafeBytes { try deflater.compress(payload: $0, into: &packed) }
    return packed
  }

  private func sizes(_ file: File, _ packed: [UInt8]) -> [UInt8] {
    let checksum = file.checksum ?? CRC32.checksum(file.content)
    let length = UInt64(file.length ?? UInt32(file.content.count))
    return le(UInt64(checksum), 4) + le(isWide ? 0xFFFF_FFFF : UInt64(packed.count), 4)
      + le(isWide ? 0xFFFF_FFFF : length, 4)
  }

  private func local(_ file: File, _ packed: [UInt8]) -> [UInt8] {
    let name = Array((file.localName ?? file.name).utf8)
    return le(0x0403_4b50, 4) + le(20, 2) + le(UInt64(file.flags), 2) + le(UInt64(file.method), 2)
      + le(0, 4) + sizes(file, packed) + le(UInt64(name.count), 2) + le(0, 2) + name
  }

  private func central(_ file: File, _ packed: [UInt8], at start: UInt64) -> [UInt8] {
    let name = Array(file.name.utf8)
    let length = UInt64(file.length ?? UInt32(file.content.count))
    let wide = le(1, 2) + le(24, 2) + le(length, 8) + le(UInt64(packed.count), 8) + le(start, 8)
    let extra = isWide ? wide : []
    return le(0x0201_4b50, 4) + le(20, 2) + le(20, 2) + le(UInt64(file.flags), 2)
      + le(UInt64(file.method), 2) + le(0, 4) + sizes(file, packed) + le(UInt64(name.count), 2)
      + le(UInt64(extra.count), 2) + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4)
      + le(isWide ? 0xFFFF_FFFF : start, 4) + name + extra
  }

  /// A little-endian number.
  private func le(_ value: UInt64, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}
