import SystemPackage
import TaglioFormat

// What the benchmark measures inside a process:
//
//     taglio-bench canonicalise FILE      parses JSON Lines and makes each line canonical
//     taglio-bench blake2b FILE           the digest of a file
//
// Prints the seconds that the work took, without the reading of the file.

/// Calls `work` with the lines of a text, without their line feeds.
func forEachLine(of bytes: [UInt8], _ work: (UnsafeRawBufferPointer) throws -> Void) rethrows {
  try bytes.withUnsafeBytes { buffer in
    var start = 0
    while let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
      try work(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      start = end + 1
    }
  }
}

/// As `add` does it: one document and one text serve all lines.
func canonicalise(_ bytes: [UInt8]) throws -> Int {
  var (document, text): (JSONDocument, [UInt8]) = (JSONDocument(), [])
  var total = 0
  try forEachLine(of: bytes) { line in
    try document.reparse(line)
    text.removeAll(keepingCapacity: true)
    document.root.appendCanonical(to: &text)
    total += text.count
  }
  return total
}

func work(_ name: String, _ path: String) throws {
  let file = try FileDescriptor.open(path, .readOnly)
  let bytes = try file.closeAfter {
    let length = Int(try file.seek(offset: 0, from: .end))
    return try [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      let target = UnsafeMutableRawBufferPointer(buffer)
      count = try file.read(fromAbsoluteOffset: 0, into: target)
    }
  }
  var result = ""
  let elapsed = try ContinuousClock().measure {
    result = name == "blake2b" ? "\(BLAKE2b.id(of: bytes))" : "\(try canonicalise(bytes))"
  }
  let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  print(seconds, result)
}

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 2, ["blake2b", "canonicalise"].contains(arguments[1]) else {
  print("usage: taglio-bench canonicalise|blake2b FILE")
  throw FormatError.index("usage")
}
try work(arguments[1], arguments[2])
