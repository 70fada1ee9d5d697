import TaglioFormat
import TestSupport
import Testing

/// Good, cut, damaged and extended streams with what zlib itself says of them.
@Suite("zlib conformance", .enabled(if: TestData.isPresent))
struct ZlibConformanceTests {
  @Test func agreesOnEveryStream() throws {
    let lines = try TestData.lines("vectors/zlib/expect.jsonl")
    #expect(lines.count == 496)
    for line in lines {
      let row = try JSONDocument(parsing: Array(line.utf8)).root
      let file = try #require(row["file"]?.string)
      let stream = try TestData.bytes("vectors/zlib/\(file)")
      switch row["expect"]?.string {
      case "ok":
        let output = try expand(stream, .zlib)
        #expect(output.count == row["out_bytes"]?.int, "\(file)")
        #expect(BLAKE2b.id(of: output) == row["out_blake2b256"]?.objectID, "\(file)")
      case "ok-with-trailing": #expect(code(of: stream, .zlib) == .zlibTrailing, "\(file)")
      case "truncated": #expect(code(of: stream, .zlib) == .zlibTruncated, "\(file)")
      default: #expect(code(of: stream, .zlib) != nil, "\(file)")
      }
    }
  }
}
