/// A segment of the index, read in place.
///
/// The bytes come from disk and are not trusted: header, directory and bounds are checked when the
/// segment is opened, each page of rows and heap against its checksum when it is first touched. What
/// does not check is a `FormatError` with the code `index`; the index is then made anew.
///
/// Not for use from several threads at once: it remembers which pages were checked.
package final class Segment {
  fileprivate let bytes: UnsafeRawBufferPointer
  /// Keeps the bytes alive.
  private let owner: AnyObject
  private let body: Int
  private let checksumsOffset: Int
  private let heap: Range<Int>
  private var tables = [Table](repeating: Table(offset: 0, count: 0), count: 256)
  private var checkedPages: [Bool]

  private struct Table {
    var offset: Int
    var count: Int
  }

  /// Opens a segment that fills `bytes`, which stay valid as long as `owner` lives.
  package init(_ bytes: UnsafeRawBufferPointer, owner: AnyObject) throws(FormatError) {
    self.bytes = bytes
    self.owner = owner
    let header = try SegmentHeader(bytes)
    body = header.body
    checksumsOffset = header.checksumsOffset
    heap = header.heap
    checkedPages = [Bool](repeating: false, count: header.pageCount)
    for index in 0..<header.tableCount {
      let entry = try header.entry(index, of: bytes)
      tables[Int(entry.table.rawValue)] = Table(offset: entry.offset, count: entry.count)
    }
  }

  /// Opens a segment held in memory.
  package convenience init(_ bytes: [UInt8]) throws(FormatError) {
    let copy = OwnedBytes(bytes)
    try self.init(copy.buffer, owner: copy)
  }

  /// The whole segment.
  package var length: Int { bytes.count }

  package func count(_ table: IndexTable) -> Int { tables[Int(table.rawValue)].count }

  /// The bytes of row `index`, checked.
  package func row(_ table: IndexTable, _ index: Int) throws(FormatError) -> UnsafeRawBufferPointer
  {
    let place = tables[Int(table.rawValue)]
    guard index >= 0, index < place.count else { throw .index("a row past the end of its table") }
    let start = place.offset + index * table.rowWidth
    return try checked(start..<start + table.rowWidth)
  }

  /// The first row whose key is not before `key`, which may be a prefix of a key.
  package func lowerBound(_ table: IndexTable, _ key: [UInt8]) throws(FormatError) -> Int {
    var low = 0
    var high = count(table)
    while low < high {
      let middle = (low + high) / 2
      if try compare(table, middle, key) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The row with exactly this key.
  package func find(
    _ table: IndexTable,
    _ key: [UInt8]
  ) throws(FormatError) -> UnsafeRawBufferPointer? {
    let index = try lowerBound(table, key)
    guard index < count(table), try compare(table, index, key) == 0 else { return nil }
    return try row(table, index)
  }

  /// The rows whose keys begin with `prefix`.
  package func rows(
    _ table: IndexTable,
    startingWith prefix: [UInt8]
  ) throws(FormatError) -> Range<Int> {
    let first = try lowerBound(table, prefix)
    var end = first
    while end < count(table), try compare(table, end, prefix) == 0 { end += 1 }
    return first..<end
  }

  /// The bytes that a row's heap reference leads to.
  package func heapBytes(
    _ table: IndexTable,
    _ row: UnsafeRawBufferPointer
  ) throws(FormatError) -> UnsafeRawBufferPointer {
    guard let place = table.heapReference else { throw .index("a table without a heap") }
    let offset = row.bigEndian(at: place, as: UInt64.self)
    let length = Int(row.bigEndian(at: place + 8, as: UInt32.self))
    guard offset <= UInt64(heap.count), length <= heap.count - Int(offset) else {
      throw .index("a heap reference past the heap")
    }
    let start = heap.lowerBound + Int(offset)
    return try checked(start..<start + length)
  }

  /// Checks every page.
  package func verify() throws(FormatError) {
    _ = try checked(body..<checksumsOffset)
  }

  private func compare(
    _ table: IndexTable,
    _ index: Int,
    _ key: [UInt8]
  ) throws(FormatError) -> Int {
    let row = try row(table, index)
    for (position, byte) in key.enumerated() where row[position] != byte {
      return row[position] < byte ? -1 : 1
    }
    return 0
  }

  private func checked(_ range: Range<Int>) throws(FormatError) -> UnsafeRawBufferPointer {
    let length = SegmentLayout.pageLength
    if !range.isEmpty {
      for page in (range.lowerBound - body) / length...(range.upperBound - 1 - body) / length
      where !checkedPages[page] {
        try check(page)
      }
    }
    return UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  private func check(_ page: Int) throws(FormatError) {
    let start = body + page * SegmentLayout.pageLength
    let end = min(start + SegmentLayout.pageLength, checksumsOffset)
    let sum = SegmentLayout.checksum(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    guard sum == bytes.bigEndian(at: checksumsOffset + page * 4, as: UInt32.self) else {
      throw .index("page \(page) does not match its checksum")
    }
    checkedPages[page] = true
  }
}

/// The header and directory of a segment, checked.
struct SegmentHeader {
  let tableCount: Int
  let body: Int
  let heap: Range<Int>
  let checksumsOffset: Int
  let pageCount: Int

  init(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
    typealias Header = SegmentLayout.Header
    guard bytes.count >= SegmentLayout.headerLength,
      bytes[..<SegmentLayout.magic.count].elementsEqual(SegmentLayout.magic)
    else { throw .index("not an index segment") }
    guard bytes.bigEndian(at: Header.version, as: UInt32.self) == SegmentLayout.version,
      bytes.bigEndian(at: Header.pageLength, as: UInt32.self) == SegmentLayout.pageLength
    else { throw .index("an index segment of another version") }
    func number(_ offset: Int) throws(FormatError) -> Int {
      let value = bytes.bigEndian(at: offset, as: UInt64.self)
      guard value <= UInt64(bytes.count) else { throw .index("an offset past the segment") }
      return Int(value)
    }
    tableCount = Int(bytes.bigEndian(at: Header.tableCount, as: UInt32.self))
    guard tableCount <= 256 else { throw .index("too many tables") }
    body = SegmentLayout.headerLength + tableCount * SegmentLayout.directoryEntryLength
    checksumsOffset = try number(Header.checksumsOffset)
    let heapOffset = try number(Header.heapOffset)
    let heapLength = try number(Header.heapLength)
    guard try number(Header.length) == bytes.count, body <= heapOffset,
      heapOffset + heapLength == checksumsOffset
    else { throw .index("the parts of the segment do not fit together") }
    heap = heapOffset..<checksumsOffset
    let pages = checksumsOffset - body + SegmentLayout.pageLength - 1
    pageCount = pages / SegmentLayout.pageLength
    guard checksumsOffset + pageCount * 4 <= bytes.count,
      bytes.bigEndian(at: Header.checksum, as: UInt32.self)
        == SegmentLayout.headerChecksum(bytes, body: body, checksums: checksumsOffset)
    else { throw .index("the header does not match its checksum") }
  }

  func entry(
    _ index: Int,
    of bytes: UnsafeRawBufferPointer
  ) throws(FormatError) -> (table: IndexTable, offset: Int, count: Int) {
    typealias Entry = SegmentLayout.Entry
    let start = SegmentLayout.headerLength + index * SegmentLayout.directoryEntryLength
    guard let table = IndexTable(rawValue: bytes[start + Entry.table]),
      Int(bytes[start + Entry.keyWidth]) == table.keyWidth,
      Int(bytes.bigEndian(at: start + Entry.rowWidth, as: UInt16.self)) == table.rowWidth
    else { throw .index("a table of another form") }
    let count = bytes.bigEndian(at: start + Entry.rowCount, as: UInt64.self)
    let offset = bytes.bigEndian(at: start + Entry.offset, as: UInt64.self)
    guard offset >= UInt64(body), offset <= UInt64(heap.lowerBound),
      count <= (UInt64(heap.lowerBound) - offset) / UInt64(table.rowWidth)
    else { throw .index("a table past the segment") }
    return (table, Int(offset), Int(count))
  }
}

/// Bytes on the heap with a stable address.
final class OwnedBytes {
  let buffer: UnsafeRawBufferPointer

  init(_ bytes: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    memory.copyBytes(from: bytes)
    buffer = UnsafeRawBufferPointer(memory)
  }

  deinit { buffer.deallocate() }
}

extension FormatError {
  /// An index that cannot be trusted and is to be made anew.
  package static func index(_ detail: String) -> FormatError {
    FormatError(.index, detail)
  }
}

extension Segment {
  /// Lends the bytes of the whole segment, unchecked.
  package func withBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try body(bytes)
  }

  /// A copy of the bytes.
  package var copy: [UInt8] { Array(bytes) }
}
