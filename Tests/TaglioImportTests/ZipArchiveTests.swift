import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

/// ZIP archives: what is right is read, what is wrong is refused, and nothing is allocated by a size
/// that an archive tells.
@Suite struct ZipArchiveTests {
  typealias File = ZipMaker.File

  private func contents(
    _ bytes: [UInt8],
    _ limits: ZipLimits = ZipLimits(),
    _ unpackers: [UInt16: ZipArchive.Unpacker] = [:]
  ) throws -> [String: String] {
    let archive = try ZipArchive(
      MemoryBytes(bytes),
      file: "a.zip",
      limits: limits,
      unpackers: unpackers
    )
    var contents: [String: String] = [:]
    for entry in archive.entries {
      contents[entry.name] = String(
        decoding: try archive.content(of: entry, file: "a.zip"),
        as: UTF8.self
      )
    }
    return contents
  }

  private static let files = [
    File("a.json", #"{"a":1}"#), File("b/c.json", "stored", method: 0), File("leer.json", ""),
    File("ünï.json", String(repeating: "long ", count: 20_000)),
  ]

  @Test(arguments: [false, true]) func filesAreRead(isWide: Bool) throws {
    var maker = ZipMaker(ZipArchiveTests.files)
    maker.isWide = isWide
    for comment in [[], Array("PK\u{5}\u{6} is no end".utf8)] {
      maker.comment = comment
      let contents = try contents(maker.bytes())
      #expect(contents["a.json"] == #"{"a":1}"#)
      #expect(contents["b/c.json"] == "stored")
      #expect(contents["leer.json"] == "")
      #expect(contents["ünï.json"]?.utf8.count == 100_000)
    }
    #expect(try contents(ZipMaker([]).bytes()).isEmpty)
  }

  @Test func otherMethodsGoThroughTheirUnpackers() throws {
    let bytes = try ZipMaker([File("a", "reversed", method: 93)]).bytes()
    let got = try contents(
      bytes,
      ZipLimits(),
      [
        93: { packed, limit in
          #expect(limit == 8)
          return packed
        }
      ]
    )
    #expect(got == ["a": "reversed"])
    #expect(refusal(bytes)?.message.contains("method 93") == true)
    #expect(throws: ImportError.self) {
      try contents(bytes, ZipLimits(), [93: { _, _ in [1] }])
    }
  }

  private func refusal(_ bytes: [UInt8], _ limits: ZipLimits = ZipLimits()) -> ImportError? {
    #expect(throws: ImportError.self) { try contents(bytes, limits) }
    do {
      _ = try contents(bytes, limits)
      return nil
    } catch {
      return error as? ImportError
    }
  }

  private func refusal(of files: [File], count: UInt16? = nil) throws -> String {
    var maker = ZipMaker(files)
    maker.count = count
    return refusal(try maker.bytes())?.message ?? "taken"
  }

  @Test func whatIsWrongIsRefused() throws {
    var file = File("a", "some content")
    file.checksum = 1
    #expect(try refusal(of: [file]).contains("checksum"))
    file = File("a", "some content")
    file.packed = [0xFF, 0xFF]
    #expect(try refusal(of: [file]).contains("stream"))
    file = File("a", "some content")
    file.length = 5
    #expect(try refusal(of: [file]).contains("more than 5 bytes"))
    file.length = 500
    #expect(try refusal(of: [file]).contains("should have 500"))
    file = File("a", "some content")
    file.localName = "b"
    #expect(try refusal(of: [file]).contains("not what the directory says"))
    file = File("a", "some content")
    file.flags = 1
    #expect(try refusal(of: [file]).contains("encrypted"))
    #expect(try refusal(of: [File("a", ""), File("a", "")]).contains("twice"))
    #expect(try refusal(of: [File("a", "x")], count: 2).contains("2 files"))
    #expect(try refusal(of: [File("a", "x"), File("b", "x")], count: 1).contains("1 files"))
  }

  @Test func bombsAreRefused() throws {
    var limits = ZipLimits()
    limits.content = 100
    let long = try ZipMaker([File("a", String(repeating: "0", count: 101))]).bytes()
    #expect(refusal(long, limits)?.message.contains("more than 100") == true)
    limits.content = 1000
    limits.total = 150
    let several = try ZipMaker(["a", "b"].map { File($0, String(repeating: "0", count: 80)) })
      .bytes()
    #expect(refusal(several, limits)?.message.contains("more than 150") == true)
    limits.total = 1000
    limits.entries = 1
    #expect(refusal(several, limits)?.message.contains("too many") == true)
    var lying = File("a", String(repeating: "0", count: 1 << 20))
    lying.length = 10
    #expect(refusal(try ZipMaker([lying]).bytes())?.message.contains("more than 10") == true)
    var huge = File("a", "x")
    huge.length = 0xFFFF_FFFE
    #expect(refusal(try ZipMaker([huge]).bytes())?.message.contains("4294967294") == true)
  }

  /// Two entries of the directory lead to the same bytes.
  @Test func filesThatShareBytesAreRefused() throws {
    var bytes = try ZipMaker([File("a", "same"), File("b", "same")]).bytes()
    let second = try #require(bytes.indices.last { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    for offset in 42..<46 { bytes[second + offset] = 0 }
    #expect(refusal(bytes)?.message.contains("shares bytes") == true)
  }

  @Test func everyShorteningIsRefused() throws {
    for isWide in [false, true] {
      var maker = ZipMaker([File("a", "some content"), File("b", "more", method: 0)])
      maker.isWide = isWide
      let bytes = try maker.bytes()
      for count in bytes.indices {
        #expect(throws: ImportError.self, "\(count)") { try contents(Array(bytes[..<count])) }
      }
    }
  }

  /// No changed byte ends the process, and none changes a content without being noticed.
  @Test func everyChangedByteIsRefusedOrHarmless() throws {
    let right = try ZipMaker([File("a", "some content"), File("b", "more", method: 0)]).bytes()
    for index in right.indices {
      for change in [UInt8(1), 0x80, 0xFF] {
        var bytes = right
        bytes[index] ^= change
        guard let got = try? contents(bytes) else { continue }
        #expect(got.values.sorted() == ["more", "some content"], "\(index)")
      }
    }
  }
}
