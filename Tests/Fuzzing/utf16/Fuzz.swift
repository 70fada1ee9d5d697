import FuzzSupport

@testable import TaglioImport

/// UTF-16: decoding in pieces gives what decoding at once gives, and whole text what Swift's own
/// decoder gives.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let isBigEndian = input.byte() & 1 == 0
  let pieceLength = Int(input.byte()) + 1
  let bytes = input.bytes
  let whole = outcome { try decode(bytes, isBigEndian, pieceLength: bytes.count) }
  let pieces = outcome { try decode(bytes, isBigEndian, pieceLength: pieceLength) }
  require(whole.isSame(as: pieces), "pieces decode as the whole")
  require(whole.isSuccess == bytes.count.isMultiple(of: 2), "only half a unit is refused")
  guard case .success(let text) = whole else { return 0 }
  require(text.count <= bytes.count / 2 * 3, "a unit becomes three bytes at most")
  let units = stride(from: 0, to: bytes.count, by: 2).map { index in
    let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }
  if let known = String(validating: units, as: UTF16.self) {
    require(text == Array(known.utf8), "whole text is decoded right")
  } else {
    require(String(validating: text, as: UTF8.self) == nil, "half a pair is no UTF-8")
  }
  return 0
}

private func decode(_ bytes: [UInt8], _ isBigEndian: Bool, pieceLength: Int) throws -> [UInt8] {
  let order: UTF16Reader.ByteOrder = isBigEndian ? .bigEndian : .littleEndian
  let reader = UTF16Reader(MemoryReader(bytes), order)
  var output: [UInt8] = []
  while try reader.read(max(pieceLength, 1), into: &output) {}
  return output
}

extension Result<[UInt8], Refused> {
  fileprivate var isSuccess: Bool {
    if case .success = self { true } else { false }
  }

  fileprivate func isSame(as other: Self) -> Bool {
    switch (self, other) {
    case (.success(let one), .success(let two)): one == two
    case (.failure, .failure): true
    default: false
    }
  }
}
