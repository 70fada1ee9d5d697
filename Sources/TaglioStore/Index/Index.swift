package import TaglioFormat

/// The index in memory: segments, the later over the earlier, and what they say together.
///
/// A value of this type answers and never changes; taking in commits makes a delta, sealing that
/// makes one more segment. Not for use from several threads at once (segments remember which of
/// their pages were checked).
package struct Index {
  /// Oldest first.
  package private(set) var segments: [Segment]
  /// The numbers of the commits that no other has as a parent, ascending.
  package private(set) var heads: [UInt32]

  package init(segments: [Segment] = [], heads: [UInt32] = []) {
    self.segments = segments
    self.heads = heads
  }

  /// The index with one more segment.
  package func adding(_ segment: Segment, heads: [UInt32]) -> Index {
    Index(segments: segments + [segment], heads: heads)
  }

  /// The number of rows of `table`; rows that a later segment overrides are counted again.
  package func count(_ table: IndexTable) -> Int {
    segments.reduce(0) { $0 + $1.count(table) }
  }

  /// The number that the next object gets.
  package var objectCount: UInt32 { UInt32(clamping: count(.rows)) }
  package var commitCount: UInt32 { UInt32(clamping: count(.commits)) }
  package var sourceCount: UInt32 { UInt32(clamping: count(.sourceNames)) }

  /// The row with this key in the latest segment that has one.
  package func find(
    _ table: IndexTable,
    _ key: IndexKey
  ) throws(FormatError) -> FoundRow? {
    try first(table, key) { FoundRow(segment: $0, row: $1) }
  }

  /// What `body` makes of the row with this key in the latest segment that has one.
  ///
  /// Counts no more references than it must: that takes as long as looking up.
  @inline(__always)
  func first<Answer>(
    _ table: IndexTable,
    _ key: IndexKey,
    _ body: (Segment, UnsafeRawBufferPointer) throws(FormatError) -> Answer
  ) throws(FormatError) -> Answer? {
    var place = segments.count
    while place > 0 {
      place -= 1
      let segment = segments[place]
      if let row = try segment.find(table, key) { return try body(segment, row) }
    }
    return nil
  }

  /// Calls `body` for each row whose key begins with `prefix`: the latest segment first, within a
  /// segment in the order of the keys.
  package func forEach(
    _ table: IndexTable,
    startingWith prefix: IndexKey = IndexKey([]),
    _ body: (FoundRow) throws(FormatError) -> Void
  ) throws(FormatError) {
    var place = segments.count
    while place > 0 {
      place -= 1
      let segment = segments[place]
      let rows = try segment.rows(table, startingWith: prefix)
      var index = rows.lowerBound
      while index < rows.upperBound {
        try body(FoundRow(segment: segment, row: try segment.row(table, index)))
        index += 1
      }
    }
  }

  /// The second numbers of the rows of a table of pairs that begin with `number`, ascending.
  package func pairs(_ table: IndexTable, of number: UInt32) throws(FormatError) -> [UInt32] {
    var found: [UInt32] = []
    try forEach(table, startingWith: IndexKey(number)) { (row) throws(FormatError) in
      found.append(row.uint32(at: 4))
    }
    if segments.count > 1, found.count > 1 { found.sort() }
    return found
  }

  /// The number of rows of a table of pairs that begin with `number`; they are not read.
  package func pairCount(_ table: IndexTable, of number: UInt32) throws(FormatError) -> Int {
    var count = 0
    for segment in segments {
      count += try segment.rows(table, startingWith: IndexKey(number)).count
    }
    return count
  }

  /// Whether a table of pairs has a row that begins with `number`.
  package func hasPair(_ table: IndexTable, of number: UInt32) throws(FormatError) -> Bool {
    try first(table, IndexKey(number)) { _, _ in true } ?? false
  }

  /// Checks every page of every segment.
  package func verify() throws(FormatError) {
    for segment in segments { try segment.verify() }
  }
}

/// A row in the segment that holds it.
package struct FoundRow {
  package let segment: Segment
  /// Valid as long as the segment lives.
  package let row: UnsafeRawBufferPointer

  package init(segment: Segment, row: UnsafeRawBufferPointer) {
    self.segment = segment
    self.row = row
  }

  package func uint32(at offset: Int) -> UInt32 { row.bigEndian(at: offset, as: UInt32.self) }

  package func int64(at offset: Int) -> Int64 { row.bigEndian(at: offset, as: Int64.self) }

  package func id(at offset: Int) throws(FormatError) -> ObjectID {
    guard let id = ObjectID(bytes: UnsafeRawBufferPointer(rebasing: row[offset..<offset + 32]))
    else { throw .index("an id is cut") }
    return id
  }

  package func heap(_ table: IndexTable) throws(FormatError) -> UnsafeRawBufferPointer {
    try segment.heapBytes(table, row)
  }
}

extension UInt32 {
  /// As a key begins with it.
  package var keyBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(self)
    return bytes
  }
}

extension ObjectID {
  package var keyBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    appendBytes(to: &bytes)
    return bytes
  }
}
