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
  // Plain memory: arrays in a class cost a check of exclusive access at each use.
  private let tables: UnsafeMutablePointer<Table>
  private let checkedPages: UnsafeMutablePointer<Bool>
  /// What is known of whole tables, then of the classes of `registers`, once they were asked.
  private let runs: UnsafeMutablePointer<SegmentRun?>
  /// Where in each table the last look-up by a number led.
  let traces: UnsafeMutablePointer<Trace>

  private struct Table {
    var offset = 0
    var count = 0
    var width = 0
  }

  /// Opens a segment that fills `bytes`, which stay valid as long as `owner` lives.
  package init(_ bytes: UnsafeRawBufferPointer, owner: AnyObject) throws(FormatError) {
    self.bytes = bytes
    self.owner = owner
    let header = try SegmentHeader(bytes)
    body = header.body
    checksumsOffset = header.checksumsOffset
    heap = header.heap
    checkedPages = .allocate(capacity: header.pageCount)
    checkedPages.initialize(repeating: false, count: header.pageCount)
    tables = .allocate(capacity: 256)
    tables.initialize(repeating: Table(), count: 256)
    runs = .allocate(capacity: 512)
    runs.initialize(repeating: nil, count: 512)
    traces = .allocate(capacity: 256)
    traces.initialize(repeating: Trace(), count: 256)
    for index in 0..<header.tableCount {
      let (table, offset, count) = try header.entry(index, of: bytes)
      tables[Int(table.rawValue)] = Table(offset: offset, count: count, width: table.rowWidth)
    }
  }

  deinit {
    tables.deallocate()
    checkedPages.deallocate()
    runs.deallocate()
    traces.deallocate()
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
    return try checked(place.offset + index * place.width, place.width)
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
    return try checked(heap.lowerBound + Int(offset), length)
  }

  /// Checks every page.
  package func verify() throws(FormatError) {
    _ = try checked(body, checksumsOffset - body)
  }

  /// What is known of the rows among which those of a key are.
  func run(_ table: IndexTable, _ key: IndexKey) throws(FormatError) -> SegmentRun {
    let isClass = table == .registers && key.count > 0
    let place = isClass ? 256 + Int(key.firstByte) : Int(table.rawValue)
    if let run = runs[place] { return run }
    var rows = 0..<count(table)
    if isClass {
      let first = try halving(table, IndexKey([key.firstByte]), rows)
      let next = key.firstByte == .max ? nil : IndexKey([key.firstByte + 1])
      let end = try next.map { (key) throws(FormatError) in try halving(table, key, rows) }
      rows = first..<max(first, end ?? rows.upperBound)
    }
    let run = try SegmentRun(rows, in: self, table)
    runs[place] = run
    return run
  }

  private func checked(
    _ start: Int,
    _ count: Int
  ) throws(FormatError) -> UnsafeRawBufferPointer {
    if count > 0 {
      let last = (start + count - 1 - body) / SegmentLayout.pageLength
      var page = (start - body) / SegmentLayout.pageLength
      while page <= last {
        if !checkedPages[page] { try check(page) }
        page += 1
      }
    }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
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
