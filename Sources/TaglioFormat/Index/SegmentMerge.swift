extension SegmentBuilder {
  /// One segment that answers as `segments` (oldest first) did together.
  package static func merged(_ segments: [Segment]) throws(FormatError) -> [UInt8] {
    var builder = SegmentBuilder()
    for segment in segments {
      for table in IndexTable.allCases {
        for index in 0..<segment.count(table) {
          try builder.copy(table, index, from: segment)
        }
      }
    }
    return builder.seal()
  }

  private mutating func copy(
    _ table: IndexTable,
    _ index: Int,
    from segment: Segment
  ) throws(FormatError) {
    let row = try segment.row(table, index)
    guard let place = table.heapReference else {
      add(table) { $0.append(contentsOf: row) }
      return
    }
    let reference = store(try segment.heapBytes(table, row))
    add(table) { bytes in
      bytes.append(contentsOf: row[..<place])
      reference.append(to: &bytes)
      bytes.append(contentsOf: row[(place + 12)...])
    }
  }
}
