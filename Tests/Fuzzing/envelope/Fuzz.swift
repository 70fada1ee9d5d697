import FuzzSupport
import TaglioFormat

/// Lines of envelopes: what is read is written as the canonical text of the line.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput(start, count).bytes
  guard case .success(let document) = outcome({ try JSONDocument(parsing: bytes) }),
    case .success(let entry) = outcome({ try EnvelopeEntry(document.root) })
  else { return 0 }
  let line = entry.line
  if case .header = entry { return 0 }
  require(
    line == document.root.canonical.bytes || entry.isBlob,
    "a line is written as it was read"
  )
  let again = must("a written line is read") {
    try EnvelopeEntry(JSONDocument(parsing: line).root)
  }
  require(again.line == line, "reading and writing gives the same line")
  return 0
}

extension EnvelopeEntry {
  /// Base64 may be written with other bits at its end.
  fileprivate var isBlob: Bool {
    if case .blob = self { true } else { false }
  }
}
