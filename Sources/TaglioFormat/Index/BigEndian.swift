// Inlinable, since other modules read and write most rows: without that each number would pass through
// unspecialised code, which is many times slower.

extension UnsafeRawBufferPointer {
  /// The number whose bytes, the most significant first, begin at `offset`.
  @inlinable
  package func bigEndian<Number: FixedWidthInteger>(
    at offset: Int,
    as type: Number.Type
  ) -> Number {
    Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}

extension [UInt8] {
  /// Appends the bytes of a number, the most significant first.
  @inlinable
  package mutating func appendBigEndian<Number: FixedWidthInteger>(_ number: Number) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }
}
