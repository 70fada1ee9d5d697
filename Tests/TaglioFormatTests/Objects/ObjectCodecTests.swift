import TaglioFormat
import TestSupport
import Testing

@Suite("ObjectCodec")
struct ObjectCodecTests {
  static let importExperiment = Array(
    #"{"immutable_fields":{"name":"import"},"previous":null}"#.utf8
  )
  static let importID = "2cb57fdceeccf548476ddc65ea72f184822b379bcde7e8fa57064dcab42b7bf3"

  @Test func importExperimentHasItsPublishedID() {
    let id = ObjectCodec.id(type: .experiment, payload: Self.importExperiment)
    #expect(id.description == Self.importID)
  }

  /// The file printed on `Docs/format/object.md`, which any zlib must read, whatever it would write.
  @Test func readsTheExampleOfThePage() throws {
    let file = [UInt8](
      hex: """
        789c4bad28482dcacc4dcd2b51303561a856cacccd2d2d494cca498d4fcb4ccd492956b2aa56ca4b\
        cc4d55b2024a15e4179528d5ea281514a59665e6970225f34a73726a014f8618af
        """
    )
    var decoder = try ObjectCodec.Decoder()
    let object = try decoder.decode(file, expecting: try #require(ObjectID(Self.importID)))
    #expect(object.type == .known(.experiment))
    #expect(Array(object.payload) == Self.importExperiment)
    #expect(object.bytes.prefix(14) == Array("experiment 54\0".utf8)[...])
  }

  @Test(arguments: ObjectType.allCases)
  func decodesWhatItEncodes(_ type: ObjectType) throws {
    var encoder = try ObjectCodec.Encoder()
    var decoder = try ObjectCodec.Decoder()
    for length in [0, 1, 54, 700, 65_536, 200_000] {
      let payload = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 / 3) }
      let (id, file) = try encoder.encode(type, payload)
      #expect(id == ObjectCodec.id(type: type, payload: payload))
      let object = try decoder.decode(file, expecting: id)
      #expect(Array(object.payload) == payload)
      #expect(object.type == .known(type))
      #expect(try decoder.header(file) == ObjectHeader(type: type, payloadLength: length))
    }
  }

  @Test func everyTruncationIsRefused() throws {
    var encoder = try ObjectCodec.Encoder()
    var decoder = try ObjectCodec.Decoder()
    let (id, file) = try encoder.encode(.experiment, Self.importExperiment)
    for length in file.indices {
      let cut = Array(file[..<length])
      #expect(decoder.code(of: cut, expecting: id) == .zlibTruncated, "cut to \(length)")
    }
    #expect(decoder.code(of: file + [0], expecting: id) == .zlibTrailing)
  }

  /// Deflate fills up its last byte with bits that mean nothing: flipping those changes no content.
  @Test func everyBitFlipIsRefusedOrChangesNothing() throws {
    var encoder = try ObjectCodec.Encoder()
    var decoder = try ObjectCodec.Decoder()
    let (id, file) = try encoder.encode(.experiment, Self.importExperiment)
    var harmless = 0
    for bit in 0..<file.count * 8 {
      var flipped = file
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let object = try? decoder.decode(flipped, expecting: id) else { continue }
      harmless += 1
      #expect(Array(object.payload) == Self.importExperiment, "bit \(bit)")
      #expect(bit / 8 == file.count - 5, "bit \(bit) is not in the last byte before the checksum")
    }
    #expect(harmless < 8)
  }

  @Test func refusesAnotherObject() throws {
    var encoder = try ObjectCodec.Encoder()
    var decoder = try ObjectCodec.Decoder()
    let (_, file) = try encoder.encode(.blob, Self.importExperiment)
    let id = try #require(ObjectID(Self.importID))
    #expect(decoder.code(of: file, expecting: id) == .digest)
  }

  @Test(arguments: [
    ("", FormatError.Code.header), ("blob 3", .header), ("blob3\0abc", .header),
    ("Blob 3\0abc", .header), ("1lob 3\0abc", .header), ("b_b 3\0abc", .header),
    (" 3\0abc", .header), ("blob \0abc", .header), ("blob 03\0abc", .header),
    ("blob +3\0abc", .header), ("blob -3\0abc", .header), ("blob 0x3\0abc", .header),
    ("blob  3\0abc", .header), ("blob 3 \0abc", .header),
    ("blob 18446744073709551616\0abc", .header),
    (String(repeating: "a", count: 33) + " 3\0abc", .header),
    ("blob 2\0abc", .length), ("blob 4\0abc", .length),
    ("blob 18446744073709551615\0abc", .length),
  ])
  func refusesBrokenHeaders(_ object: String, _ code: FormatError.Code) throws {
    let bytes = Array(object.utf8)
    var deflater = try Deflater()
    var file: [UInt8] = []
    try bytes.lend { try deflater.compress(payload: $0, into: &file) }
    var decoder = try ObjectCodec.Decoder()
    #expect(decoder.code(of: file, expecting: BLAKE2b.id(of: bytes)) == code)
  }

  @Test func namesOfNewerTypesAreKept() throws {
    let bytes = Array("signature 2\0{}".utf8)
    var deflater = try Deflater()
    var file: [UInt8] = []
    try bytes.lend { try deflater.compress(payload: $0, into: &file) }
    var decoder = try ObjectCodec.Decoder()
    let object = try decoder.decode(file, expecting: BLAKE2b.id(of: bytes))
    #expect(object.type == .unknown("signature"))
    #expect(ObjectType.reserved.contains("signature"))
  }

  @Test func boundsThePayload() throws {
    var encoder = try ObjectCodec.Encoder()
    var decoder = try ObjectCodec.Decoder()
    let (id, file) = try encoder.encode(.blob, [UInt8](repeating: 0, count: 1 << 20))
    #expect(decoder.code(of: file, expecting: id, limit: 1 << 20) == nil)
    #expect(decoder.code(of: file, expecting: id, limit: 1 << 20 - 1) == .zlibTooLarge)
    #expect(decoder.code(of: file, expecting: id, limit: 1 << 10) == .zlibTooLarge)
    #expect(decoder.code(of: file, expecting: id, limit: .max) == nil)
  }
}

extension ObjectCodec.Encoder {
  fileprivate mutating func encode(
    _ type: ObjectType,
    _ payload: [UInt8]
  ) throws -> (id: ObjectID, file: [UInt8]) {
    var file: [UInt8] = []
    try payload.lend { try encode(type: type, payload: $0, into: &file) }
    return (ObjectCodec.id(type: type, payload: payload), file)
  }
}

extension ObjectCodec.Decoder {
  fileprivate mutating func decode(
    _ file: [UInt8],
    expecting id: ObjectID,
    limit: Int = 1 << 20
  ) throws -> DecodedObject {
    try file.lend { try decode(file: $0, expecting: id, limit: limit) }
  }

  fileprivate mutating func header(_ file: [UInt8]) throws -> ObjectHeader {
    try file.lend { try header(file: $0) }
  }

  /// The code with which a file is refused, or nil if it is taken.
  fileprivate mutating func code(
    of file: [UInt8],
    expecting id: ObjectID,
    limit: Int = 1 << 20
  ) -> FormatError.Code? {
    do {
      _ = try decode(file, expecting: id, limit: limit)
      return nil
    } catch {
      return (error as? FormatError)?.code
    }
  }
}
