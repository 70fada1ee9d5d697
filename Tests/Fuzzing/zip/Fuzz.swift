import FuzzSupport
import TaglioImport

/// ZIP archives: contents have the lengths that the directory tells, none is longer than its limit,
/// and an archive that is taken twice says the same twice.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput(start, count).bytes
  let first = outcome { try contents(bytes) }
  require(first == outcome { try contents(bytes) }, "reading is repeatable")
  return 0
}

private let bound = 1 << 20

private func contents(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
  var limits = ZipLimits()
  limits.content = bound
  limits.total = 4 * bound
  limits.entries = 64
  limits.directory = 1 << 16
  let archive = try ZipArchive(
    MemoryBytes(bytes),
    file: "fuzz.zip",
    limits: limits,
    unpackers: [93: { packed, limit in Array(packed.prefix(limit)) }]
  )
  var contents: [String: [UInt8]] = [:]
  for entry in archive.entries {
    require(contents[entry.name] == nil, "no name is there twice")
    require(entry.packedLength <= bytes.count, "a file lies in the archive")
    guard case .success(let content) = outcome({ try archive.content(of: entry, file: "fuzz.zip") })
    else { continue }
    require(content.count == entry.length && content.count <= bound, "a content has its length")
    contents[entry.name] = content
  }
  return contents
}
