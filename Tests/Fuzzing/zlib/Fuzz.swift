import FuzzSupport
import TaglioFormat

/// zlib and gzip streams: output stays within its bound, and it does not matter how a stream is cut
/// into pieces.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let format = input.one(of: [ZlibFormat.zlib, .gzip])
  let pieceLength = Int(input.byte()) + 1
  let bytes = input.bytes
  let whole = outcome { try expand(bytes, format, limit: bound) }
  let pieces = outcome { try expand(bytes, format, inPiecesOf: pieceLength) }
  switch (whole, pieces) {
  case (.success(let whole), .success(let pieces)):
    require(whole == pieces, "pieces give what the whole gives")
    checkPacking(of: bytes, format)
  case (.failure, .failure): break
  default:
    require(whole.failure?.text.contains("zlibTooLarge") == true, "pieces are taken like the whole")
  }
  checkPrefix(bytes, format)
  return 0
}

private let bound = 1 << 20

private func expand(_ bytes: [UInt8], _ format: ZlibFormat, limit: Int) throws -> [UInt8] {
  var output: [UInt8] = []
  var inflater = try Inflater(format)
  defer { require(output.count <= limit, "no more than the limit comes out") }
  try bytes.withUnsafeBytes { try inflater.inflate($0, limit: limit, into: &output) }
  return output
}

private func expand(
  _ bytes: [UInt8],
  _ format: ZlibFormat,
  inPiecesOf length: Int
) throws -> [UInt8] {
  var output: [UInt8] = []
  var stream = try InflateStream(format)
  try bytes.withUnsafeBytes { bytes in
    for start in stride(from: 0, to: bytes.count, by: length) {
      let piece = UnsafeRawBufferPointer(rebasing: bytes[start...].prefix(length))
      try stream.write(piece) { (part) throws(FormatError) in
        require(part.count <= 64 << 10, "pieces are at most 64 KiB")
        if output.count < 4 * bound { output += part }
      }
    }
  }
  try stream.finish()
  return output
}

/// What was packed here is read back.
private func checkPacking(of bytes: [UInt8], _ format: ZlibFormat) {
  let again = must("packed bytes expand") {
    var packed: [UInt8] = []
    var deflater = try Deflater(format)
    try bytes.withUnsafeBytes { try deflater.compress(payload: $0, into: &packed) }
    return try expand(packed, format, limit: bytes.count)
  }
  require(again == bytes, "packing and expanding gives the same bytes")
}

private func checkPrefix(_ bytes: [UInt8], _ format: ZlibFormat) {
  var output: [UInt8] = []
  _ = outcome {
    var inflater = try Inflater(format)
    try bytes.withUnsafeBytes { try inflater.inflatePrefix($0, upTo: 54, into: &output) }
  }
  require(output.count <= 54, "a prefix is no longer than asked for")
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
