import TaglioFormat
import TestSupport
import Testing

@Suite struct ObjectStreamDecoderTests {
  private struct Outcome: Equatable {
    var payload: [UInt8] = []
    var header: ObjectHeader?
    var code: FormatError.Code?
  }

  private func decode(_ file: [UInt8], _ id: ObjectID, pieces: Int) throws -> Outcome {
    var outcome = Outcome()
    let decoder = try ObjectStreamDecoder(expecting: id)
    do throws(FormatError) {
      for start in stride(from: 0, to: file.count, by: pieces) {
        let piece = Array(file[start...].prefix(pieces))
        try piece.span.bytes.withUnsafeBytes { (bytes) throws(FormatError) in
          try decoder.write(bytes) { outcome.payload += $0 }
        }
      }
      outcome.header = try decoder.finish()
    } catch {
      outcome.code = error.code
    }
    return outcome
  }

  private func file(of object: [UInt8]) throws -> [UInt8] {
    var deflater = try Deflater()
    var file: [UInt8] = []
    try object.lend { try deflater.compress(payload: $0, into: &file) }
    return file
  }

  @Test(arguments: [1, 2, 7, 1 << 20], ["", "x", "hello\0world"])
  func readsAnyPieces(pieces: Int, text: String) throws {
    for payload in [Array(text.utf8), Array(String(repeating: text, count: 20_000).utf8)] {
      let id = ObjectCodec.id(type: .blob, payload: payload)
      let object = Array("blob \(payload.count)\0".utf8) + payload
      let outcome = try decode(try file(of: object), id, pieces: pieces)
      let header = ObjectHeader(type: .blob, payloadLength: payload.count)
      #expect(outcome == Outcome(payload: payload, header: header))
    }
  }

  @Test(arguments: [1, 1 << 20])
  func saysWhatIsWrong(pieces: Int) throws {
    let rows: [(object: String, code: FormatError.Code)] = [
      ("blob 4\0abc", .length), ("blob 2\0abc", .length), ("blob 3", .header), ("", .header),
      ("Blob 3\0abc", .header), (String(repeating: "a", count: 100), .header),
    ]
    for row in rows {
      let object = Array(row.object.utf8)
      let outcome = try decode(try file(of: object), BLAKE2b.id(of: object), pieces: pieces)
      #expect(outcome.code == row.code, "\(row.object)")
    }
  }

  /// The digest is compared before the header is believed.
  @Test func theDigestComesFirst() throws {
    let wrong = BLAKE2b.id(of: [])
    let whole = try file(of: Array("blob 4\0abc".utf8))
    #expect(try decode(whole, wrong, pieces: 3).code == .digest)
    #expect(try decode(Array(whole.dropLast()), wrong, pieces: 3).code == .zlibTruncated)
    #expect(try decode(whole + [0], wrong, pieces: 3).code == .zlibTrailing)
  }
}
