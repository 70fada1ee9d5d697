import FuzzSupport
import TaglioFormat
import TaglioImport

/// YAML: records read the same whole and in pieces, and what is written as YAML reads as the same
/// value.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let mode = input.byte()
  if mode & 1 == 0 {
    checkRecords(
      input.bytes,
      options: ImportOptions(format: .yaml),
      pieceLength: Int(input.byte()) + 1
    )
  } else {
    checkWriter(input.bytes)
  }
  return 0
}

private func checkWriter(_ bytes: [UInt8]) {
  guard case .success(let json) = outcome({ try CanonicalJSON(canonicalizing: bytes) }) else {
    return
  }
  let record = Array("{\"a\":".utf8) + json.bytes + [UInt8(ascii: "}")]
  guard case .success(let value) = outcome({ try CanonicalJSON(validating: record) }) else {
    return
  }
  let text = YAMLWriter.text(value)
  let source = MemorySource(name: "a.yaml", bytes: Array(text.utf8))
  var found: [CanonicalJSON] = []
  must("written YAML reads") {
    try RecordReader(source).forEach { document, _ in found.append(document.root.canonical) }
  }
  require(found == [value], "written YAML reads as the same value")
}
