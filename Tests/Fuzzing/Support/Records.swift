import TaglioFormat
package import TaglioImport

/// A record and where it stood, as two ways of reading are compared.
struct FuzzRecord: Hashable {
  var json: CanonicalJSON
  var place: RecordPlace
}

/// Reads all records twice, whole and in small pieces, to the same end; every record is an object
/// that reads back from its canonical text.
package func checkRecords(_ bytes: [UInt8], options: ImportOptions, pieceLength: Int) {
  let whole = outcome { try records(of: MemorySource(name: "-", bytes: bytes), options) }
  let source = SmallPieces(bytes: bytes, length: max(pieceLength, bytes.count / 4096))
  let pieces = outcome { try records(of: source, options) }
  // A damaged gzip file is found out earlier or later; which fault shows first depends on that.
  let mayDiffer = bytes.starts(with: [0x1F, 0x8B]) && !whole.isSuccess && !pieces.isSuccess
  require(mayDiffer || whole == pieces, "pieces read as the whole: \(whole) and \(pieces)")
  guard case .success(let records) = whole else { return }
  for record in records {
    let again = must("a record reads back") { try JSONDocument(parsing: record.json.bytes) }
    require(again.root.kind == .object && again.isCanonical, "a record is an object")
  }
}

private func records(
  of source: any InputSource,
  _ options: ImportOptions
) throws -> [FuzzRecord] {
  var records: [FuzzRecord] = []
  try RecordReader(source, options: options).forEach { document, place in
    records.append(FuzzRecord(json: document.root.canonical, place: place))
    if records.count > 10_000 { throw Refused(text: "enough") }
  }
  return records
}

/// Gives its bytes in pieces of one length, whatever is asked for.
private struct SmallPieces: InputSource {
  var name: String { "-" }
  var isNamed: Bool { true }
  let bytes: [UInt8]
  let length: Int

  func open() -> any InputReader { Reader(rest: bytes[...], length: length) }

  private final class Reader: InputReader {
    private var rest: ArraySlice<UInt8>
    private let length: Int

    init(rest: ArraySlice<UInt8>, length: Int) {
      self.rest = rest
      self.length = length
    }

    func read(_ count: Int, into output: inout [UInt8]) -> Bool {
      output += rest.prefix(length)
      defer { rest = rest.dropFirst(length) }
      return !rest.isEmpty
    }
  }
}

extension Result {
  fileprivate var isSuccess: Bool {
    if case .success = self { true } else { false }
  }
}
