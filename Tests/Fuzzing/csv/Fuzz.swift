import FuzzSupport
import TaglioFormat
import TaglioImport

/// Tables, in UTF-8 and UTF-16, and the maps of their columns.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let mode = input.byte()
  let pieceLength = Int(input.byte()) + 1
  if mode & 7 == 7 {
    checkMap(input.text)
    return 0
  }
  var options = ImportOptions(format: mode & 1 == 0 ? .csv : .tsv)
  options.types = mode & 2 == 0 ? nil : .json
  if mode & 4 != 0, case .success(let map) = outcome({ try ColumnMap("a=/x/y,b=label:keywords") }) {
    options.columns = map
    options.listFields = ["keywords"]
  }
  checkRecords(input.bytes, options: options, pieceLength: pieceLength)
  return 0
}

private func checkMap(_ text: String) {
  guard case .success(let map) = outcome({ try ColumnMap(text) }) else { return }
  require(map.entries.count <= text.utf8.count / 3 + 1, "each entry takes its characters")
  require(Set(map.entries.map(\.column)).count == map.entries.count, "no column is there twice")
}
