import TaglioImport
import TestSupport
import Testing

/// Archives of the corpus in each form that Inspect writes: deflate, Zstandard, and one JSON text.
@Suite(.enabled(if: Tool.isPresent("zstd") && TestData.isPresent, "zstd or the data is not here"))
struct ArchiveFormatTests {
  private static let logs = [
    "test_eval_log/log_read_sample", "test_eval_log/log_streaming", "test_list_logs/custom",
  ]

  /// The files of an archive, in their order.
  private func files(_ bytes: [UInt8]) throws -> [(name: String, content: [UInt8])] {
    let archive = try ZipArchive(MemoryBytes(bytes), file: "a.eval")
    return try archive.entries.map { ($0.name, try archive.content(of: $0, file: "a.eval")) }
  }

  private func zstandard(_ files: [(name: String, content: [UInt8])]) throws -> [UInt8] {
    let packed = try files.map { name, content in
      var file = ZipMaker.File(name, "", method: 93)
      file.content = content
      file.packed = try Workbench.zstd(["-q", "-c"], content)
      return file
    }
    return try ZipMaker(packed).bytes()
  }

  /// The header with the samples in it, as Inspect writes a log as JSON.
  private func json(_ files: [(name: String, content: [UInt8])]) throws -> [UInt8] {
    func text(_ file: (name: String, content: [UInt8])) -> String {
      String(decoding: file.content, as: UTF8.self)
    }
    let header = text(try #require(files.first { $0.name == "header.json" }))
    let samples = files.filter { $0.name.hasPrefix("samples/") }.map(text)
    let reductions = files.first { $0.name == "reductions.json" }.map(text) ?? "[]"
    let end = try #require(header.lastIndex(of: "}"))
    let list = samples.joined(separator: ",")
    return Array((header[..<end] + ",\"samples\":[\(list)],\"reductions\":\(reductions)}").utf8)
  }

  @Test(arguments: logs)
  func areOneRun(_ log: String) throws {
    let bytes = try TestData.bytes("corpus/inspect-ai/tests/log/\(log).eval")
    let files = try files(bytes)
    try withWorkbench { bench in
      try bench.makeStore()
      bench.unzstd = { packed, limit in
        Array(try Workbench.zstd(["-d", "-c", "-q"], packed).prefix(limit))
      }
      try bench.write("deflate.eval", bytes: bytes)
      try bench.write("zstd.eval", bytes: zstandard(files))
      try bench.write("log.json", bytes: json(files))
      let first = try #require(try bench.imported("auto", "deflate.eval").first)
      #expect(!first.isKnown && !first.run.isEmpty)
      let state = try bench.run("state").output
      for name in ["zstd.eval", "log.json"] {
        let again = try #require(try bench.imported("auto", name).first)
        #expect(again.isKnown && again.run == first.run, "\(name)")
      }
      #expect(try bench.run("state").output == state)
    }
  }
}
