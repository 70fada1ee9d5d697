/// Writes the parts of a segment one after another: header, directory, tables, heap, checksums.
struct SegmentWriter {
  private let bytes: ScratchBytes
  private let body: Int
  private var place = SegmentLayout.headerLength

  /// Begins a segment of so many tables.
  ///
  /// - Parameter length: at least the length of all rows and the heap, where it is known.
  init(tables: Int, _ scratch: (any Scratch)?, reserving length: Int) {
    bytes = ScratchBytes(scratch)
    body = SegmentLayout.headerLength + tables * SegmentLayout.directoryEntryLength
    bytes.reserve(body + length + length / SegmentLayout.pageLength * 4 + 16)
    bytes.append(SegmentLayout.magic)
    bytes.append(zeros: body - bytes.count)
    bytes.store(bigEndian: SegmentLayout.version, at: SegmentLayout.Header.version)
    bytes.store(bigEndian: UInt32(tables), at: SegmentLayout.Header.tableCount)
    bytes.store(
      bigEndian: UInt32(SegmentLayout.pageLength),
      at: SegmentLayout.Header.pageLength
    )
  }

  /// Adds a table; `write` appends its rows in the order of their keys.
  mutating func add<E: Error>(
    _ table: IndexTable,
    _ write: (ScratchBytes) throws(E) -> Void
  ) throws(E) {
    typealias Entry = SegmentLayout.Entry
    let start = bytes.count
    try write(bytes)
    bytes.store(bigEndian: table.rawValue, at: place + Entry.table)
    bytes.store(bigEndian: UInt8(table.keyWidth), at: place + Entry.keyWidth)
    bytes.store(bigEndian: UInt16(table.rowWidth), at: place + Entry.rowWidth)
    let count = (bytes.count - start) / table.rowWidth
    bytes.store(bigEndian: UInt64(count), at: place + Entry.rowCount)
    bytes.store(bigEndian: UInt64(start), at: place + Entry.offset)
    place += SegmentLayout.directoryEntryLength
  }

  /// Ends the segment with its heap.
  consuming func finish(_ heap: ScratchBytes) -> ScratchBytes {
    typealias Header = SegmentLayout.Header
    let heapOffset = bytes.count
    bytes.append(heap.bytes)
    let checksums = bytes.count
    for start in stride(from: body, to: checksums, by: SegmentLayout.pageLength) {
      let end = min(start + SegmentLayout.pageLength, checksums)
      let page = UnsafeRawBufferPointer(rebasing: bytes.bytes[start..<end])
      let sum = SegmentLayout.checksum(page)
      bytes.reserve(4)
      bytes.append(zeros: 4)
      bytes.store(bigEndian: sum, at: bytes.count - 4)
    }
    bytes.append(zeros: (8 - bytes.count % 8) % 8)
    for (place, number) in [
      (Header.length, bytes.count), (Header.heapOffset, heapOffset),
      (Header.heapLength, heap.count), (Header.checksumsOffset, checksums),
    ] {
      bytes.store(bigEndian: UInt64(number), at: place)
    }
    bytes.store(
      bigEndian: SegmentLayout.headerChecksum(bytes.bytes, body: body, checksums: checksums),
      at: Header.checksum
    )
    return bytes
  }
}

extension SegmentLayout {
  /// The header's checksum covers the header before it, the directory, and all that follows the heap.
  static func headerChecksum(
    _ bytes: UnsafeRawBufferPointer,
    body: Int,
    checksums: Int
  ) -> UInt32 {
    var sum = checksum(UnsafeRawBufferPointer(rebasing: bytes[..<Header.checksum]))
    for range in [Header.padding..<body, checksums..<bytes.count] {
      sum = checksum(UnsafeRawBufferPointer(rebasing: bytes[range]), from: sum)
    }
    return sum
  }
}

extension Segment {
  /// Opens a segment that was just made.
  package convenience init(_ bytes: ScratchBytes) throws(FormatError) {
    try self.init(bytes.bytes, owner: bytes)
  }
}
