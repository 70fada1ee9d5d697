extension SegmentBuilder {
  /// One segment that answers as `segments` (oldest first) did together.
  ///
  /// Reads each row once, in the order of the keys, and holds none of them.
  package static func merged(
    _ segments: [Segment],
    _ scratch: (any Scratch)? = nil
  ) throws(FormatError) -> ScratchBytes {
    let used = IndexTable.allCases.filter { table in segments.contains { $0.count(table) > 0 } }
    let length = segments.reduce(0) { $0 + $1.length }
    var writer = SegmentWriter(tables: used.count, scratch, reserving: length)
    let heap = ScratchBytes(scratch)
    for table in used {
      try writer.add(table) { (output) throws(FormatError) in
        var merge = TableMerge(segments, table)
        while let (segment, row) = try merge.next() {
          try append(row, of: table, in: segment, to: output, heap)
        }
      }
    }
    return writer.finish(heap)
  }

  /// Appends a row, and to the heap what it refers to.
  private static func append(
    _ row: UnsafeRawBufferPointer,
    of table: IndexTable,
    in segment: Segment,
    to output: ScratchBytes,
    _ heap: ScratchBytes
  ) throws(FormatError) {
    let start = output.count
    output.append(row)
    guard let place = table.heapReference else { return }
    let bytes = try segment.heapBytes(table, row)
    output.store(bigEndian: UInt64(heap.count), at: start + place)
    output.store(bigEndian: UInt32(bytes.count), at: start + place + 8)
    heap.append(bytes)
  }
}

/// The rows of one table of several segments in the order of their keys; of those with equal keys that
/// of the latest segment.
private struct TableMerge {
  private let segments: [Segment]
  private let table: IndexTable
  /// By segment, its first row that was not given yet.
  private var places: [Int]

  init(_ segments: [Segment], _ table: IndexTable) {
    self.segments = segments
    self.table = table
    places = [Int](repeating: 0, count: segments.count)
  }

  mutating func next() throws(FormatError) -> (Segment, UnsafeRawBufferPointer)? {
    var best: (segment: Int, row: UnsafeRawBufferPointer)?
    for (index, segment) in segments.enumerated() where places[index] < segment.count(table) {
      let row = try segment.row(table, places[index])
      guard let first = best else {
        best = (index, row)
        continue
      }
      let order = row.compare(at: 0, with: first.row, at: 0, count: table.keyWidth)
      if order > 0 { continue }
      if order == 0 { places[first.segment] += 1 }
      best = (index, row)
    }
    guard let best else { return nil }
    places[best.segment] += 1
    return (segments[best.segment], best.row)
  }
}
