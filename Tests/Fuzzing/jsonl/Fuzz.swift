import FuzzSupport
import TaglioFormat
import TaglioImport

/// JSON Lines and streams of JSON texts, compressed or not, with a pointer to their records or
/// without.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let mode = input.byte()
  let pieceLength = Int(input.byte()) + 1
  let pointer = input.one(of: [nil, nil, JSONPointer("/a"), JSONPointer("/a/0/b"), JSONPointer("")])
  let options = ImportOptions(format: mode & 1 == 0 ? .jsonl : .json, records: pointer)
  checkRecords(input.bytes, options: options, pieceLength: pieceLength)
  return 0
}
