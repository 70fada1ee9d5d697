import FuzzSupport
import TaglioFormat

/// Files of objects: the decoder of whole files and that of streams say the same of the same bytes,
/// and what was encoded is read back.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let mode = input.byte()
  let pieceLength = Int(input.byte()) + 1
  if mode & 1 == 0 {
    decode(input.bytes, pieceLength)
  } else {
    // The fuzzer writes the object itself and gets behind compression and digest.
    decode(packed(input.bytes), pieceLength)
    checkRoundTrip(ObjectType.allCases[Int(mode >> 1) % ObjectType.allCases.count], input.bytes)
  }
  return 0
}

private let limit = 1 << 20

private func decode(_ file: [UInt8], _ pieceLength: Int) {
  let id = contents(of: file).map(BLAKE2b.id(of:)) ?? BLAKE2b.id(of: [])
  let whole = outcome { () -> [UInt8] in
    var decoder = try ObjectCodec.Decoder()
    let object = try file.withUnsafeBytes {
      try decoder.decode(file: $0, expecting: id, limit: limit)
    }
    require(object.payload.count <= limit, "the payload stays within the limit")
    require(object.header.payloadLength == UInt64(object.payload.count), "the header is right")
    require(BLAKE2b.id(of: object.bytes) == id, "the bytes hash to the id")
    return Array(object.payload)
  }
  let stream = outcome { try decodeStream(file, id, pieceLength) }
  if case .failure(let refused) = whole, refused.text.contains("zlibTooLarge") { return }
  switch (whole, stream) {
  case (.success(let whole), .success(let stream)): require(whole == stream, "equal payloads")
  case (.failure, .failure): break
  default: require(false, "both decoders take a file, or none: \(whole) \(stream)")
  }
}

private func decodeStream(_ file: [UInt8], _ id: ObjectID, _ length: Int) throws -> [UInt8] {
  let decoder = try ObjectStreamDecoder(expecting: id)
  var payload: [UInt8] = []
  try file.withUnsafeBytes { file in
    for start in stride(from: 0, to: file.count, by: length) {
      let piece = UnsafeRawBufferPointer(rebasing: file[start...].prefix(length))
      try decoder.write(piece) { (part) throws(FormatError) in
        if payload.count < 4 * limit { payload += part }
      }
    }
  }
  let header = try decoder.finish()
  require(header.payloadLength >= UInt64(payload.count), "the header counts the payload")
  return payload
}

/// What the file expands to, so that its digest can be named; nil where it is no stream.
private func contents(of file: [UInt8]) -> [UInt8]? {
  var bytes: [UInt8] = []
  let result = outcome {
    var inflater = try Inflater()
    try file.withUnsafeBytes { try inflater.inflate($0, limit: 2 * limit, into: &bytes) }
  }
  guard case .success = result else { return nil }
  return bytes
}

private func packed(_ bytes: [UInt8]) -> [UInt8] {
  must("any bytes can be packed") {
    var file: [UInt8] = []
    var deflater = try Deflater()
    try bytes.withUnsafeBytes { try deflater.compress(payload: $0, into: &file) }
    return file
  }
}

private func checkRoundTrip(_ type: ObjectType, _ payload: [UInt8]) {
  let object = must("an encoded object reads") {
    var file: [UInt8] = []
    var encoder = try ObjectCodec.Encoder()
    try payload.withUnsafeBytes {
      try encoder.encode(type: type, payload: $0, into: &file)
    }
    let id = ObjectCodec.id(type: type, payload: payload)
    var decoder = try ObjectCodec.Decoder()
    let header = try file.withUnsafeBytes { try decoder.header(file: $0) }
    require(header.payloadLength == UInt64(payload.count), "the header reads alone")
    return try file.withUnsafeBytes { try decoder.decode(file: $0, expecting: id, limit: limit) }
  }
  require(object.type == .known(type) && object.payload.elementsEqual(payload), "the same object")
}
