import SystemPackage
import TaglioFormat
import TaglioSystem
import TestSupport
import Testing

@testable import TaglioImport

@Suite struct InputSourceTests {
  private static let text = "{\"a\":1}\n{\"a\":2}\n"

  /// Makes a file and calls `body` with its path.
  private func withFile<R>(
    _ name: String,
    _ bytes: [UInt8],
    _ body: (FilePath) throws -> R
  ) throws -> R {
    try withTemporaryDirectory { directory in
      let path = directory.appending(name)
      try write(bytes, to: path)
      return try body(path)
    }
  }

  private func write(_ bytes: [UInt8], to path: FilePath) throws {
    let disk = Disk()
    try disk.remove(.path(path))
    let handle = try disk.create(.path(path), mode: [.ownerRead, .ownerWrite])
    try bytes.withUnsafeBytes { try disk.write($0, to: handle, at: 0) }
    try handle.close()
  }

  @Test func aFileIsReadTwice() throws {
    try withFile("a.jsonl", Array(Self.text.utf8)) { path in
      let reader = try RecordReader(FileSource(path, name: "a.jsonl"))
      for _ in 1...2 {
        var places: [RecordPlace] = []
        try reader.forEach { _, place in places.append(place) }
        #expect(places.map(\.record) == [1, 2])
        #expect(places.first?.file == "a.jsonl")
      }
    }
  }

  @Test func aFileThatWasReplacedIsRefused() throws {
    try withFile("a.jsonl", Array(Self.text.utf8)) { path in
      let reader = try RecordReader(FileSource(path))
      try reader.forEach { _, _ in }
      try write(Array("{\"a\":1}\n{\"a\":23}\n".utf8), to: path)
      let error = #expect(throws: ImportError.self) { try reader.forEach { _, _ in } }
      #expect(error?.code == .changed)
    }
  }

  @Test func aFileThatGrowsMeanwhileIsRefused() throws {
    try withFile("a.jsonl", Array(Self.text.utf8)) { path in
      let reader = try RecordReader(FileSource(path))
      let error = #expect(throws: ImportError.self) {
        try reader.forEach { _, place in
          guard place.record == 1 else { return }
          let disk = Disk()
          let handle = try disk.openForWriting(path)
          try Array("{}\n".utf8).withUnsafeBytes { try disk.write($0, to: handle, at: 16) }
        }
      }
      #expect(error?.code == .changed)
    }
  }

  @Test func gzipIsKnownByItsFirstBytes() throws {
    let packed = try gzipped(Array(Self.text.utf8))
    for name in ["a.jsonl", "a.jsonl.gz"] {
      try withFile(name, packed) { path in
        let found = try records(of: FileSource(path))
        #expect(found.map(\.line) == [1, 2])
      }
    }
  }

  @Test func gzipMayHaveMembers() throws {
    let members = try gzipped(Array("{\"a\":1}\n{\"a".utf8)) + gzipped(Array("\":2}\n".utf8))
    #expect(try records(of: MemorySource(name: "a.jsonl.gz", bytes: members)).count == 2)
  }

  @Test func gzipCutShortOrDamagedIsRefused() throws {
    let packed = try gzipped(Array(Self.text.utf8))
    for length in 2..<packed.count {
      let cut = MemorySource(name: "a.jsonl.gz", bytes: Array(packed.prefix(length)))
      let error = #expect(throws: ImportError.self) { try records(of: cut) }
      #expect(error?.code == .gzip, "\(length) bytes")
      #expect(error?.message == "the compressed stream is cut short", "\(length) bytes")
    }
    var damaged = packed
    damaged[damaged.count - 6] ^= 1
    let error = #expect(throws: ImportError.self) {
      try records(of: MemorySource(name: "a.jsonl.gz", bytes: damaged))
    }
    #expect(error?.code == .gzip)
  }

  @Test func aDirectoryIsNoFile() throws {
    try withTemporaryDirectory { directory in
      let error = #expect(throws: SystemError.self) { try FileSource(directory) }
      #expect(error?.isWrongKind == true)
    }
  }

  @Test func aMissingFileIsASystemError() throws {
    try withTemporaryDirectory { directory in
      let error = #expect(throws: SystemError.self) { try FileSource(directory.appending("a")) }
      #expect(error?.isNotFound == true)
    }
  }

  @Test(arguments: [0, 1, 1 << 20, 3 << 20 + 17])
  func whatIsSpooledIsReadTwiceAndLeavesNothing(_ length: Int) throws {
    let line = Array("{\"a\":\"\(String(repeating: "x", count: 90))\"}\n".utf8)
    let bytes = Array((0...(length / line.count)).map { _ in line }.joined()).prefix(length)
    let whole = length / line.count
    try withFile("input", Array(bytes.prefix(whole * line.count))) { path in
      let disk = Disk()
      let spool = path.removingLastComponent()
      let source = try SpooledSource(copying: disk.open(path, .user), name: "-", directory: spool)
      let reader = try RecordReader(source, options: ImportOptions(format: .jsonl))
      for _ in 1...2 {
        var count = 0
        try reader.forEach { _, _ in count += 1 }
        #expect(count == whole)
      }
      let names = try disk.names(in: spool)
      #expect(names == ["input"])
    }
  }
}
