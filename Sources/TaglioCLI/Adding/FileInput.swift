import TaglioFormat
import TaglioImport
import TaglioKit

/// The files of one source, one after another, as the library takes them in.
struct FileInput: RecordInput {
  var name: String
  let source: String?
  var readers: [RecordReader]
  let hint: RecordsHint

  var labelFields: [String] { readers.flatMap(\.labelFields) }

  func forEachRecord(_ body: (JSONView, RecordPlace) throws -> Void) throws {
    for reader in readers {
      try reader.forEach { document, place in
        if reader.format.delimiter == nil { hint.notice(document.root, at: place) }
        try body(document.root, place)
      }
    }
  }
}
