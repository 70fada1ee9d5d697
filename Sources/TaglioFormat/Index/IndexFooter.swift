/// What the end of the index file says: which segments hold, and what store they are of.
///
/// `TAGLIOFT`, version, number of segments, number of commit heads; for each segment its offset and
/// length; for each head its commit number; device and inode of `objects/`, length of the list of
/// accepted commits, state of the refs; CRC-32 of all that; then the footer's own length and `TIXE`, by which it is found from the end of
/// the file.
package struct IndexFooter: Hashable, Sendable {
  /// The live segments, oldest first: byte ranges of the file.
  package var segments: [Range<Int>]
  /// The numbers of the commits that no other commit has as a parent, ascending.
  package var heads: [UInt32]
  package var binding: IndexBinding

  package init(segments: [Range<Int>], heads: [UInt32], binding: IndexBinding) {
    self.segments = segments
    self.heads = heads
    self.binding = binding
  }

  static let magic: [UInt8] = Array("TAGLIOFT".utf8)
  static let endMagic: [UInt8] = Array("TIXE".utf8)
  static let version: UInt32 = 2
  /// Where the list of segments begins: after magic, version and both counts.
  static let listOffset = 20
  /// Without segments and heads: the above, binding, checksum, length, end magic.
  static let fixedLength = listOffset + 32 + 4 + 4 + 4
  /// More segments than merging ever leaves.
  static let maximumSegments = 4096

  package var bytes: [UInt8] {
    var bytes = IndexFooter.magic
    bytes.appendBigEndian(IndexFooter.version)
    bytes.appendBigEndian(UInt32(segments.count))
    bytes.appendBigEndian(UInt32(heads.count))
    for segment in segments {
      bytes.appendBigEndian(UInt64(segment.lowerBound))
      bytes.appendBigEndian(UInt64(segment.count))
    }
    for head in heads { bytes.appendBigEndian(head) }
    bytes.appendBigEndian(binding.device)
    bytes.appendBigEndian(binding.inode)
    bytes.appendBigEndian(binding.acceptedLength)
    bytes.appendBigEndian(binding.refs)
    bytes.appendBigEndian(bytes.withUnsafeBytes { SegmentLayout.checksum($0) })
    bytes.appendBigEndian(UInt32(bytes.count + 8))
    return bytes + IndexFooter.endMagic
  }

  /// Reads the footer at the end of the file's bytes.
  package init(endOf file: UnsafeRawBufferPointer) throws(FormatError) {
    guard file.count >= IndexFooter.fixedLength,
      file[(file.count - 4)...].elementsEqual(IndexFooter.endMagic)
    else { throw .index("the index does not end with a footer") }
    let length = Int(file.bigEndian(at: file.count - 8, as: UInt32.self))
    guard length >= IndexFooter.fixedLength, length <= file.count else {
      throw .index("the footer's length does not fit")
    }
    let footer = UnsafeRawBufferPointer(rebasing: file[(file.count - length)...])
    guard footer[..<8].elementsEqual(IndexFooter.magic),
      footer.bigEndian(at: 8, as: UInt32.self) == IndexFooter.version
    else { throw .index("an index of another version") }
    let count = Int(footer.bigEndian(at: 12, as: UInt32.self))
    let headCount = Int(footer.bigEndian(at: 16, as: UInt32.self))
    guard count <= IndexFooter.maximumSegments, headCount <= length / 4,
      length == IndexFooter.fixedLength + count * 16 + headCount * 4
    else { throw .index("the footer's length does not fit its lists") }
    let checked = UnsafeRawBufferPointer(rebasing: footer[..<(length - 12)])
    guard SegmentLayout.checksum(checked) == footer.bigEndian(at: length - 12, as: UInt32.self)
    else { throw .index("the footer does not match its checksum") }
    segments = try IndexFooter.readSegments(footer, count, fileLength: file.count)
    let headsOffset = IndexFooter.listOffset + count * 16
    heads = (0..<headCount).map { footer.bigEndian(at: headsOffset + $0 * 4, as: UInt32.self) }
    let place = headsOffset + headCount * 4
    binding = IndexBinding(
      device: footer.bigEndian(at: place, as: UInt64.self),
      inode: footer.bigEndian(at: place + 8, as: UInt64.self),
      acceptedLength: footer.bigEndian(at: place + 16, as: UInt64.self),
      refs: footer.bigEndian(at: place + 24, as: UInt64.self)
    )
  }

  /// How many places that look like the end of a footer are tried.
  static let maximumTries = 64

  /// The last footer of the file's bytes that reads.
  ///
  /// A write that was cut off, or refused by a full disk, leaves a piece of a segment behind the
  /// footer that it was to replace: that one still holds.
  ///
  /// - Throws: what is wrong with the end of the file, where there is no footer before it either.
  package static func last(in file: UnsafeRawBufferPointer) throws(FormatError) -> IndexFooter {
    do {
      return try IndexFooter(endOf: file)
    } catch {
      var end = file.count - 1
      for _ in 0..<maximumTries {
        guard let earlier = endOfFooter(before: end, in: file) else { break }
        let part = UnsafeRawBufferPointer(rebasing: file[..<earlier])
        // Bytes of a segment can look like the end of a footer; the search goes on before them.
        if let footer = try? IndexFooter(endOf: part) { return footer }
        end = earlier - 1
      }
      throw error
    }
  }

  /// The largest offset up to `limit` behind bytes that end a footer.
  private static func endOfFooter(before limit: Int, in file: UnsafeRawBufferPointer) -> Int? {
    let magic = endMagic.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
    var end = limit
    while end >= fixedLength {
      if file.loadUnaligned(fromByteOffset: end - 4, as: UInt32.self) == magic { return end }
      end -= 1
    }
    return nil
  }

  private static func readSegments(
    _ footer: UnsafeRawBufferPointer,
    _ count: Int,
    fileLength: Int
  ) throws(FormatError) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    for index in 0..<count {
      let place = listOffset + index * 16
      let offset = footer.bigEndian(at: place, as: UInt64.self)
      let length = footer.bigEndian(at: place + 8, as: UInt64.self)
      guard offset <= UInt64(fileLength), length <= UInt64(fileLength) - offset else {
        throw .index("a segment past the end of the index")
      }
      segments.append(Int(offset)..<Int(offset + length))
    }
    return segments
  }
}

/// What ties an index to one store: another copy's index does not fit.
package struct IndexBinding: Hashable, Sendable {
  /// Of the directory `objects/`.
  package var device: UInt64
  package var inode: UInt64
  /// The bytes of this copy's list of accepted commits that the index has taken in.
  package var acceptedLength: UInt64
  /// What the refs were when they were last made to agree: `RefStore.state()`.
  package var refs: UInt64

  package init(device: UInt64, inode: UInt64, acceptedLength: UInt64, refs: UInt64) {
    self.device = device
    self.inode = inode
    self.acceptedLength = acceptedLength
    self.refs = refs
  }

  /// Whether only the state of the refs is another.
  package func differsInRefs(from other: IndexBinding) -> Bool {
    var same = self
    same.refs = other.refs
    return same == other && self != other
  }
}
