import TaglioFormat

/// The bytes with the checksums that a segment of this form must have, as far as its header makes
/// sense; `Docs/format/index.md` says where they stand.
func withRightChecksums(_ bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  guard bytes.count >= SegmentLayout.headerLength else { return bytes }
  bytes.put(UInt64(bytes.count), at: 16)
  let body = SegmentLayout.headerLength + bytes.tableCount * SegmentLayout.directoryEntryLength
  guard let end = bytes.checksumsOffset, body <= end else { return bytes }
  var place = end
  for start in stride(from: body, to: end, by: SegmentLayout.pageLength) {
    guard place + 4 <= bytes.count else { return bytes }
    bytes.put(bytes.checksum([start..<min(start + SegmentLayout.pageLength, end)]), at: place)
    place += 4
  }
  bytes.put(bytes.checksum([0..<56, 60..<body, end..<bytes.count]), at: 56)
  return bytes
}

extension [UInt8] {
  fileprivate var tableCount: Int {
    Int(withUnsafeBytes { $0.bigEndian(at: 12, as: UInt32.self) } & 0xFF)
  }

  fileprivate var checksumsOffset: Int? {
    Int(exactly: withUnsafeBytes { $0.bigEndian(at: 40, as: UInt64.self) })
      .flatMap { $0 <= count ? $0 : nil }
  }

  fileprivate func checksum(_ ranges: [Range<Int>]) -> UInt32 {
    withUnsafeBytes { bytes in
      ranges.reduce(0) {
        SegmentLayout.checksum(UnsafeRawBufferPointer(rebasing: bytes[$1]), from: $0)
      }
    }
  }

  fileprivate mutating func put(_ number: some FixedWidthInteger, at place: Int) {
    let bytes = Swift.withUnsafeBytes(of: number.bigEndian) { Array($0) }
    replaceSubrange(place..<place + bytes.count, with: bytes)
  }
}
