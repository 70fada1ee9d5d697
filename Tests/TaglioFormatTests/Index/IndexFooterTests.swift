import TaglioFormat
import TestSupport
import Testing

@Suite struct IndexFooterTests {
  static let binding = IndexBinding(device: 1, inode: .max, acceptedLength: 65, refs: 7)
  static let footer = IndexFooter(
    segments: [0..<8, 16..<40],
    heads: [0, 7, .max],
    binding: binding
  )
  /// What stands before the footer in the file.
  static let before = [UInt8](repeating: 9, count: 40)

  static func read(_ bytes: [UInt8]) throws -> IndexFooter {
    try bytes.lend { try IndexFooter(endOf: $0) }
  }

  @Test(arguments: [
    footer, IndexFooter(segments: [], heads: [], binding: binding),
    IndexFooter(segments: [0..<40], heads: [], binding: binding),
  ])
  func readsBack(footer: IndexFooter) throws {
    #expect(try Self.read(Self.before + footer.bytes) == footer)
  }

  @Test func everyFlippedByteIsRefused() {
    let bytes = Self.footer.bytes
    for position in bytes.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var broken = bytes
        broken[position] ^= flip
        let error = #expect(throws: FormatError.self, "byte \(position) ^ \(flip)") {
          try Self.read(Self.before + broken)
        }
        #expect(error?.code == .index)
      }
    }
  }

  @Test func everyTruncationIsRefused() {
    let bytes = Self.before + Self.footer.bytes
    for length in bytes.indices {
      #expect(throws: FormatError.self, "cut to \(length)") {
        try Self.read(Array(bytes[..<length]))
      }
    }
  }

  @Test func theLastOneThatReadsIsFound() throws {
    let whole = Self.before + Self.footer.bytes
    let tails: [[UInt8]] = [
      [], [0], Array("TIXE".utf8), Array(Self.footer.bytes.dropLast()),
      Array(repeatElement(Array("TIXE".utf8), count: 63).joined()),
    ]
    for tail in tails {
      #expect(try Self.last(whole + tail) == Self.footer, "\(tail.count) bytes behind it")
    }
  }

  @Test func theSearchForOneIsBounded() {
    let whole = Self.before + Self.footer.bytes
    let tail = repeatElement(Array("TIXE".utf8), count: 66).joined()
    #expect(throws: FormatError.self) { try Self.last(whole + tail) }
    #expect(throws: FormatError.self) { try Self.last([]) }
    #expect(throws: FormatError.self) { try Self.last(Array("TIXE".utf8)) }
  }

  private static func last(_ bytes: [UInt8]) throws -> IndexFooter {
    try bytes.lend { try IndexFooter.last(in: $0) }
  }

  @Test func segmentsLieWithinTheFile() {
    for range in [0..<1000, 900..<901] {
      let footer = IndexFooter(segments: [range], heads: [], binding: Self.binding)
      #expect(throws: FormatError.self) { try Self.read(Self.before + footer.bytes) }
    }
  }
}
