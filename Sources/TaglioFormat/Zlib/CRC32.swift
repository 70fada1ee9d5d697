import CZlib

/// The checksum of gzip and ZIP (CRC-32 of ISO 3309).
package enum CRC32 {
  /// The checksum of some bytes.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { bytes in
      var sum = crc32(0, nil, 0)
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
        sum = crc32(sum, piece.bindMemory(to: UInt8.self).baseAddress, UInt32(piece.count))
        rest = rest.dropFirst(piece.count)
      }
      return UInt32(truncatingIfNeeded: sum)
    }
  }
}
