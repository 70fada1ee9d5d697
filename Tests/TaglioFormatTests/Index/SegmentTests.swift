import TaglioFormat
import TestSupport
import Testing

/// Rows as a segment must give them back: by table and key, with the bytes of the heap.
struct SegmentModel {
  struct Row: Equatable {
    /// The row without its reference into the heap, which is not the same in two segments.
    var fixed: [UInt8]
    var heap: [UInt8]?
  }

  private(set) var tables: [IndexTable: [[UInt8]: Row]] = [:]

  /// Adds a random row to a builder and to the model; keys are few, so that they repeat.
  mutating func addRow(
    to builder: SegmentBuilder,
    _ table: IndexTable,
    _ generator: inout SeededGenerator
  ) {
    var bytes = (0..<table.rowWidth).map { _ in UInt8.random(in: 0...1, using: &generator) }
    for index in bytes.indices.prefix(max(0, table.keyWidth - 3)) { bytes[index] = 7 }
    var row = Row(fixed: bytes)
    if let place = table.heapReference {
      let heap = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        UInt8.random(in: .min ... .max, using: &generator)
      }
      let reference = builder.store(heap)
      builder.add(table) { out in
        out += bytes[..<place]
        reference.append(to: &out)
        out += bytes[(place + 12)...]
      }
      bytes.replaceSubrange(place..<place + 12, with: [])
      row = Row(fixed: bytes, heap: heap)
    } else {
      builder.add(table) { $0 += bytes }
    }
    tables[table, default: [:]][Array(bytes.prefix(table.keyWidth))] = row
  }

  /// The rows of both, `later` over this.
  func merged(with later: SegmentModel) -> SegmentModel {
    var merged = self
    merged.tables.merge(later.tables) { first, second in first.merging(second) { $1 } }
    return merged
  }

  /// Where the segment does not answer as the model says.
  func differences(from segment: Segment) throws -> [String] {
    var differences: [String] = []
    for table in IndexTable.allCases {
      let rows = tables[table, default: [:]]
      if segment.count(table) != rows.count {
        differences.append("\(table): \(segment.count(table)) rows, expected \(rows.count)")
        continue
      }
      let keys = rows.keys.sorted { $0.lexicographicallyPrecedes($1) }
      for (index, key) in keys.enumerated() {
        guard let found = try segment.find(table, key), let expected = rows[key] else {
          differences.append("\(table): a key is not found")
          continue
        }
        let atIndex = Array(try segment.row(table, index))
        let isSame = try row(found, table, segment) == expected && Array(found) == atIndex
        if !isSame { differences.append("\(table): row \(index)") }
      }
    }
    return differences
  }

  private func row(
    _ bytes: UnsafeRawBufferPointer,
    _ table: IndexTable,
    _ segment: Segment
  ) throws -> Row {
    guard let place = table.heapReference else { return Row(fixed: Array(bytes)) }
    return Row(
      fixed: Array(bytes[..<place]) + Array(bytes[(place + 12)...]),
      heap: Array(try segment.heapBytes(table, bytes))
    )
  }
}

@Suite struct SegmentTests {
  @Test(arguments: UInt64(1)...20)
  func randomRowsRoundTripAndMerge(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parts = try (0..<3).map { _ in try makeSegment(&generator) }
    for (segment, model) in parts {
      #expect(try model.differences(from: segment) == [], "seed \(seed)")
      try segment.verify()
    }
    let merged = try Segment(SegmentBuilder.merged(parts.map(\.0)))
    let union = parts.dropFirst().reduce(parts[0].1) { $0.merged(with: $1.1) }
    #expect(try union.differences(from: merged) == [], "seed \(seed), merged")
    let alone = try Segment(SegmentBuilder.merged([merged]))
    #expect(try union.differences(from: alone) == [], "seed \(seed), merged alone")
  }

  private func makeSegment(
    _ generator: inout SeededGenerator
  ) throws -> (Segment, SegmentModel) {
    let builder = SegmentBuilder()
    var model = SegmentModel()
    for _ in 0..<Int.random(in: 0...200, using: &generator) {
      let table = IndexTable.allCases.randomElement(using: &generator) ?? .ids
      model.addRow(to: builder, table, &generator)
    }
    return (try Segment(builder.seal()), model)
  }

  @Test func rowsOfSeveralPagesAreFound() throws {
    let builder = SegmentBuilder()
    let count: UInt32 = 9000
    for number in (0..<count).reversed() {
      builder.add(.versions) { bytes in
        bytes.appendBigEndian(number / 3)
        bytes.appendBigEndian(number)
      }
    }
    let segment = try Segment(builder.seal())
    #expect(segment.length > 4 * SegmentLayout.pageLength)
    for lineage in [0, 1, 1777, count / 3 - 1] {
      var key: [UInt8] = []
      key.appendBigEndian(lineage)
      let found = try segment.rows(.versions, startingWith: key)
      #expect(found == Int(lineage) * 3..<Int(lineage) * 3 + 3)
    }
    #expect(try segment.find(.versions, [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]) == nil)
    #expect(throws: FormatError.self) { try segment.row(.versions, Int(count)) }
    #expect(throws: FormatError.self) { try segment.row(.versions, -1) }
  }

  /// Any byte that is not what was written is found when the segment is opened or when it is verified.
  @Test func everyFlippedByteIsFound() throws {
    let bytes = Self.small
    for position in bytes.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var broken = bytes
        broken[position] ^= flip
        #expect(Self.verdict(on: broken) == .index, "byte \(position) ^ \(flip)")
      }
    }
  }

  @Test func everyOtherLengthIsRefused() {
    let bytes = Self.small
    for length in bytes.indices {
      #expect(Self.verdict(on: Array(bytes[..<length])) == .index, "cut to \(length)")
    }
    for extra in 1...9 {
      #expect(Self.verdict(on: bytes + [UInt8](repeating: 0, count: extra)) == .index)
    }
  }

  /// A row of a damaged page is never given out, even if nobody verified the whole.
  @Test func aDamagedPageIsFoundWhenItIsRead() throws {
    var broken = Self.small
    broken[Self.firstRow] ^= 1
    let segment = try Segment(broken)
    #expect(throws: FormatError.self) { try segment.row(.ids, 0) }
    #expect(throws: FormatError.self) { try segment.find(.ids, [0]) }
  }

  /// Header and one directory entry for each of three tables.
  static let firstRow = SegmentLayout.headerLength + 3 * SegmentLayout.directoryEntryLength

  /// Two ids, a source with its name in the heap, a fan-out directory.
  static let small: [UInt8] = {
    let builder = SegmentBuilder()
    for number: UInt32 in [0, 1] {
      builder.add(.ids) { bytes in
        ObjectID(words: (UInt64(number + 1), 2, 3, 4)).appendBytes(to: &bytes)
        bytes.appendBigEndian(number)
      }
    }
    let name = builder.store(Array("cases/first.jsonl".utf8))
    builder.add(.sourceNames) { bytes in
      bytes += [UInt8](repeating: 0xAB, count: 16)
      bytes.appendBigEndian(UInt32(0))
      name.append(to: &bytes)
    }
    builder.add(.directories) { $0 += [UInt8](repeating: 5, count: 33) }
    return builder.seal().copy
  }()

  /// The error of opening and verifying these bytes; nil where there is none.
  static func verdict(on bytes: [UInt8]) -> FormatError.Code? {
    do throws(FormatError) {
      try Segment(bytes).verify()
      return nil
    } catch {
      return error.code
    }
  }
}
