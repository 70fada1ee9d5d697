/// Collects rows and makes them a segment: sorted tables, a heap, checksums.
///
/// Many rows lie in scratch memory. Not for use from several threads at once.
package final class SegmentBuilder {
  private let scratch: (any Scratch)?
  /// By the number of the table.
  private var tables: [ScratchBytes?]
  private let heap: ScratchBytes
  /// The row, or the text, that is being written.
  private var row: [UInt8] = []

  package init(_ scratch: (any Scratch)? = nil) {
    self.scratch = scratch
    let numbers = IndexTable.allCases.map { Int($0.rawValue) }
    tables = [ScratchBytes?](repeating: nil, count: (numbers.max() ?? 0) + 1)
    heap = ScratchBytes(scratch)
  }

  package var isEmpty: Bool { tables.allSatisfy { $0 == nil } }

  /// The number of rows of `table` so far.
  package func count(_ table: IndexTable) -> Int {
    (tables[Int(table.rawValue)]?.count ?? 0) / table.rowWidth
  }

  /// The rows of a table, in the order in which they came; valid until one is added.
  package func rows(_ table: IndexTable) -> UnsafeRawBufferPointer {
    tables[Int(table.rawValue)]?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Adds a row, which `write` appends; it must have the table's width.
  package func add(_ table: IndexTable, _ write: (inout [UInt8]) -> Void) {
    row.removeAll(keepingCapacity: true)
    write(&row)
    assert(row.count == table.rowWidth, "the width of a row")
    if let rows = tables[Int(table.rawValue)] { return rows.append(row) }
    let rows = ScratchBytes(scratch)
    rows.append(row)
    tables[Int(table.rawValue)] = rows
  }

  /// Puts bytes into the heap, which `write` appends; the reference is what a row holds.
  package func store(_ write: (inout [UInt8]) -> Void) -> HeapReference {
    row.removeAll(keepingCapacity: true)
    write(&row)
    return store(row)
  }

  /// Puts bytes into the heap; the reference is what a row holds.
  package func store(_ bytes: [UInt8]) -> HeapReference {
    let reference = HeapReference(offset: UInt64(heap.count), length: UInt32(bytes.count))
    heap.append(bytes)
    return reference
  }

  /// The bytes of the segment: a pure function of the rows and of the order in which equal keys came
  /// (the last one holds).
  ///
  /// The rows are given up table by table.
  package func seal() -> ScratchBytes {
    let used = IndexTable.allCases.filter { count($0) > 0 }
    let length = used.reduce(heap.count) { $0 + rows($1).count }
    var writer = SegmentWriter(tables: used.count, scratch, reserving: length)
    for table in used {
      writer.add(table) { bytes in SortedRows(rows(table), table).append(to: bytes) }
      tables[Int(table.rawValue)] = nil
    }
    return writer.finish(heap)
  }
}

/// Where in a segment's heap some bytes stand.
package struct HeapReference: Hashable, Sendable {
  package var offset: UInt64
  package var length: UInt32

  package func append(to bytes: inout [UInt8]) {
    bytes.appendBigEndian(offset)
    bytes.appendBigEndian(length)
  }
}

/// Rows of one width, sorted by their keys.
private struct SortedRows {
  private let bytes: UnsafeRawBufferPointer
  private let width: Int
  private let key: Int
  private let count: Int

  init(_ bytes: UnsafeRawBufferPointer, _ table: IndexTable) {
    self.bytes = bytes
    width = table.rowWidth
    key = table.keyWidth
    count = bytes.count / width
  }

  /// Appends the rows by key; of rows with equal keys only the last.
  func append(to output: ScratchBytes) {
    let isAscending = (1..<max(count, 1)).allSatisfy { compare($0 - 1, $0) < 0 }
    if isAscending { return output.append(bytes) }
    var order = (0..<count).map { Entry(prefix: prefix($0), row: UInt32($0)) }
    order.sort(by: precedes)
    for (index, entry) in order.enumerated() {
      if index + 1 < count, compare(entry, order[index + 1]) == 0 { continue }
      output.append(row(Int(entry.row)))
    }
  }

  /// A row and the first eight bytes of its key, which decide most comparisons.
  private struct Entry {
    var prefix: UInt64
    var row: UInt32
  }

  private func row(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[index * width..<(index + 1) * width])
  }

  private func prefix(_ index: Int) -> UInt64 {
    if key >= 8 { return bytes.bigEndian(at: index * width, as: UInt64.self) }
    return (0..<key).reduce(0) { $0 << 8 | UInt64(bytes[index * width + $1]) }
  }

  private func precedes(_ left: Entry, _ right: Entry) -> Bool {
    let order = compare(left, right)
    return order < 0 || (order == 0 && left.row < right.row)
  }

  private func compare(_ left: Entry, _ right: Entry) -> Int {
    if left.prefix != right.prefix { return left.prefix < right.prefix ? -1 : 1 }
    return key <= 8 ? 0 : compare(Int(left.row), Int(right.row))
  }

  private func compare(_ left: Int, _ right: Int) -> Int {
    bytes.compare(at: left * width, with: bytes, at: right * width, count: key)
  }
}

extension UnsafeRawBufferPointer {
  /// Below, at or above 0 as these bytes come before, are equal to, or come after others, of two texts
  /// that begin alike the shorter first.
  package func compare(with other: UnsafeRawBufferPointer) -> Int {
    let order = compare(at: 0, with: other, at: 0, count: Swift.min(count, other.count))
    return order == 0 ? count - other.count : order
  }

  /// Below, at or above 0 as `count` bytes come before, are equal to, or come after those of another.
  func compare(
    at offset: Int,
    with other: UnsafeRawBufferPointer,
    at otherOffset: Int,
    count: Int
  ) -> Int {
    var index = 0
    while index + 8 <= count {
      let one = bigEndian(at: offset + index, as: UInt64.self)
      let two = other.bigEndian(at: otherOffset + index, as: UInt64.self)
      if one != two { return one < two ? -1 : 1 }
      index += 8
    }
    while index < count {
      let (one, two) = (self[offset + index], other[otherOffset + index])
      if one != two { return one < two ? -1 : 1 }
      index += 1
    }
    return 0
  }
}
