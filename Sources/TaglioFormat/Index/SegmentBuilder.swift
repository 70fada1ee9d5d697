/// Collects rows and makes them a segment: sorted tables, a heap, checksums.
package struct SegmentBuilder: Sendable {
  private var tables: [IndexTable: [UInt8]] = [:]
  private var heap: [UInt8] = []

  package init() {}

  package var isEmpty: Bool { tables.isEmpty }

  /// The number of rows of `table` so far.
  package func count(_ table: IndexTable) -> Int {
    (tables[table]?.count ?? 0) / table.rowWidth
  }

  /// Adds a row, which `write` appends; it must have the table's width.
  package mutating func add(_ table: IndexTable, _ write: (inout [UInt8]) -> Void) {
    let before = tables[table]?.count ?? 0
    write(&tables[table, default: []])
    assert(tables[table, default: []].count - before == table.rowWidth, "the width of a row")
  }

  /// Puts bytes into the heap; the reference is what a row holds.
  package mutating func store(_ bytes: some Collection<UInt8>) -> HeapReference {
    let reference = HeapReference(offset: UInt64(heap.count), length: UInt32(bytes.count))
    heap.append(contentsOf: bytes)
    return reference
  }

  /// The bytes of the segment: a pure function of the rows and of the order in which equal keys came
  /// (the last one holds).
  package consuming func seal() -> [UInt8] {
    let used = IndexTable.allCases.compactMap { table in
      tables[table].map { (table, SortedRows.sorted($0, table)) }
    }
    let body = SegmentLayout.headerLength + used.count * SegmentLayout.directoryEntryLength
    let heapOffset = body + used.reduce(0) { $0 + $1.1.count }
    let checksumsOffset = heapOffset + heap.count
    let pages = (checksumsOffset - body + SegmentLayout.pageLength - 1) / SegmentLayout.pageLength
    let length = (checksumsOffset + pages * 4 + 7) / 8 * 8

    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    bytes += SegmentLayout.magic
    bytes.appendBigEndian(SegmentLayout.version)
    bytes.appendBigEndian(UInt32(used.count))
    for number in [length, heapOffset, heap.count, checksumsOffset] {
      bytes.appendBigEndian(UInt64(number))
    }
    bytes.appendBigEndian(UInt32(SegmentLayout.pageLength))
    bytes += [UInt8](repeating: 0, count: 12)
    appendDirectory(used, body: body, to: &bytes)
    for (_, rows) in used { bytes += rows }
    bytes += heap
    appendChecksums(body: body, end: checksumsOffset, to: &bytes)
    bytes += [UInt8](repeating: 0, count: length - bytes.count)
    SegmentBuilder.writeHeaderChecksum(body: body, checksums: checksumsOffset, in: &bytes)
    return bytes
  }

  private func appendDirectory(
    _ used: [(IndexTable, [UInt8])],
    body: Int,
    to bytes: inout [UInt8]
  ) {
    var offset = body
    for (table, rows) in used {
      bytes.append(table.rawValue)
      bytes.append(UInt8(table.keyWidth))
      bytes.appendBigEndian(UInt16(table.rowWidth))
      bytes.appendBigEndian(UInt32(0))
      bytes.appendBigEndian(UInt64(rows.count / table.rowWidth))
      bytes.appendBigEndian(UInt64(offset))
      offset += rows.count
    }
  }

  private func appendChecksums(body: Int, end: Int, to bytes: inout [UInt8]) {
    for start in stride(from: body, to: end, by: SegmentLayout.pageLength) {
      let page = start..<min(start + SegmentLayout.pageLength, end)
      let sum = bytes.withUnsafeBytes {
        SegmentLayout.checksum(UnsafeRawBufferPointer(rebasing: $0[page]))
      }
      bytes.appendBigEndian(sum)
    }
  }

  /// The header's checksum covers the header before it, the directory, and all that follows the heap.
  private static func writeHeaderChecksum(body: Int, checksums: Int, in bytes: inout [UInt8]) {
    let sum = bytes.withUnsafeBytes { headerChecksum($0, body: body, checksums: checksums) }
    withUnsafeBytes(of: sum.bigEndian) { source in
      for (index, byte) in source.enumerated() {
        bytes[SegmentLayout.Header.checksum + index] = byte
      }
    }
  }

  static func headerChecksum(
    _ bytes: UnsafeRawBufferPointer,
    body: Int,
    checksums: Int
  ) -> UInt32 {
    var sum = SegmentLayout.checksum(
      UnsafeRawBufferPointer(rebasing: bytes[..<SegmentLayout.Header.checksum])
    )
    for range in [SegmentLayout.Header.padding..<body, checksums..<bytes.count] {
      sum = SegmentLayout.checksum(UnsafeRawBufferPointer(rebasing: bytes[range]), from: sum)
    }
    return sum
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

/// Sorting rows of one width by their keys.
enum SortedRows {
  /// The rows by key; of rows with equal keys only the last.
  static func sorted(_ rows: [UInt8], _ table: IndexTable) -> [UInt8] {
    let width = table.rowWidth
    let key = table.keyWidth
    return rows.withUnsafeBytes { bytes in
      let count = bytes.count / width
      var order = (0..<count).map { Entry(prefix: prefix(of: bytes, $0 * width, key), row: $0) }
      if !isAscending(order, bytes, width, key) {
        order.sort { precedes($0, $1, bytes, width, key) }
      }
      var result: [UInt8] = []
      result.reserveCapacity(rows.count)
      for (index, entry) in order.enumerated() {
        if index + 1 < count, compare(entry, order[index + 1], bytes, width, key) == 0 { continue }
        result += bytes[entry.row * width..<(entry.row + 1) * width]
      }
      return result
    }
  }

  /// A row and the first eight bytes of its key, which decide most comparisons.
  private struct Entry {
    var prefix: UInt64
    var row: Int
  }

  private static func prefix(
    of bytes: UnsafeRawBufferPointer,
    _ offset: Int,
    _ key: Int
  ) -> UInt64 {
    if key >= 8 { return bytes.bigEndian(at: offset, as: UInt64.self) }
    return (0..<key).reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
  }

  private static func isAscending(
    _ order: [Entry],
    _ bytes: UnsafeRawBufferPointer,
    _ width: Int,
    _ key: Int
  ) -> Bool {
    zip(order, order.dropFirst()).allSatisfy { compare($0, $1, bytes, width, key) <= 0 }
  }

  private static func precedes(
    _ left: Entry,
    _ right: Entry,
    _ bytes: UnsafeRawBufferPointer,
    _ width: Int,
    _ key: Int
  ) -> Bool {
    let order = compare(left, right, bytes, width, key)
    return order < 0 || (order == 0 && left.row < right.row)
  }

  private static func compare(
    _ left: Entry,
    _ right: Entry,
    _ bytes: UnsafeRawBufferPointer,
    _ width: Int,
    _ key: Int
  ) -> Int {
    if left.prefix != right.prefix { return left.prefix < right.prefix ? -1 : 1 }
    for index in min(key, 8)..<key {
      let (one, other) = (bytes[left.row * width + index], bytes[right.row * width + index])
      if one != other { return one < other ? -1 : 1 }
    }
    return 0
  }
}
