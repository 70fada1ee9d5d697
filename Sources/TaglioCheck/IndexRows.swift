import TaglioFormat
import TaglioStore

/// The rows of a table of an index in the order of their keys, whatever segments they are in.
struct IndexRows {
  private let table: IndexTable
  private let segments: [Segment]
  private var places: [Int]

  init(_ index: Index, _ table: IndexTable) {
    self.table = table
    segments = index.segments
    places = Array(repeating: 0, count: segments.count)
  }

  /// The next row, of equal keys the older one first.
  mutating func next() throws(FormatError) -> FoundRow? {
    var first: FoundRow?
    var chosen = 0
    for place in places.indices where places[place] < segments[place].count(table) {
      let row = try segments[place].row(table, places[place])
      if let first, !row.precedes(first.row, in: table.keyWidth) { continue }
      first = FoundRow(segment: segments[place], row: row)
      chosen = place
    }
    if first != nil { places[chosen] += 1 }
    return first
  }
}

extension IndexRows {
  /// Whether two indexes have the same rows, numbers and all, in the tables that follow from visible
  /// commits alone.
  ///
  /// They then say the same. Where they do not, they still may: with other numbers.
  static func areSame(_ one: Index, _ other: Index) throws(FormatError) -> Bool {
    for table in IndexText.tables where try !areSame(table, one, other) { return false }
    return true
  }

  private static func areSame(
    _ table: IndexTable,
    _ one: Index,
    _ other: Index
  ) throws(FormatError) -> Bool {
    guard one.count(table) == other.count(table) else { return false }
    var rows = IndexRows(one, table)
    var others = IndexRows(other, table)
    while let row = try rows.next() {
      guard let other = try others.next(), try row.isSame(as: other, in: table) else {
        return false
      }
    }
    return true
  }
}

extension FoundRow {
  /// Whether rows of a table are the same, with what stands in the heap in place of where it stands.
  fileprivate func isSame(as other: FoundRow, in table: IndexTable) throws(FormatError) -> Bool {
    guard let place = table.heapReference else { return row.isSame(as: other.row) }
    let (text, others) = (try heap(table), try other.heap(table))
    return row[..<place].isSame(as: other.row[..<place])
      && row[(place + 12)...].isSame(as: other.row[(place + 12)...]) && text.isSame(as: others)
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate func isSame(as other: Slice<UnsafeRawBufferPointer>) -> Bool {
    UnsafeRawBufferPointer(rebasing: self).isSame(as: UnsafeRawBufferPointer(rebasing: other))
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the first `width` bytes stand before those of another row.
  fileprivate func precedes(_ other: UnsafeRawBufferPointer, in width: Int) -> Bool {
    for place in 0..<width where self[place] != other[place] { return self[place] < other[place] }
    return false
  }
}
