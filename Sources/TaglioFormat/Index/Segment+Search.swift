/// A run of rows of a table, and between which keys they are.
struct SegmentRun {
  let rows: Range<Int>
  /// The first eight bytes of the keys of the first and the last row, as numbers.
  let first: UInt64
  let last: UInt64

  init(_ rows: Range<Int>, in segment: Segment, _ table: IndexTable) throws(FormatError) {
    self.rows = rows
    first = rows.isEmpty ? 0 : try segment.head(table, rows.lowerBound)
    last = rows.isEmpty ? 0 : try segment.head(table, rows.upperBound - 1)
  }
}

extension Segment {
  /// The first row whose key is not before `key`, which may be a prefix of a key.
  ///
  /// Keys are hashes or numbers that follow one another, and so spread evenly: where a key should
  /// stand is estimated from those at both ends (interpolation search). After a few estimates what
  /// is left is halved, so that keys which do not spread cost the logarithm as well.
  package func lowerBound(_ table: IndexTable, _ key: IndexKey) throws(FormatError) -> Int {
    let run = try run(table, key)
    var (low, high) = (run.rows.lowerBound, run.rows.upperBound)
    if run.rows.isEmpty || key.head < run.first { return low }
    if key.head > run.last { return high }
    if table.isNumbered, let place = try retraced(table, key, run.rows) { return place }
    // The keys from `low` on begin with at least `before`, those before `high` with at most `after`.
    var (before, after) = (run.first, run.last)
    for _ in 0..<estimates where high - low > 4 {
      let part = Double(key.head - before) / Double(max(after - before, 1))
      let middle = min(low + Int(part * Double(high - low - 1)), high - 1)
      let row = try row(table, middle)
      if key.compare(row) < 0 {
        (low, before) = (middle + 1, min(head(row, table), key.head))
      } else {
        (high, after) = (middle, max(head(row, table), key.head))
      }
    }
    let place = try halving(table, key, low..<high)
    if table.isNumbered { traces[Int(table.rawValue)] = Trace(number: key.number, place: place) }
    return place
  }

  /// Where the last look-up by a number led, and with it where others probably lead.
  struct Trace {
    var number: UInt32 = 0
    var place = 0
  }

  /// The place of a key as far behind that of the last look-up as its number is; nil where it is not
  /// there.
  ///
  /// Mostly there is one row for each number, and numbers are asked for one after another.
  private func retraced(
    _ table: IndexTable,
    _ key: IndexKey,
    _ rows: Range<Int>
  ) throws(FormatError) -> Int? {
    let last = traces[Int(table.rawValue)]
    let place = last.place + Int(key.number) - Int(last.number)
    guard rows.contains(place) else { return nil }
    let order = key.compare(try row(table, place))
    if order < 0 { return nil }
    let isWhole = order == 0 && key.count == table.keyWidth
    if !isWhole, place > rows.lowerBound, key.compare(try row(table, place - 1)) >= 0 {
      return nil
    }
    traces[Int(table.rawValue)] = Trace(number: key.number, place: place)
    return place
  }

  /// As `lowerBound`, among some rows, by halving them.
  func halving(
    _ table: IndexTable,
    _ key: IndexKey,
    _ rows: Range<Int>
  ) throws(FormatError) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if key.compare(try row(table, middle)) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first row whose key begins with `key`.
  package func find(
    _ table: IndexTable,
    _ key: IndexKey
  ) throws(FormatError) -> UnsafeRawBufferPointer? {
    let index = try lowerBound(table, key)
    guard index < count(table) else { return nil }
    let row = try row(table, index)
    return key.compare(row) == 0 ? row : nil
  }

  /// The rows whose keys begin with `prefix`.
  package func rows(
    _ table: IndexTable,
    startingWith prefix: IndexKey
  ) throws(FormatError) -> Range<Int> {
    if prefix.count == 0 { return 0..<count(table) }
    if prefix.count == 1, table == .registers { return try run(table, prefix).rows }
    let first = try lowerBound(table, prefix)
    // Mostly there is one row or none; of many rows few are looked at.
    var (end, step) = (first, 1)
    while end + step <= count(table), prefix.compare(try row(table, end + step - 1)) == 0 {
      end += step
      step *= 2
    }
    while step > 1 {
      step /= 2
      if end + step <= count(table), prefix.compare(try row(table, end + step - 1)) == 0 {
        end += step
      }
    }
    return first..<end
  }

  /// The first eight bytes of the key of a row as a number, with zeros behind a shorter key.
  func head(_ table: IndexTable, _ index: Int) throws(FormatError) -> UInt64 {
    head(try row(table, index), table)
  }

  private func head(_ row: UnsafeRawBufferPointer, _ table: IndexTable) -> UInt64 {
    switch table.keyWidth {
    case 8...: row.bigEndian(at: 0, as: UInt64.self)
    case 4...: UInt64(row.bigEndian(at: 0, as: UInt32.self)) << 32
    default: UInt64(row[0]) << 56
    }
  }
}

/// How often a place is estimated: among a million hashes five estimates lead to a handful of rows.
private let estimates = 6

extension Segment {
  package func find(
    _ table: IndexTable,
    _ key: [UInt8]
  ) throws(FormatError) -> UnsafeRawBufferPointer? {
    try find(table, IndexKey(key))
  }

  package func rows(
    _ table: IndexTable,
    startingWith prefix: [UInt8]
  ) throws(FormatError) -> Range<Int> {
    try rows(table, startingWith: IndexKey(prefix))
  }
}
