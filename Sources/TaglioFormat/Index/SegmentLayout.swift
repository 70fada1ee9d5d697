import CZlib

/// Where the parts of a segment stand.
///
/// The numbers of `Docs/format/index.md`, in one place.
package enum SegmentLayout {
  package static let magic: [UInt8] = Array("TAGLIOIX".utf8)
  package static let version: UInt32 = 3
  package static let headerLength = 64
  package static let directoryEntryLength = 24
  /// The unit of the checksums, in bytes.
  package static let pageLength = 16384

  enum Header {
    static let version = 8
    static let tableCount = 12
    static let length = 16
    static let heapOffset = 24
    static let heapLength = 32
    static let checksumsOffset = 40
    static let pageLength = 48
    static let reserved = 52
    static let checksum = 56
    static let padding = 60
  }

  enum Entry {
    static let table = 0
    static let keyWidth = 1
    static let rowWidth = 2
    static let reserved = 4
    static let rowCount = 8
    static let offset = 16
  }

  /// CRC-32 (the polynomial of RFC 1952) of some bytes, going on from `start`.
  package static func checksum(_ bytes: UnsafeRawBufferPointer, from start: UInt32 = 0) -> UInt32 {
    var sum = UInt(start)
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let length = min(rest.count, 1 << 30)
      sum = crc32(sum, base.assumingMemoryBound(to: UInt8.self), UInt32(length))
      rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}

extension UnsafeRawBufferPointer {
  @inlinable
  package func bigEndian<Number: FixedWidthInteger>(
    at offset: Int,
    as type: Number.Type
  ) -> Number {
    Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
