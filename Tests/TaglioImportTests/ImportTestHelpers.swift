import TaglioFormat
import TestSupport

@testable import TaglioImport

/// A record as the tests compare it.
struct ReadRecord: Hashable {
  var canonical: String
  var line: Int
  var column: Int
  var record: Int
}

/// All records of a source.
func records(
  of source: any InputSource,
  _ options: ImportOptions = ImportOptions()
) throws -> [ReadRecord] {
  var records: [ReadRecord] = []
  try RecordReader(source, options: options).forEach { document, place in
    records.append(
      ReadRecord(
        canonical: document.root.canonical.description,
        line: place.line,
        column: place.column,
        record: place.record
      )
    )
  }
  return records
}

/// All records of a text that a file called `name` holds.
func records(
  _ text: String,
  name: String,
  records pointer: String? = nil
) throws -> [ReadRecord] {
  let options = ImportOptions(records: pointer.flatMap { JSONPointer($0) })
  return try records(of: MemorySource(name: name, bytes: Array(text.utf8)), options)
}

/// What a user says about a table.
func tableOptions(columns: String?, types: CellTypes? = nil) throws -> ImportOptions {
  var options = ImportOptions()
  options.columns = try columns.map { try ColumnMap($0) }
  options.types = types
  options.listFields = ["keywords"]
  return options
}

/// A text in UTF-16.
func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
  text.utf16.flatMap { unit in
    let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    return isBigEndian ? bytes : bytes.reversed()
  }
}

/// The canonical texts of the records.
func texts(_ text: String, name: String, records pointer: String? = nil) throws -> [String] {
  try records(text, name: name, records: pointer).map(\.canonical)
}

/// The JSON texts, made canonical, of the documents of a YAML text.
func yamlDocuments(_ text: [UInt8]) throws -> [String] {
  var documents: [String] = []
  try YAMLRecords.forEachDocument(text) { json, _ in
    documents.append(try CanonicalJSON(canonicalizing: json).description)
  }
  return documents
}

/// The bytes as a gzip file.
func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  var deflater = try Deflater(.gzip)
  var packed: [UInt8] = []
  try bytes.withUnsafeBytes { try deflater.compress(payload: $0, into: &packed) }
  return packed
}

/// A source that hands out its bytes in pieces of a given length, whatever is asked for.
struct SlowSource: InputSource {
  let name: String
  var isNamed: Bool { true }
  let bytes: [UInt8]
  let pieceLength: Int

  func open() -> any InputReader { Reader(rest: bytes[...], pieceLength: pieceLength) }

  private final class Reader: InputReader {
    private var rest: ArraySlice<UInt8>
    private let pieceLength: Int

    init(rest: ArraySlice<UInt8>, pieceLength: Int) {
      self.rest = rest
      self.pieceLength = pieceLength
    }

    func read(_ count: Int, into output: inout [UInt8]) -> Bool {
      output += rest.prefix(pieceLength)
      defer { rest = rest.dropFirst(pieceLength) }
      return !rest.isEmpty
    }
  }
}
