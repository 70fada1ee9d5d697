import FuzzSupport
import TaglioFormat

/// Bundles: what is walked lies within the file, and is written as it was read.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput(start, count).bytes
  guard case .success(let entries) = outcome({ try walk(bytes) }) else { return 0 }
  var commits = 0
  var again: [UInt8] = []
  for entry in entries.all {
    require(
      entry.offset + entry.length + 32 <= UInt64(bytes.count),
      "a file ends before the digest"
    )
    again += entry.bytes + bytes[Int(entry.offset)..<Int(entry.offset + entry.length)]
    commits += 1
  }
  require(UInt64(commits) == entries.header.objects + entries.header.commits, "all are there")
  require(entries.header.bytes + again == bytes.dropLast(32), "a bundle is written as it was read")
  return 0
}

private func walk(
  _ bytes: [UInt8]
) throws(FormatError) -> (header: BundleHeader, all: [BundleEntry]) {
  let header = try BundleHeader(Array(bytes.prefix(BundleHeader.length)))
  var walk = try BundleWalk(header, fileLength: UInt64(bytes.count))
  var all: [BundleEntry] = []
  while walk.left > 0 {
    let start = Int(walk.offset)
    all.append(try walk.next(Array(bytes.dropFirst(start).prefix(BundleHeader.entryLength))))
  }
  try walk.finish()
  return (header, all)
}
