import TaglioFormat
import TestSupport
import Testing

@Suite("zlib streams")
struct ZlibTests {
  static let text = Array(String(repeating: "the quick brown fox; ", count: 40).utf8)

  @Test(arguments: [ZlibFormat.zlib, .gzip], [0, 1, 700, 65_535, 65_536, 300_000])
  func inflatesWhatItDeflates(_ format: ZlibFormat, _ length: Int) throws {
    var generator = SeededGenerator(seed: 3)
    let payload = (0..<length).map { _ in UInt8.random(in: 0..<32, using: &generator) }
    let stream = try compress(payload, format)
    #expect(try expand(stream, format) == payload)
  }

  @Test func headerAndPayloadAreOneStream() throws {
    var deflater = try Deflater()
    var stream: [UInt8] = []
    try Self.text.lend { try deflater.compress(header: [1, 2], payload: $0, into: &stream) }
    #expect(try expand(stream, .zlib) == [1, 2] + Self.text)
  }

  /// The same bytes on every copy: a used stream compresses as a new one does.
  @Test func reuseChangesNothing() throws {
    var deflater = try Deflater()
    var first: [UInt8] = []
    var second: [UInt8] = []
    try Self.text.lend { try deflater.compress(payload: $0, into: &first) }
    try [7, 7, 7].lend { try deflater.compress(payload: $0, into: &second) }
    second = []
    try Self.text.lend { try deflater.compress(payload: $0, into: &second) }
    #expect(first == second)
    #expect(first.prefix(2) == [0x78, 0x9C])
  }

  @Test(arguments: [ZlibFormat.zlib, .gzip])
  func everyTruncationIsTold(_ format: ZlibFormat) throws {
    let stream = try compress(Self.text, format)
    for length in stream.indices {
      #expect(code(of: Array(stream[..<length]), format) == .zlibTruncated, "cut to \(length)")
    }
  }

  @Test func whatFollowsIsTold() throws {
    let stream = try compress(Self.text, .zlib)
    #expect(code(of: stream + [0], .zlib) == .zlibTrailing)
    #expect(code(of: stream + stream, .zlib) == .zlibTrailing)
  }

  @Test func gzipTakesSeveralMembers() throws {
    let member = try compress(Self.text, .gzip)
    #expect(try expand(member + member, .gzip) == Self.text + Self.text)
    #expect(code(of: member + Array("not gzip".utf8), .gzip) == .zlibData)
    #expect(code(of: member + member.dropLast(), .gzip) == .zlibTruncated)
    #expect(code(of: member, .zlib) == .zlibData)
    #expect(code(of: try compress(Self.text, .zlib), .gzip) == .zlibData)
  }

  /// Preset dictionaries, method, check bits, block type, distance, checksum.
  @Test(arguments: [
    "7801", "78bb00000001", "799c030000000001", "789d030000000001", "789c07", "789c030000000002",
    "789c4b0401", "1f8b0800000000000003",
  ])
  func damageIsTold(_ hex: String) {
    let refusal = code(of: [UInt8](hex: hex), .zlib)
    #expect(refusal == .zlibData || refusal == .zlibTruncated)
  }

  @Test func boundsWhatComesOut() throws {
    let bomb = try compress([UInt8](repeating: 0, count: 8 << 20), .zlib)
    #expect(bomb.count < 10_000)
    #expect(code(of: bomb, .zlib, limit: 8 << 20) == nil)
    #expect(code(of: bomb, .zlib, limit: 8 << 20 - 1) == .zlibTooLarge)
    #expect(code(of: bomb, .zlib, limit: 0) == .zlibTooLarge)
  }

  @Test func readsThePrefixOfACutStream() throws {
    let cut = Array(try compress(Self.text, .zlib).dropLast(6))
    var inflater = try Inflater()
    for limit in [0, 1, 20, 54] {
      var prefix: [UInt8] = []
      try cut.lend { try inflater.inflatePrefix($0, upTo: limit, into: &prefix) }
      #expect(prefix == Array(Self.text[..<limit]))
    }
    var none: [UInt8] = []
    try [].lend { try inflater.inflatePrefix($0, upTo: 10, into: &none) }
    #expect(none.isEmpty)
  }

  @Test func streamsInPiecesOfAnySize() throws {
    var generator = SeededGenerator(seed: 5)
    for format in [ZlibFormat.zlib, .gzip] {
      var writer = try DeflateStream(format)
      var reader = try InflateStream(format)
      var stream: [UInt8] = []
      for piece in Self.text.pieces(upTo: 90, using: &generator) {
        try piece.lend { try writer.write($0) { (out) throws(FormatError) in stream += out } }
      }
      try writer.finish { (out) throws(FormatError) in stream += out }
      var result: [UInt8] = []
      for piece in stream.pieces(upTo: 9, using: &generator) {
        try piece.lend { try reader.write($0) { (out) throws(FormatError) in result += out } }
      }
      try reader.finish()
      #expect(result == Self.text)
    }
  }

  @Test func aConsumerMayStop() throws {
    let stream = try compress(Self.text, .zlib)
    var reader = try InflateStream()
    #expect(throws: FormatError(.stopped, "enough")) {
      try stream.lend {
        try reader.write($0) { (_) throws(FormatError) in throw FormatError(.stopped, "enough") }
      }
    }
    reader.reset()
    var result: [UInt8] = []
    try stream.lend { try reader.write($0) { (out) throws(FormatError) in result += out } }
    try reader.finish()
    #expect(result == Self.text)
  }

  @Test func aReaderStartsAnewAfterAnError() throws {
    var inflater = try Inflater()
    var output: [UInt8] = []
    #expect(throws: FormatError.self) {
      try [0x78, 0x9C, 0xFF].lend { try inflater.inflate($0, limit: 10, into: &output) }
    }
    let stream = try compress(Self.text, .zlib)
    output = []
    try stream.lend { try inflater.inflate($0, limit: .max, into: &output) }
    #expect(output == Self.text)
  }
}

func compress(_ payload: [UInt8], _ format: ZlibFormat) throws -> [UInt8] {
  var deflater = try Deflater(format)
  var stream: [UInt8] = []
  try payload.lend { try deflater.compress(payload: $0, into: &stream) }
  return stream
}

func expand(_ stream: [UInt8], _ format: ZlibFormat, limit: Int = .max) throws -> [UInt8] {
  var inflater = try Inflater(format)
  var output: [UInt8] = []
  try stream.lend { try inflater.inflate($0, limit: limit, into: &output) }
  return output
}

/// The code with which a stream is refused, or nil if it is taken.
func code(
  of stream: [UInt8],
  _ format: ZlibFormat,
  limit: Int = .max
) -> FormatError.Code? {
  do {
    _ = try expand(stream, format, limit: limit)
    return nil
  } catch {
    return (error as? FormatError)?.code
  }
}

extension [UInt8] {
  fileprivate func pieces(
    upTo most: Int,
    using generator: inout SeededGenerator
  ) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = self[...]
    while !rest.isEmpty {
      pieces.append(Array(rest.prefix(.random(in: 0...most, using: &generator))))
      rest = rest.dropFirst(pieces.last?.count ?? 0)
    }
    return pieces
  }
}
