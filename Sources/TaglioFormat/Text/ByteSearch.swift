extension UnsafeRawBufferPointer {
  /// The offset of the first `byte` at or after `start`; nil where there is none.
  ///
  /// Looks at eight bytes at a time: a word has a zero byte exactly where subtracting one from each
  /// byte borrows into a high bit that was clear (H. S. Warren, "Hacker's Delight", section 6-1).
  package func offset(of byte: UInt8, from start: Int = 0) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let pattern = ones &* UInt64(byte)
    var index = start
    while index + 8 <= count {
      let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let difference = word ^ pattern
      let zeros = (difference &- ones) & ~difference & (ones << 7)
      if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// Whether these are the same bytes, looked at eight by eight.
  package func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    var place = 0
    while place + 8 <= count {
      let word = loadUnaligned(fromByteOffset: place, as: UInt64.self)
      if word != other.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
      place += 8
    }
    while place < count {
      if self[place] != other[place] { return false }
      place += 1
    }
    return true
  }

  /// Whether `text`, which is not empty, occurs.
  package func contains(_ text: StaticString) -> Bool {
    let wanted = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var start = 0
    while let index = offset(of: wanted[0], from: start), index + wanted.count <= count {
      let found = UnsafeRawBufferPointer(rebasing: self[index..<index + wanted.count])
      if found.elementsEqual(wanted) { return true }
      start = index + 1
    }
    return false
  }
}
