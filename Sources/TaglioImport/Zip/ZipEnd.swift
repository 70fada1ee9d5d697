import TaglioFormat

/// The end of an archive, which tells where its central directory lies.
struct ZipEnd {
  /// The number of files.
  let count: Int
  /// The length of the directory in bytes.
  let length: Int
  /// Where the directory begins.
  let start: Int

  private static let recordLength = 22
  private static let longestComment = 65_535
  private static let locatorLength = 20

  init(_ archive: any RandomBytes) throws {
    let tailLength = min(archive.count, ZipEnd.recordLength + ZipEnd.longestComment)
    let tail = try archive.read(at: archive.count - tailLength, count: tailLength)
    guard let place = ZipEnd.place(in: tail) else { throw Refusal.zipCut }
    var fields = ZipFields(Array(tail[(place + 4)...]))
    let disks = (try fields.uint16(), try fields.uint16())
    let counts = (try fields.uint16(), try fields.uint16())
    let length = try fields.uint32()
    let start = try fields.uint32()
    let record = archive.count - tailLength + place
    let isWide =
      counts.1 == UInt16.max || length == UInt32.max || start == UInt32.max
      || disks.0 == UInt16.max
    if isWide, let wide = try ZipEnd.wide(archive, before: record) {
      self = wide
    } else {
      guard disks == (0, 0), counts.0 == counts.1 else {
        throw Refusal.zip("it is one of several parts")
      }
      self.init(count: UInt64(counts.1), length: UInt64(length), start: UInt64(start))
    }
    guard self.start <= record, self.length <= record - self.start else {
      throw Refusal.zip("its directory would lie outside of it")
    }
  }

  /// What is no number of this machine becomes one that no archive has room for.
  private init(count: UInt64, length: UInt64, start: UInt64) {
    self.count = Int(clamping: count)
    self.length = Int(clamping: length)
    self.start = Int(clamping: start)
  }

  /// Where the record begins: the last place from which a comment of the length that it says leads
  /// to the end.
  private static func place(in tail: [UInt8]) -> Int? {
    guard tail.count >= recordLength else { return nil }
    return (0...tail.count - recordLength).last { place in
      tail[place...].starts(with: [0x50, 0x4B, 5, 6])
        && Int(tail[place + 20]) | Int(tail[place + 21]) << 8 == tail.count - place - recordLength
    }
  }

  /// The end of an archive of the wide format (ZIP64); nil where there is none.
  private static func wide(_ archive: any RandomBytes, before record: Int) throws -> ZipEnd? {
    guard record >= locatorLength else { return nil }
    var locator = ZipFields(
      try archive.read(at: record - locatorLength, count: locatorLength)
    )
    guard try locator.uint32() == 0x0706_4b50 else { return nil }
    try locator.skip(4)
    guard let place = Int(exactly: try locator.uint64()), place < record else {
      throw Refusal.zip("its directory would lie outside of it")
    }
    var fields = ZipFields(try archive.read(at: place, count: 56))
    guard try fields.uint32() == 0x0606_4b50 else { throw Refusal.zip("its end is damaged") }
    try fields.skip(12)
    guard try fields.uint32() == 0, try fields.uint32() == 0 else {
      throw Refusal.zip("it is one of several parts")
    }
    try fields.skip(8)
    return ZipEnd(
      count: try fields.uint64(),
      length: try fields.uint64(),
      start: try fields.uint64()
    )
  }
}

/// Little-endian fields, one after another; each is checked to be there.
struct ZipFields {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  var left: Int { rest.count }
  var isAtEnd: Bool { rest.isEmpty }

  mutating func bytes(_ count: Int) throws -> [UInt8] {
    guard count <= rest.count else { throw Refusal.zipCut }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func skip(_ count: Int) throws {
    _ = try bytes(count)
  }

  mutating func uint16() throws -> UInt16 { UInt16(truncatingIfNeeded: try number(2)) }
  mutating func uint32() throws -> UInt32 { UInt32(truncatingIfNeeded: try number(4)) }
  mutating func uint64() throws -> UInt64 { try number(8) }

  private mutating func number(_ width: Int) throws -> UInt64 {
    try bytes(width).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
