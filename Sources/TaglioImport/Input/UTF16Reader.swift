import TaglioFormat

/// Turns UTF-16 into UTF-8.
///
/// Half of a surrogate pair becomes the three bytes that it would have in UTF-8, which no reader of
/// UTF-8 accepts: so it is refused where it stands, not where it was decoded.
final class UTF16Reader: InputReader {
  /// Which byte of a code unit comes first.
  enum ByteOrder {
    case bigEndian, littleEndian

    /// What the byte order mark at the beginning of a text says; nil where there is none, or that of
    /// UTF-32.
    init?(_ beginning: some Sequence<UInt8>) {
      let first = Array(beginning.prefix(4))
      guard first != [0xFF, 0xFE, 0, 0] else { return nil }
      switch first.prefix(2) {
      case [0xFE, 0xFF]: self = .bigEndian
      case [0xFF, 0xFE]: self = .littleEndian
      default: return nil
      }
    }
  }

  private let encoded: any InputReader
  private let order: ByteOrder
  /// What was read and not decoded: a part of a character.
  private var rest: [UInt8] = []
  private var isAtEnd = false

  init(_ encoded: any InputReader, _ order: ByteOrder) {
    self.encoded = encoded
    self.order = order
  }

  func read(_ count: Int, into output: inout [UInt8]) throws -> Bool {
    let start = output.count
    while output.count == start && !isAtEnd {
      isAtEnd = try !encoded.read(count, into: &rest)
      rest.removeFirst(decode(into: &output))
    }
    guard !isAtEnd || rest.isEmpty else {
      throw Refusal(
        .init(.unexpectedEnd),
        "the UTF-16 text has an odd number of bytes",
        help: "is the file cut short? Fetch or write it again"
      )
    }
    return output.count > start
  }

  /// Decodes as many characters as are whole; how many bytes they took.
  private func decode(into output: inout [UInt8]) -> Int {
    var next = 0
    while let first = unit(at: next) {
      if UTF16.isLeadSurrogate(first), unit(at: next + 2) == nil, !isAtEnd { break }
      if UTF16.isLeadSurrogate(first), let second = unit(at: next + 2),
        UTF16.isTrailSurrogate(second)
      {
        let high = UInt32(first & 0x3FF) << 10
        Self.append(0x1_0000 + high + UInt32(second & 0x3FF), to: &output)
        next += 4
      } else {
        Self.append(UInt32(first), to: &output)
        next += 2
      }
    }
    return next
  }

  private func unit(at offset: Int) -> UInt16? {
    guard offset + 1 < rest.count else { return nil }
    let (first, second) = (UInt16(rest[offset]), UInt16(rest[offset + 1]))
    return order == .bigEndian ? first << 8 | second : second << 8 | first
  }

  /// Appends a code point as UTF-8 would write it, be it a surrogate.
  private static func append(_ point: UInt32, to output: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(point >> shift & 0x3F) }
    switch point {
    case 0..<0x80: output.append(UInt8(point))
    case 0x80..<0x800: output += [0xC0 | UInt8(point >> 6), tail(0)]
    case 0x800..<0x1_0000: output += [0xE0 | UInt8(point >> 12), tail(6), tail(0)]
    default: output += [0xF0 | UInt8(point >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
