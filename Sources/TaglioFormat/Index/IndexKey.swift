/// What rows of a table are looked for by: a key, or the beginning of one.
///
/// It is held in words, so that looking something up allocates nothing and most comparisons are one
/// of numbers.
package struct IndexKey: Sendable {
  /// The number of its bytes.
  package let count: Int
  /// The bytes, eight to a word, the first the most significant; zeros behind them.
  private let words: SIMD8<UInt64>

  /// No key of any table is longer, in bytes.
  static let longest = 64

  /// The key of a row that belongs to a number.
  package init(_ number: UInt32) {
    count = 4
    words = SIMD8(UInt64(number) << 32, 0, 0, 0, 0, 0, 0, 0)
  }

  /// The key of a row that belongs to an id.
  package init(_ id: ObjectID) {
    count = 32
    words = SIMD8(id.w0, id.w1, id.w2, id.w3, 0, 0, 0, 0)
  }

  /// What the rows of all registers of one class and target begin with, the target being an id.
  package init(_ kind: RegisterKey.Class, target: ObjectID) {
    count = 17
    let first = UInt64(kind.rawValue) << 56 | target.w0 >> 8
    words = SIMD8(first, target.w0 << 56 | target.w1 >> 8, target.w1 << 56, 0, 0, 0, 0, 0)
  }

  /// Bytes, of which no more than any key has are kept.
  package init(_ bytes: [UInt8]) {
    count = min(bytes.count, IndexKey.longest)
    var words = SIMD8<UInt64>(repeating: 0)
    for (place, byte) in bytes.prefix(IndexKey.longest).enumerated() {
      words[place / 8] |= UInt64(byte) << UInt64(56 - place % 8 * 8)
    }
    self.words = words
  }

  /// The first eight bytes as a number.
  var head: UInt64 { words[0] }

  /// The first four bytes as a number.
  var number: UInt32 { UInt32(truncatingIfNeeded: words[0] >> 32) }

  var firstByte: UInt8 { UInt8(truncatingIfNeeded: words[0] >> 56) }

  /// Less than zero, zero or more, as the beginning of a row stands to the key.
  ///
  /// The row must not be shorter than the key.
  @inline(__always)
  func compare(_ row: UnsafeRawBufferPointer) -> Int {
    guard count == 4 else { return compareWords(row) }
    let other = row.bigEndian(at: 0, as: UInt32.self)
    return other == number ? 0 : other < number ? -1 : 1
  }

  private func compareWords(_ row: UnsafeRawBufferPointer) -> Int {
    var place = 0
    while place + 8 <= count {
      let (one, other) = (row.bigEndian(at: place, as: UInt64.self), words[place / 8])
      if one != other { return one < other ? -1 : 1 }
      place += 8
    }
    while place < count {
      let (one, other) = (row[place], byte(place))
      if one != other { return one < other ? -1 : 1 }
      place += 1
    }
    return 0
  }

  private func byte(_ place: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: words[place / 8] >> UInt64(56 - place % 8 * 8))
  }
}
