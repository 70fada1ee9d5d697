/// The beginning of a bundle: one file that holds objects and commits as stores keep them.
///
/// `Docs/export.md` has the table of the bytes. All numbers are big-endian.
package struct BundleHeader: Hashable, Sendable {
  /// What the file begins with: `taglio`, a carriage return and a line feed, so that a transfer that
  /// changes ends of lines shows.
  package static let signature: [UInt8] = Array("taglio\r\n".utf8)
  /// The version that this taglio writes, and the latest that it reads.
  package static let version: UInt32 = 1
  /// The length of the header in bytes.
  package static let length = 48
  /// The length of what stands before the file of each object: its id and how long it is.
  package static let entryLength = 40
  /// The length of the digest at the end.
  package static let digestLength = 32

  /// The number of entries that are no commits.
  package var objects: UInt64
  /// The number of commits, which come after all others.
  package var commits: UInt64
  /// The length of the whole file in bytes.
  package var fileLength: UInt64

  package init(objects: UInt64, commits: UInt64, fileLength: UInt64) {
    self.objects = objects
    self.commits = commits
    self.fileLength = fileLength
  }

  /// The header as it stands in a file.
  package var bytes: [UInt8] {
    var bytes = BundleHeader.signature
    bytes.appendBigEndian(BundleHeader.version)
    bytes.appendBigEndian(UInt32(0))
    bytes.appendBigEndian(objects)
    bytes.appendBigEndian(commits)
    bytes.appendBigEndian(fileLength)
    bytes.appendBigEndian(UInt64(0))
    return bytes
  }

  /// Reads a header.
  ///
  /// - Throws: `bundle` for what is none, `newer` for that of a later version.
  package init(_ bytes: [UInt8]) throws(FormatError) {
    guard bytes.starts(with: BundleHeader.signature) else {
      throw FormatError(.bundle, "the file does not begin as a bundle does", offset: 0)
    }
    guard bytes.count >= BundleHeader.length else {
      throw FormatError(.bundle, "the file is cut within its header", offset: bytes.count)
    }
    let version: UInt32 = bytes.number(at: 8)
    guard version <= BundleHeader.version else {
      throw .newer("a bundle of version \(version), and this taglio knows \(BundleHeader.version)")
    }
    guard version == BundleHeader.version, bytes.number(at: 12) as UInt32 == 0,
      bytes.number(at: 40) as UInt64 == 0
    else { throw FormatError(.bundle, "the header holds what no bundle has", offset: 8) }
    self.init(
      objects: bytes.number(at: 16),
      commits: bytes.number(at: 24),
      fileLength: bytes.number(at: 32)
    )
  }
}

/// What stands before the file of each object in a bundle.
package struct BundleEntry: Hashable, Sendable {
  package var id: ObjectID
  /// The length of the file.
  package var length: UInt64
  /// Where the file begins in the bundle.
  package var offset: UInt64

  package init(id: ObjectID, length: UInt64, offset: UInt64) {
    self.id = id
    self.length = length
    self.offset = offset
  }

  /// The bytes before the file.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    id.appendBytes(to: &bytes)
    bytes.appendBigEndian(length)
    return bytes
  }
}

/// Finds the entries of a bundle one after another, given bytes of it; checks each length before it is
/// used, and the order of the ids.
package struct BundleWalk: Sendable {
  package let header: BundleHeader
  /// Where the next entry begins.
  package private(set) var offset = UInt64(BundleHeader.length)
  /// How many entries are left.
  package private(set) var left: UInt64
  private var last: ObjectID?

  /// - Parameter fileLength: the length that the file has.
  /// - Throws: `bundle` where the file is not as long as its header says.
  package init(_ header: BundleHeader, fileLength: UInt64) throws(FormatError) {
    guard header.fileLength == fileLength else {
      let what = fileLength < header.fileLength ? "cut short" : "longer than it should be"
      throw FormatError(
        .bundle,
        "the file has \(fileLength) bytes, its header says \(header.fileLength): it is \(what)",
        offset: 32
      )
    }
    let (count, isTooMany) = header.objects.addingReportingOverflow(header.commits)
    let frame = UInt64(BundleHeader.length + BundleHeader.digestLength)
    guard !isTooMany, fileLength >= frame,
      count <= (fileLength - frame) / UInt64(BundleHeader.entryLength)
    else {
      throw FormatError(.bundle, "the header counts more entries than fit the file", offset: 16)
    }
    self.header = header
    left = count
  }

  /// Whether the next entry is a commit.
  package var isAtCommits: Bool { left <= header.commits }

  /// Reads the next entry and passes over its file.
  ///
  /// - Parameter bytes: `BundleHeader.entryLength` bytes from `offset` on.
  /// - Throws: `bundle`.
  package mutating func next(_ bytes: [UInt8]) throws(FormatError) -> BundleEntry {
    let start = offset + UInt64(BundleHeader.entryLength)
    let end = header.fileLength - UInt64(BundleHeader.digestLength)
    guard left > 0, start <= end, bytes.count == BundleHeader.entryLength,
      let id = ObjectID(bytes: bytes.prefix(32))
    else { throw FormatError(.bundle, "an entry is cut", offset: Int(clamping: offset)) }
    let length: UInt64 = bytes.number(at: 32)
    guard length <= end - start else {
      throw FormatError(
        .bundle,
        "the object \(id.short()) would end after the file does",
        offset: Int(clamping: offset)
      )
    }
    guard isAtCommits || last.map({ $0 < id }) ?? true else {
      throw FormatError(
        .bundle,
        "the object \(id.short()) is out of order",
        offset: Int(clamping: offset)
      )
    }
    last = id
    left -= 1
    offset = start + length
    return BundleEntry(id: id, length: length, offset: start)
  }

  /// - Throws: `bundle` where something stands between the last entry and the digest.
  package func finish() throws(FormatError) {
    guard left == 0, offset == header.fileLength - UInt64(BundleHeader.digestLength) else {
      throw FormatError(
        .bundle,
        "something stands after the last object",
        offset: Int(clamping: offset)
      )
    }
  }
}

extension FormatError.Code {
  /// A file is no bundle, or one that is cut or damaged.
  package static let bundle = Self(rawValue: "bundle")
}

extension [UInt8] {
  /// The number whose bytes begin at `offset`, all of which must be there.
  fileprivate func number<Number: FixedWidthInteger>(at offset: Int) -> Number {
    self[offset..<offset + MemoryLayout<Number>.size].reduce(0) { $0 << 8 | Number($1) }
  }
}
